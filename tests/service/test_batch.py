"""POST /v1/stances/batch: NDJSON in, NDJSON out, streamed both ways."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.service.conftest import Live

NDJSON = "application/x-ndjson"
PATH = "/v1/stances/batch"


def article(number: int) -> bytes:
    return json.dumps({"id": str(number), "text": f"Norway condemned Belarus {number} times."}).encode() + b"\n"


def answers(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


def test_results_come_in_the_order_of_the_lines(live: Live) -> None:
    response = live.post(PATH, b"".join(map(article, range(50))), Content_Type=NDJSON)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == NDJSON
    assert [answer["id"] for answer in answers(response.content)] == [str(number) for number in range(50)]


def test_a_line_is_answered_as_a_single_article_is(live: Live) -> None:
    single = live.post("/v1/stances", json.loads(article(1))).json()
    assert answers(live.post(PATH, article(1), Content_Type=NDJSON).content) == [single]


def test_bad_lines_are_answered_in_place_and_break_nothing(live: Live) -> None:
    lines = [
        article(1),
        b"\n",
        b"not json\n",
        b'{"text": ""}\r\n',
        b'{"txt": "a"}\n',
        b'{"text": "\xff"}\n',
        b'"' + b"a" * 2_000_001 + b'"\n',
        b"[" * 40 + b"]" * 40 + b"\n",
        b'{"text": "a", "title": "\\ud800"}\n',
        b"null\n",
        article(2).rstrip(),
    ]
    got = answers(live.post(PATH, b"".join(lines), Content_Type=NDJSON).content)
    assert [got[0]["id"], got[-1]["id"]] == ["1", "2"]
    errors = {answer["line"]: answer["error"] for answer in got[1:-1]}
    assert list(errors) == [3, 4, 5, 6, 7, 8, 9, 10]
    assert {line: error["status"] for line, error in errors.items()} == {
        3: 400, 4: 422, 5: 422, 6: 400, 7: 413, 8: 400, 9: 422, 10: 422,
    }  # fmt: skip
    assert errors[3]["detail"] == "column 1: expecting value"
    assert errors[4]["errors"] == [{"pointer": "/text", "message": "is empty; send the article's text"}]
    assert "/txt" in {fault["pointer"] for fault in errors[5]["errors"]}
    assert "byte 10" in errors[6]["detail"]
    assert errors[9]["errors"][0]["pointer"] == "/title"


def test_a_generator_is_streamed(live: Live) -> None:
    def slowly() -> Iterator[bytes]:
        for number in range(5):
            line = article(number)
            yield line[:7]
            time.sleep(0.02)
            yield line[7:]

    response = live.post(PATH, slowly(), Content_Type=NDJSON)
    assert [answer["id"] for answer in answers(response.content)] == list("01234")


@pytest.mark.parametrize("chunked", [True, False])
def test_each_line_is_answered_before_the_next_is_sent(live: Live, chunked: bool) -> None:
    lines = [article(number) for number in range(3)]
    framing = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {sum(map(len, lines))}"
    with connect(live) as connection:
        connection.sendall(f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: {NDJSON}\r\n{framing}\r\n\r\n".encode())
        received = b""
        for number, line in enumerate(lines):
            connection.sendall(b"%x\r\n%s\r\n" % (len(line), line) if chunked else line)
            while received.count(b'"warnings"') <= number:
                received += receive(connection)
        if chunked:
            connection.sendall(b"0\r\n\r\n")
        while not received.endswith(b"0\r\n\r\n"):
            received += receive(connection)
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert receive(connection).startswith(b"HTTP/1.1 200")


def test_a_client_that_reads_only_when_all_is_sent_gets_all(live: Live) -> None:
    lines = 60_000  # some 11 MB of answers: more than sockets hold
    response = live.post(PATH, b"x\n" * lines, Content_Type=NDJSON)
    assert response.content.count(b"\n") == lines


def test_a_body_that_breaks_off_is_answered_up_to_there(live: Live) -> None:
    line = article(1)
    with connect(live) as connection:
        head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: {NDJSON}\r\nContent-Length: {3 * len(line)}\r\n\r\n"
        connection.sendall(head.encode() + line + line[:9])
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := receive(connection):
            received += piece
    assert b'"id":"1"' in received
    assert b'"line": 2' in received
    assert b"broke off" in received


def test_a_client_that_vanishes_leaves_the_service_well(live: Live) -> None:
    for _ in range(20):
        with connect(live) as connection:
            head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: {NDJSON}\r\nTransfer-Encoding: chunked\r\n\r\n"
            connection.sendall(head.encode() + b"5\r\nabc\nd\r\n")
    assert live.post(PATH, article(1), Content_Type=NDJSON).status_code == 200


def test_an_empty_batch_has_no_body(live: Live) -> None:
    assert live.post(PATH, b"", Content_Type=NDJSON).json()["type"].endswith(":missing-body")


def connect(live: Live) -> socket.socket:
    address = urlsplit(live.url)
    return socket.create_connection((address.hostname or "", address.port or 0), timeout=20)


def receive(connection: socket.socket) -> bytes:
    return connection.recv(65_536)
