"""The application factory.

>>> app = create_app(Settings(), scorer)                     # doctest: +SKIP
>>> app.test_client().get("/healthz").json                   # doctest: +SKIP
{'status': 'ok'}
"""

from __future__ import annotations

import contextlib

from flask import Flask

from model.actors import recogniser_named
from model.errors import ArtifactError
from model.scorer import StanceScorer
from service import logs, observing, problems
from service.context import Context, attach
from service.live_model import LiveModel
from service.openapi import new_app
from service.routes import classify, documents, models, operations, page, stances
from service.settings import Settings


def create_app(settings: Settings | None = None, scorer: StanceScorer | None = None) -> Flask:
    """The service as a WSGI application.

    `settings` come from the environment where not given. Without a `scorer` the promoted model of `settings.home` is
    loaded; where that fails the application starts all the same, says why at /readyz, and takes up the first model
    that can be loaded. Raises RecogniserError where what is to find the actors cannot be used.
    """
    settings = settings or Settings()
    logs.configure(settings.log_level)
    app = new_app("service")
    model = LiveModel(settings.home, recogniser_named(settings.actors), scorer)
    with contextlib.suppress(ArtifactError):
        model.scorer()
    attach(app, Context(settings, model))
    observing.register(app)
    problems.register(app)
    for routes in (stances, classify, models, operations):
        app.register_api(routes.api)
    for hidden in (documents, page):
        app.register_blueprint(hidden.api)
    app.generate_spec_json()  # type: ignore[no-untyped-call]  # once, and before the workers fork
    return app
