"""POST /v1/classify: ordered pairs in, labels out."""

from __future__ import annotations

import pytest

from tests.service.conftest import Live

TEXT = "Norway condemned Belarus on Friday."
FORWARD = {"id": "f", "text": TEXT, "holder": {"start": 0, "end": 6}, "target": {"start": 17, "end": 24}}
BACKWARD = {"id": "b", "text": TEXT, "holder": {"start": 17, "end": 24}, "target": {"start": 0, "end": 6}}


def test_each_record_gets_its_result_in_order(live: Live) -> None:
    response = live.post("/v1/classify", {"records": [FORWARD, BACKWARD, FORWARD]})
    assert response.status_code == 200, response.text
    results = response.json()["results"]
    assert [result["id"] for result in results] == ["f", "b", "f"]
    assert [result["label"] for result in results] == ["oppose", "neutral", "oppose"]
    for result in results:
        assert set(result) == {"id", "label", "score", "probabilities"}
        p = result["probabilities"]
        assert sum(p.values()) == pytest.approx(1, abs=1e-6)
        assert result["score"] == pytest.approx(p["support"] - p["oppose"], abs=1e-3)


def test_narrator_name_and_context_are_taken(live: Live) -> None:
    records = [
        FORWARD | {"holder": None},
        {"text": "“We thank Norway.”", "holder": {"name": "Mira Dahl"}, "target": {"start": 10, "end": 16}},
        FORWARD | {"context": "The talks in Oslo had failed.", "source": "mine", "tags": ["active"], "split": None},
    ]
    assert len(live.post("/v1/classify", {"records": records}).json()["results"]) == 3


@pytest.mark.parametrize(
    ("record", "pointer", "message"),
    [
        (FORWARD | {"label": "oppose"}, "/records/1/label", "is not known"),
        (FORWARD | {"target": {"start": 17, "end": 99}}, "/records/1/target", "99"),
        (FORWARD | {"target": {"start": 17}}, "/records/1/target", "both start and end"),
        (FORWARD | {"target": {}}, "/records/1/target", "or a name"),
        (FORWARD | {"target": None}, "/records/1/target", "should be an object, not null"),
        (FORWARD | {"holder": {"start": -1, "end": 3}}, "/records/1/holder/start", "greater than or equal to 0"),
        (FORWARD | {"holder": {"start": "0", "end": 3}}, "/records/1/holder/start", "an integer, not a string"),
        (FORWARD | {"text": ""}, "/records/1/text", "at least 1 character"),
        ({"text": TEXT, "target": {"name": "Mali"}}, "/records/1/holder", "is missing"),
        ("Norway", "/records/1", "should be an object, not a string"),
    ],
)
def test_a_bad_record_is_named(live: Live, record: object, pointer: str, message: str) -> None:
    response = live.post("/v1/classify", {"records": [FORWARD, record]})
    assert response.status_code == 422
    faults = {fault["pointer"]: fault["message"] for fault in response.json()["errors"]}
    assert message in faults[pointer]


def test_there_must_be_records_and_not_too_many(live: Live) -> None:
    assert "at least 1 item" in live.post("/v1/classify", {"records": []}).json()["detail"]
    response = live.post("/v1/classify", {"records": [FORWARD] * 1001})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/records"
    assert "1000 are the most" in response.json()["detail"]
