"""The API's description and the page: true, complete, and all from this host."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter

from model.records import ArticleStances
from service.problems import KINDS
from service.schemas import ArticleIn, ClassifyIn
from tests.service.conftest import Live

OUTSIDE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.\w+|@import|url\((?!["']?data:)""")


@pytest.fixture(scope="module")
def document(live: Live) -> dict[str, Any]:
    response = live.get("/openapi.json")
    assert response.headers["Content-Type"] == "application/json"
    found: dict[str, Any] = response.json()
    return found


def test_every_endpoint_is_described(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert {path: list(item) for path, item in document["paths"].items()} == {
        "/v1/stances": ["post"],
        "/v1/stances/batch": ["post"],
        "/v1/classify": ["post"],
        "/v1/models/current": ["get"],
        "/healthz": ["get"],
        "/readyz": ["get"],
        "/metrics": ["get"],
    }
    for operation in operations(document):
        assert operation["summary"]
        assert operation["operationId"]
        assert operation["responses"]["200"]["content"]
        for status, answer in operation["responses"].items():
            assert status == "200" or list(answer["content"]) == ["application/problem+json"]


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for item in document["paths"].values() for operation in item.values()]


def test_every_reference_leads_to_a_schema(document: dict[str, Any]) -> None:
    references = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document)))
    assert references
    for reference in references:
        root, *parts = reference.split("/")
        assert root == "#"
        at: Any = document
        for part in parts:
            at = at[part]


def test_the_schemas_are_those_of_the_core_records(document: dict[str, Any]) -> None:
    own = TypeAdapter(ArticleStances).json_schema(mode="serialization")
    described = document["components"]["schemas"]
    assert set(described["ArticleStances"]["properties"]) == set(own["properties"])
    for name, schema in own["$defs"].items():
        assert set(described[name]["properties"]) == set(schema["properties"])
    assert described["ArticleIn"]["additionalProperties"] is False


def test_the_examples_are_true(live: Live, document: dict[str, Any]) -> None:
    stances = document["paths"]["/v1/stances"]["post"]["requestBody"]["content"]
    ArticleIn.model_validate(stances["application/json"]["example"])
    assert live.post("/v1/stances", stances["application/json"]["example"]).status_code == 200
    assert live.post("/v1/stances", stances["text/plain"]["example"]).status_code == 200
    classify = document["paths"]["/v1/classify"]["post"]
    example = classify["requestBody"]["content"]["application/json"]["example"]
    ClassifyIn.model_validate(example)
    told = classify["responses"]["200"]["content"]["application/json"]["example"]["results"]
    given = live.post("/v1/classify", example).json()["results"]
    assert [(one["id"], one["label"]) for one in told] == [(one["id"], one["label"]) for one in given]


def test_every_kind_of_problem_is_described(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    general = {"not-found"}
    assert {kind.name for kind in KINDS if kind.type not in text} == general


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_and_its_parts_load_from_this_host_alone(live: Live, path: str) -> None:
    response = live.get(path)
    assert response.headers["Content-Type"].startswith("text/html")
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    parts = re.findall(r'(?:src|href)="([^"]+)"', response.text)
    assert parts
    assert not OUTSIDE.search(response.text)
    assert not re.search(r"<script>|<style|\sstyle=|\son\w+=", response.text)
    for part in parts:
        loaded = live.get("/" + part)
        assert loaded.status_code == 200, part
        if part.startswith("static/"):
            assert not OUTSIDE.search(loaded.text), part


def test_static_files_are_revalidated_not_sent_again(live: Live) -> None:
    first = live.get("/static/page.js")
    again = live.get("/static/page.js", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_page_writes_text_never_markup(live: Live) -> None:
    script = live.get("/static/page.js").text
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|\.style\b", script)


def test_the_schemas_tell_the_rules_that_join_fields(document: dict[str, Any]) -> None:
    described = document["components"]["schemas"]
    text, html = described["ArticleIn"]["oneOf"]
    assert (text["required"], html["required"]) == (["text"], ["html"])
    span, name = described["EndIn"]["anyOf"]
    assert (span["required"], name["required"]) == (["start", "end"], ["name"])


def test_the_description_has_null_only_as_a_default(document: dict[str, Any]) -> None:
    assert set(nulls(document)) <= {"default", "context", "id", "holder", "request_id"}


def nulls(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield from nulls(member, key)
    elif isinstance(value, list):
        for item in value:
            yield from nulls(item, name)
    elif value is None:
        yield name
