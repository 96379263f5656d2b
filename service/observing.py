"""What surrounds every request: its id, its duration in logs and metrics, and the headers that keep browsers safe."""

from __future__ import annotations

import re
import time
import uuid

import structlog
from flask import Flask, Response, g, request

from service.logs import log
from service.metrics import REQUESTS, SECONDS

REQUEST_ID = "X-Request-ID"
_SANE_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
SAFE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def register(app: Flask) -> None:
    """Watches the requests of `app`."""
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    sent = request.headers.get(REQUEST_ID, "")
    g.request_id = sent if _SANE_ID.fullmatch(sent) else uuid.uuid4().hex
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _finish(response: Response) -> Response:
    response.headers[REQUEST_ID] = g.request_id
    for name, value in SAFE_HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    began, method = g.began, request.method
    route = request.url_rule.rule if request.url_rule else "(none)"
    size = request.content_length

    def note() -> None:
        seconds = time.perf_counter() - began
        REQUESTS.labels(route, method if method in _METHODS else "(other)", response.status_code).inc()
        SECONDS.labels(route).observe(seconds)
        level = log.error if response.status_code >= 500 else log.info
        level(
            "request",
            method=method,
            route=route,
            status=response.status_code,
            milliseconds=round(1000 * seconds, 2),
            body_bytes=size,
        )

    response.call_on_close(note)
    return response


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
