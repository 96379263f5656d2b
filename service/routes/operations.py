"""GET /healthz, /readyz and /metrics: what those who run the service ask it."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint
from prometheus_client import CONTENT_TYPE_LATEST

from service.context import context
from service.metrics import exposition
from service.openapi import JSON, TEXT, describe, of, text
from service.problems import METHOD_NOT_ALLOWED, NOT_READY
from service.schemas import Health

api = APIBlueprint("operations", __name__)


@api.get("/healthz", **describe("health", answers={JSON: of(Health)}, problems=(METHOD_NOT_ALLOWED,), tag="Operations"))
def health() -> Response:
    """Whether the process is alive."""
    return _health(Health(status="ok"))


@api.get(
    "/readyz",
    **describe("readiness", answers={JSON: of(Health)}, problems=(METHOD_NOT_ALLOWED, NOT_READY), tag="Operations"),
)
def readiness() -> Response:
    """Whether a model is loaded."""
    return _health(Health(status="ready", model=context().model.scorer().info.version))


@api.get(
    "/metrics",
    **describe(
        "metrics", answers={TEXT: text("Prometheus' text format.")}, problems=(METHOD_NOT_ALLOWED,), tag="Operations"
    ),
)
def metrics() -> Response:
    """Counters and histograms of all workers, for Prometheus."""
    return Response(exposition(), content_type=CONTENT_TYPE_LATEST)


def _health(health: Health) -> Response:
    return Response(health.model_dump_json(exclude_none=True), content_type=JSON)
