"""Whatever is sent: the exact problem it gets, and never a 500."""

from __future__ import annotations

import json
import socket
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
import requests

from service.problems import KINDS
from tests.service.conftest import Live

JSON = {"Content-Type": "application/json"}
TEXT = {"Content-Type": "text/plain"}
STANCES = "/v1/stances"


class Case(NamedTuple):
    """A bad request, and the kind, detail and places that its problem has."""

    name: str
    body: bytes | None
    headers: dict[str, str]
    kind: str
    detail: str
    places: list[str] = []  # noqa: RUF012
    path: str = STANCES
    method: str = "POST"


CASES = [
    Case("no body", None, {}, "missing-body", "send one as application/json, text/plain or text/html"),
    Case("empty JSON body", b"", JSON, "missing-body", "send one as application/json"),
    Case("no type", b"Norway.", {}, "unsupported-media-type", "names no Content-Type; set the header Content-Type to"),
    Case(
        "form",
        b"text=Norway",
        {"Content-Type": "application/x-www-form-urlencoded"},
        "unsupported-media-type",
        "application/x-www-form-urlencoded is not taken here",
    ),
    Case("unknown charset", b"a", {"Content-Type": "text/plain; charset=klingon"}, "unsupported-media-type", "klingon"),
    Case("binary codec", b"a", {"Content-Type": "text/plain; charset=zip"}, "unsupported-media-type", "charset zip"),
    Case("text not UTF-8", b"Norway \xff", TEXT, "not-decodable", "it is not UTF-8 at byte 7 (0xff)"),
    Case("JSON not UTF-8", b'{"text": "\xe9"}', JSON, "not-decodable", "it is not UTF-8 at byte 10 (0xe9)"),
    Case("JSON in UTF-16", '{"text": "a"}'.encode("utf-16"), JSON, "not-decodable", "it is not UTF-8 at byte 0 (0xff)"),
    Case("malformed JSON", b'{"text":\n  "a",}', JSON, "malformed-json", "line 2, column 7"),
    Case("truncated JSON", b'{"text": "a', JSON, "malformed-json", "line 1, column 10"),
    Case("two values", b'{"text": "a"} {}', JSON, "malformed-json", "line 1, column 15: extra data"),
    Case("raw control", b'{"text": "a\x01"}', JSON, "malformed-json", "line 1, column 12: invalid control character"),
    Case("NaN", b'{"text": "a", "min_confidence": NaN}', JSON, "malformed-json", "NaN is no JSON number"),
    Case("Infinity", b'{"text": "a", "min_confidence": -Infinity}', JSON, "malformed-json", "-Infinity is no JSON"),
    Case("1e999", b'{"text": "a", "min_confidence": 1e999}', JSON, "invalid-field", "finite", ["/min_confidence"]),
    Case("huge integer", b'{"text": ' + b"9" * 5000 + b"}", JSON, "malformed-json", "too many digits"),
    Case("name twice", b'{"text": "a", "text": "b"}', JSON, "malformed-json", "the name 'text' stands twice"),
    Case("nested deep", b"[" * 100_000, JSON, "nested-too-deep", "at character 32 it is nested deeper than 32 levels"),
    Case("nested and quoted", b'{"a": ' + b'["\\"' * 50, JSON, "malformed-json", "line 1"),
    Case("empty text", b'{"text": ""}', JSON, "invalid-field", "/text: is empty; send the article's text", ["/text"]),
    Case("blank text", b" \r\n\t", TEXT, "invalid-field", "the body: is empty; send the article's text", [""]),
    Case("null text", b'{"text": null}', JSON, "invalid-field", "give either text or html; it has neither", [""]),
    Case("text and html", b'{"text": "a", "html": "b"}', JSON, "invalid-field", "it has both", [""]),
    Case("not an object", b'["a"]', JSON, "invalid-field", "the body: should be an object, not an array", [""]),
    Case("a string", b'"Norway"', JSON, "invalid-field", "should be an object, not a string", [""]),
    Case("null", b"null", JSON, "invalid-field", "should be an object, not null", [""]),
    Case("wrong type", b'{"text": 7}', JSON, "invalid-field", "/text: should be a string, not a number", ["/text"]),
    Case("string for boolean", b'{"text": "a", "explain": "yes"}', JSON, "invalid-field", "true or false", ["/explain"]),
    Case("boolean for number", b'{"text": "a", "min_confidence": true}', JSON, "invalid-field", "a number, not a boolean",
         ["/min_confidence"]),
    Case("out of range", b'{"text": "a", "min_confidence": 1.5}', JSON, "invalid-field", "less than or equal to 1",
         ["/min_confidence"]),
    Case("unknown field", b'{"text": "a", "titel": "b"}', JSON, "invalid-field", "/titel: is not known", ["/titel"]),
    Case("field to escape", b'{"text": "a", "a/b~c": 1}', JSON, "invalid-field", "is not known", ["/a~1b~0c"]),
    Case("bad actor", b'{"text": "a", "actors": [{"name": "Mali"}, {"name": 1, "typ": "x"}]}', JSON, "invalid-field",
         "/actors/1/name: should be a string", ["/actors/1/name", "/actors/1/typ"]),
    Case("bad actor type", b'{"text": "a", "actors": [{"name": "Mali", "type": "cat"}]}', JSON, "invalid-field",
         "'person', 'state'", ["/actors/0/type"]),
    Case("targets no array", b'{"text": "a", "targets": "b"}', JSON, "invalid-field", "an array, not a string",
         ["/targets"]),
    Case("lone surrogate", b'{"text": "a\\ud800b"}', JSON, "invalid-field", "/text: holds a lone surrogate", ["/text"]),
    Case("lone surrogate in a name", b'{"text": "a", "\\udc00": 1}', JSON, "invalid-field", "surrogate", ["/\ufffd"]),
    Case("target empty", b'{"text": "a", "targets": ["b", ""]}', JSON, "invalid-field", "/targets/1", ["/targets/1"]),
    Case("target a number", b'{"text": "a", "targets": [7]}', JSON, "invalid-field", "object", ["/targets/0"]),
    Case("target without name", b'{"text": "a", "targets": [{"aliases": ["b"]}]}', JSON, "invalid-field", "missing",
         ["/targets/0/name"]),
    Case("surrogates in reverse", b'{"text": "a", "targets": ["\\udc00\\ud800"]}', JSON, "invalid-field", "surrogate",
         ["/targets/0"]),
    Case("HTML without an article", b"<html><body></body></html>", {"Content-Type": "text/html"}, "invalid-field",
         "the body: holds no article text", [""]),
    Case("HTML field without an article", b'{"html": "<p></p>"}', JSON, "invalid-field", "/html: holds no", ["/html"]),
    Case("too large", b"a" * 10_000_000, TEXT, "too-large", "it is over 2000000 bytes"),
    Case("too long", b"Norway. " * 30_000, TEXT, "invalid-field", "has 240000 characters, 200000 are the most", [""]),
    Case("unknown parameter", b"a", TEXT, "invalid-field", "query parameter titel: is not known", ["titel"],
         f"{STANCES}?titel=b"),
    Case("wrong parameter", b"a", TEXT, "invalid-field", "query parameter explain: should be a valid boolean", ["explain"],
         f"{STANCES}?explain=perhaps"),
    Case("NaN parameter", b"a", TEXT, "invalid-field", "query parameter min_confidence", ["min_confidence"],
         f"{STANCES}?min_confidence=nan"),
    Case("wrong parameter beside JSON", b'{"text": "a"}', JSON, "invalid-field", "query parameter titel", ["titel"],
         f"{STANCES}?titel=b"),
    Case("unacceptable", b"a", TEXT | {"Accept": "image/png"}, "not-acceptable", "application/json or text/csv"),
    Case("unacceptable batch", b"{}", {"Content-Type": "application/x-ndjson", "Accept": "text/csv"}, "not-acceptable",
         "must allow application/x-ndjson", [], f"{STANCES}/batch"),
    Case("JSON to the batch", b"{}", JSON, "unsupported-media-type", "application/x-ndjson", [], f"{STANCES}/batch"),
    Case("text to classify", b"a", TEXT, "unsupported-media-type", "set the header Content-Type to application/json", [],
         "/v1/classify"),
    Case("unknown field to classify", b'{"record": []}', JSON, "invalid-field", "/record: is not known",
         ["/records", "/record"], "/v1/classify"),
    Case("wrong method", None, {}, "method-not-allowed", "use one of: OPTIONS, POST", [], STANCES, "GET"),
    Case("unknown method", None, {}, "method-not-allowed", "use one of", [], STANCES, "BREW"),
    Case("wrong method on a GET", b"a", TEXT, "method-not-allowed", "use one of: GET, HEAD, OPTIONS", [], "/healthz"),
    Case("unknown path", None, {}, "not-found", "nothing is served at this path", [], "/v2/stances", "GET"),
    Case("path out of the folder", None, {}, "not-found", "nothing", [], "/static/../app.py", "GET"),
    Case("encoded path out of the folder", None, {}, "not-found", "nothing", [], "/static/%2e%2e/app.py", "GET"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_request_gets_its_problem(live: Live, case: Case) -> None:
    response = send(live, case)
    problem = response.json()
    kind = next(kind for kind in KINDS if kind.name == case.kind)
    assert response.status_code == problem["status"] == kind.status, problem
    assert response.headers["Content-Type"] == "application/problem+json"
    assert problem["type"] == f"urn:problem-type:standpoint:{case.kind}"
    assert problem["title"] == kind.title
    assert case.detail in problem["detail"]
    assert [fault.get("pointer", fault.get("parameter")) for fault in problem["errors"]] == case.places
    assert problem["request_id"] == response.headers["X-Request-ID"]


def send(live: Live, case: Case) -> requests.Response:
    request = requests.Request(case.method, live.url + case.path, case.headers, data=case.body)
    prepared = request.prepare()
    prepared.url = live.url + case.path  # requests would tidy the path up
    with requests.Session() as session:
        return session.send(prepared, timeout=30)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/9.9\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nBad Header: 1\r\n\r\n", 400),
        (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * 20_000 + b"\r\n\r\n", 431),
        (b"POST /v1/stances HTTP/1.1\r\nContent-Length: ten\r\n\r\n", 400),
        (b"POST /v1/stances HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nMali", 400),
        (b"POST /v1/stances HTTP/1.1\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    ],
)
def test_what_is_no_http_gets_a_problem_too(live: Live, head: bytes, status: int) -> None:
    address = urlsplit(live.url)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=20) as connection:
        connection.sendall(head)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := connection.recv(65_536):
            received += piece
    told, body = received.split(b"\r\n\r\n", 1)
    assert told.startswith(b"HTTP/1.1 %d " % status)
    assert b"application/problem+json" in told
    assert json.loads(body)["status"] == status


def test_a_wrong_method_is_told_the_right_ones(live: Live) -> None:
    assert live.get("/v1/classify").headers["Allow"] == "OPTIONS, POST"


def test_a_body_without_announced_length_is_bounded_too(live: Live) -> None:
    response = live.post(STANCES, (b"a" * 100_000 for _ in range(30)), Content_Type="text/plain")
    assert response.status_code == 413


def test_many_faults_are_all_listed_but_not_without_end(live: Live) -> None:
    body: dict[str, Any] = {"text": "a"} | {f"x{number}": 1 for number in range(100)}
    problem = live.post(STANCES, body).json()
    assert len(problem["errors"]) == 20
    assert "and 95 more" in problem["detail"]


def test_what_looks_dangerous_is_only_text(live: Live) -> None:
    for text in ("\x00", "{{7*7}}", "<script>alert(1)</script>", "a" * 100_000, "\u202e" * 50, "…" * 9, "0" * 5_000):
        response = live.post(STANCES, {"text": text, "title": text[:500], "id": text[:100]})
        assert response.status_code == 200, response.text
        assert response.json()["id"] == text[:100]


def test_no_answer_tells_of_the_inside(live: Live) -> None:
    for case in CASES:
        told = send(live, case).text if case.name != "too large" else ""
        assert "Traceback" not in told
        assert "site-packages" not in told
        assert json.loads(told or "{}").get("status", 400) < 500
