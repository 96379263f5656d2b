"""How a route is described in the OpenAPI document: its bodies, parameters, answers and problems.

    @api.post("/v1/classify", **describe("classify", body={JSON: of(ClassifyIn)}, answers={JSON: of(PairAnswers)}, …))

flask-openapi3 collects these into the document; the schemas come from the models, so they cannot drift from the code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_openapi3 import Info, OpenAPI, Tag
from flask_openapi3.models import Schema
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from service.problems import INTERNAL_ERROR, PROBLEM_JSON, Kind, Problem
from service.schemas import Answer, ArticleIn, ClassifyIn, Health, ModelManifest, PairAnswers

JSON = "application/json"
NDJSON = "application/x-ndjson"
CSV = "text/csv"
TEXT = "text/plain"
HTML = "text/html"

_REF = "#/components/schemas/"
_MODELS: Sequence[tuple[type[BaseModel], JsonSchemaMode]] = (
    (ArticleIn, "validation"),
    (ClassifyIn, "validation"),
    (Answer, "serialization"),
    (PairAnswers, "serialization"),
    (ModelManifest, "serialization"),
    (Health, "serialization"),
    (Problem, "serialization"),
)
INFO = Info(
    title="Standpoint",
    version="1",
    summary="Every actor's stance toward each other actor of a news article, with the sentences that show it.",
    description=(
        "Offsets count Unicode code points of the text as it was sent (after a byte order mark, if any) and are "
        "half-open. A score is P(support) − P(oppose), from −1 to 1. A pair for which the text shows nothing is absent. "
        "Every error is `application/problem+json` (RFC 9457); its `type` names the kind and never changes."
    ),
)


def new_app(import_name: str) -> OpenAPI:
    """A Flask application that collects the descriptions of its routes."""
    # The library adds an answer of its own to operations that lack one of this status; every operation here has it.
    app = OpenAPI(
        import_name,
        info=INFO,
        security_schemes={},
        doc_ui=False,
        validation_error_status="default",
        validation_error_model=Problem,
    )
    _, definitions = models_json_schema(_MODELS, ref_template=_REF + "{model}")
    app.components_schemas.update({name: Schema(**schema) for name, schema in definitions["$defs"].items()})
    return app


def of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a model, by reference."""
    return {"$ref": _REF + model.__name__}


def text(description: str) -> dict[str, Any]:
    """The schema of a plain string."""
    return {"type": "string", "description": description}


def describe(
    name: str,
    *,
    answers: Mapping[str, Mapping[str, Any]],
    body: Mapping[str, Mapping[str, Any]] | None = None,
    query: type[BaseModel] | None = None,
    problems: Sequence[Kind] = (),
    examples: Mapping[str, Any] | None = None,
    answer_examples: Mapping[str, Any] | None = None,
    tag: str = "",
) -> dict[str, Any]:
    """Keyword arguments for a route decorator; summary and description are the function's docstring.

    `answers` and `body` map media types to schemas, `examples` and `answer_examples` map them to examples.
    """
    extensions: dict[str, Any] = {}
    if body:
        extensions["requestBody"] = {"required": True, "content": _content(body, examples or {})}
    if query:
        extensions["parameters"] = _parameters(query)
    responses: dict[str, Any] = {
        "200": {"description": "The answer.", "content": _content(answers, answer_examples or {})}
    }
    for status in sorted({kind.status for kind in (*problems, INTERNAL_ERROR)}):
        kinds = [kind for kind in (*problems, INTERNAL_ERROR) if kind.status == status]
        responses[str(status)] = {
            "description": "; ".join(kind.title for kind in kinds),
            "content": {
                PROBLEM_JSON: {"schema": of(Problem), "examples": {k.name: {"value": _example(k)} for k in kinds}}
            },
        }
    responses["default"] = {"description": "Any other problem.", "content": {PROBLEM_JSON: {"schema": of(Problem)}}}
    tags = [Tag(name=tag)] if tag else []
    return {"operation_id": name, "tags": tags, "responses": responses, "openapi_extensions": extensions}


def _content(schemas: Mapping[str, Mapping[str, Any]], examples: Mapping[str, Any]) -> dict[str, Any]:
    return {
        media_type: {"schema": schema} | ({"example": examples[media_type]} if media_type in examples else {})
        for media_type, schema in schemas.items()
    }


def _parameters(model: type[BaseModel]) -> list[dict[str, Any]]:
    schema = model.model_json_schema()
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": field.get("description", ""),
            "schema": {key: value for key, value in field.items() if key not in ("description", "title")},
        }
        for name, field in schema["properties"].items()
    ]


def _example(kind: Kind) -> dict[str, Any]:
    return {
        "type": kind.type,
        "title": kind.title,
        "status": kind.status,
        "detail": "what is wrong with this request, and the remedy",
        "errors": [],
        "request_id": "4f2c9a…",
    }
