"""GET /openapi.json and /docs: the API described, for programs and for people. Everything is served from here."""

from __future__ import annotations

import json
from pathlib import Path

import flask_openapi3_swagger
from flask import Blueprint, Response, current_app, render_template

from service.openapi import JSON

_SWAGGER = Path(flask_openapi3_swagger.__file__).parent / "templates" / "swagger"

api = Blueprint("documents", __name__, static_folder=_SWAGGER, static_url_path="/docs/assets")


@api.get("/openapi.json")
def openapi() -> Response:
    """The OpenAPI 3.1 document."""
    document = json.dumps(current_app.api_doc, ensure_ascii=False)  # type: ignore[attr-defined]
    return Response(document, content_type=JSON, headers={"Cache-Control": "no-cache"})


@api.get("/docs")
def docs() -> str:
    """Swagger UI."""
    return render_template("docs.html")
