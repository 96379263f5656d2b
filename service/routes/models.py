"""GET /v1/models/current: which model answers."""

from __future__ import annotations

import json

from flask import Response
from flask_openapi3 import APIBlueprint

from service import bodies
from service.context import context
from service.openapi import JSON, describe, of
from service.problems import METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, NOT_READY
from service.schemas import ModelManifest

api = APIBlueprint("models", __name__, url_prefix="/v1/models")


@api.get(
    "/current",
    **describe(
        "currentModel",
        answers={JSON: of(ModelManifest)},
        problems=(METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, NOT_READY),
        tag="Models",
    ),
)
def current_model() -> Response:
    """The manifest of the model that answers."""
    bodies.answer_type((JSON,))
    manifest = context().model.scorer().manifest.to_dict()
    return Response(json.dumps(manifest, ensure_ascii=False), content_type=JSON)
