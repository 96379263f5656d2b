"""POST /v1/stances: an article in each form it may have, and the answer in each form it may take."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
import requests

from service.tables import COLUMNS
from tests.service.conftest import Live

TEXT = (
    "Norway condemned Belarus on Friday over the arrests. Lithuania praised Norway.\n\n"
    'Belarus rejected the charge. "Norway is lying," said Anton Hrynko, a spokesman for Belarus.'
)
PAGE = (
    "<html><head><title>Oslo turns on Minsk</title></head><body><nav><a href='/'>Home</a> <a href='/x'>Sport</a></nav>"
    "<article><h1>Oslo turns on Minsk</h1><p>Norway condemned Belarus on Friday over the arrests of three journalists "
    "in the capital.</p><p>Lithuania praised Norway and promised to take the matter to its allies within a week.</p>"
    "</article><footer>Copyright, terms, cookies</footer></body></html>"
)


def names(answer: dict[str, Any]) -> dict[str, str]:
    return {actor["id"]: actor["name"] for actor in answer["actors"]}


def signs(answer: dict[str, Any]) -> dict[tuple[str, str], str]:
    of = names(answer)
    return {(of[stance["holder"]], of[stance["target"]]): stance["label"] for stance in answer["stances"]}


def check_offsets(answer: dict[str, Any], text: str) -> None:
    """Every mention and evidence sentence stands where the answer says it does."""
    assert answer["actors"]
    for actor in answer["actors"]:
        for mention in actor["mentions"]:
            assert text[mention["start"] : mention["end"]].strip()
    for stance in answer["stances"]:
        for evidence in stance["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]


def test_text_gets_actors_and_signed_stances(live: Live) -> None:
    response = live.post("/v1/stances", TEXT)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    answer = response.json()
    assert {"Norway", "Belarus", "Lithuania"} <= set(names(answer).values())
    assert signs(answer)["Norway", "Belarus"] == "oppose"
    assert signs(answer)["Lithuania", "Norway"] == "support"
    check_offsets(answer, TEXT)


def test_json_gets_the_same_answer_as_text(live: Live) -> None:
    assert live.post("/v1/stances", {"text": TEXT}).json() == live.post("/v1/stances", TEXT).json()


def test_both_workers_and_every_repetition_answer_the_same(live: Live) -> None:
    answers = {requests.post(f"{live.url}/v1/stances", json={"text": TEXT}, timeout=30).text for _ in range(12)}
    assert len(answers) == 1


def test_the_answer_has_the_shape_of_the_contract(live: Live) -> None:
    answer = live.post(
        "/v1/stances", {"id": "x1", "title": "Oslo turns on Minsk", "text": TEXT, "explain": True}
    ).json()
    assert list(answer) == ["id", "language", "model", "actors", "stances", "warnings"]
    assert answer["id"] == "x1"
    assert answer["language"] == "en"
    assert answer["model"]["name"] == "default"
    actor = answer["actors"][0]
    assert {"id", "name", "type", "country", "affiliation", "aliases", "salience", "mentions"} <= set(actor)
    assert {"stance", "received", "portrayal"} <= set(actor)
    stance = answer["stances"][0]
    assert set(stance) == {"holder", "target", "label", "score", "confidence", "probabilities", "evidence"}
    assert set(stance["evidence"][0]) >= {"start", "end", "text", "score", "speech", "speaker", "explanation"}
    assert set(stance["evidence"][0]["explanation"][0]) == {"feature", "block", "weight"}


def test_explanations_come_only_when_asked_for(live: Live) -> None:
    plain = live.post("/v1/stances", {"text": TEXT}).json()
    assert all(not e["explanation"] for s in plain["stances"] for e in s["evidence"])
    explained = live.post("/v1/stances?explain=true", TEXT).json()
    assert all(e["explanation"] for s in explained["stances"] for e in s["evidence"])


def test_min_confidence_leaves_out_the_unsure(live: Live) -> None:
    every = live.post("/v1/stances", TEXT).json()["stances"]
    least = sorted(stance["confidence"] for stance in every)[len(every) // 2]
    sure = live.post(f"/v1/stances?min_confidence={least}", TEXT).json()["stances"]
    assert [s["confidence"] for s in sure] == [s["confidence"] for s in every if s["confidence"] >= least]


def test_known_actors_and_targets_are_taken_up(live: Live) -> None:
    article = {
        "text": "The Fenwick League condemned the harbour toll. Norway praised the FL.",
        "actors": [{"name": "Fenwick League", "aliases": ["FL"], "type": "party"}],
        "targets": ["harbour toll"],
    }
    answer = live.post("/v1/stances", article).json()
    types = {actor["name"]: actor["type"] for actor in answer["actors"]}
    assert types["Fenwick League"] == "party"
    assert types["harbour toll"] == "topic"
    only = live.post("/v1/stances", article | {"detect_actors": False}).json()
    assert set(names(only).values()) == {"Fenwick League", "harbour toll"}


def test_query_options_reach_a_text_body(live: Live) -> None:
    query = "?id=x2&title=Norway%20and%20Mali&targets=arrests&targets=charge"
    answer = live.post("/v1/stances" + query, TEXT).json()
    assert answer["id"] == "x2"
    assert {"Mali", "arrests", "charge"} <= set(names(answer).values())
    assert any(m["part"] == "title" for actor in answer["actors"] for m in actor["mentions"])


def test_query_options_reach_a_json_body_that_does_not_set_them(live: Live) -> None:
    answer = live.post("/v1/stances?id=query&explain=true", {"id": "body", "text": TEXT}).json()
    assert answer["id"] == "body"
    assert answer["stances"][0]["evidence"][0]["explanation"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_other_encodings_of_text_are_read_when_named(live: Live, encoding: str) -> None:
    text = TEXT.replace("Anton", "André")
    charset = encoding.removesuffix("-sig")
    response = live.post("/v1/stances", text.encode(encoding), Content_Type=f"text/plain; charset={charset}")
    assert response.json() == live.post("/v1/stances", text).json()


def test_a_byte_order_mark_is_no_error(live: Live) -> None:
    bare = live.post("/v1/stances", TEXT).json()
    assert live.post("/v1/stances", b"\xef\xbb\xbf" + TEXT.encode(), Content_Type="text/plain").json() == bare
    json_body = b'\xef\xbb\xbf{"text": "Norway condemned Belarus."}'
    assert live.post("/v1/stances", json_body, Content_Type="application/json").status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r\n"),
        "👩‍👩‍👧 " + TEXT.replace("Friday", "𝔉riday"),
        "\u00a0" + TEXT.replace(" ", "\u00a0", 3),
        " date 2024-02-13 " + TEXT,
        TEXT.replace('"', "“", 1).replace('"', "”"),
    ],
    ids=["CRLF", "astral", "NBSP", "dateline", "curly"],
)
def test_offsets_are_exact_against_the_text_as_sent(live: Live, text: str) -> None:
    for answer in (live.post("/v1/stances", text).json(), live.post("/v1/stances", {"text": text}).json()):
        check_offsets(answer, text)
        assert signs(answer)["Norway", "Belarus"] == "oppose"


def test_an_html_page_is_reduced_to_its_article(live: Live) -> None:
    for response in (
        live.post("/v1/stances", PAGE.encode(), Content_Type="text/html"),
        live.post("/v1/stances", {"html": PAGE}),
    ):
        assert response.status_code == 200, response.text
        answer = response.json()
        extracted = answer["extracted"]
        assert extracted["title"] == "Oslo turns on Minsk"
        assert "Norway condemned Belarus" in extracted["text"]
        assert "cookies" not in extracted["text"]
        assert signs(answer)["Norway", "Belarus"] == "oppose"
        body = {**answer, "actors": [a | {"mentions": in_text(a)} for a in answer["actors"]]}
        body["stances"] = [
            s | {"evidence": [e for e in s["evidence"] if e["part"] == "text"]} for s in answer["stances"]
        ]
        check_offsets(body, extracted["text"])


def in_text(actor: dict[str, Any]) -> list[dict[str, Any]]:
    return [mention for mention in actor["mentions"] if mention["part"] == "text"]


def test_the_charset_that_a_page_declares_is_used(live: Live) -> None:
    page = PAGE.replace("<head>", "<head><meta charset='windows-1252'>").replace("capital", "capital “Minsk”")
    answer = live.post("/v1/stances", page.encode("cp1252"), Content_Type="text/html").json()
    assert "“Minsk”" in answer["extracted"]["text"]


def test_csv_has_a_row_for_each_stance(live: Live) -> None:
    stances = live.post("/v1/stances?id=x3", TEXT).json()["stances"]
    response = live.post("/v1/stances?id=x3", TEXT, Accept="text/csv")
    assert response.headers["Content-Type"].startswith("text/csv")
    header, *rows = csv.reader(io.StringIO(response.content.decode(), newline=""))
    assert tuple(header) == COLUMNS
    assert len(rows) == len(stances)
    first = dict(zip(header, rows[0], strict=True))
    assert first["article"] == "x3"
    assert float(first["score"]) == stances[0]["score"]
    assert TEXT[int(first["start"]) : int(first["end"])] == first["evidence"]


def test_another_language_is_warned_about(live: Live) -> None:
    german = (
        "Der Minister kritisierte am Freitag die Regierung in Minsk scharf und forderte die sofortige Freilassung der "
        "Journalisten, die seit Wochen ohne Anklage festgehalten werden."
    )
    answer = live.post("/v1/stances", german).json()
    assert answer["language"] == "und"
    assert "English" in answer["warnings"][0]


def test_a_text_without_actors_has_no_stances(live: Live) -> None:
    answer = live.post("/v1/stances", "It rained all day and the streets were empty.").json()
    assert answer["stances"] == []
