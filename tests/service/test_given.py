"""Actors and issues that a request names: stances toward issues end to end, and requests that are wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.service.conftest import CONFIGURATION, Live, Start
from tests.service.test_stances import check_offsets, names, signs

ISSUES: list[Any] = [
    {"name": "ceasefire", "aliases": ["truce", "an end to the fighting"]},
    "the pension reform",
    "carbon tax",
]


@pytest.mark.parametrize(
    ("text", "holder", "issue", "label"),
    [
        ("Chad welcomed the ceasefire.", "Chad", "ceasefire", "support"),
        ("Chad rejected the cease-fire.", "Chad", "ceasefire", "oppose"),
        ("Mali condemned the truce on Monday.", "Mali", "ceasefire", "oppose"),
        ("Senator Ruth Vail voted for an end to the fighting.", "Ruth Vail", "ceasefire", "support"),
        ("The Dockers Union opposes the pension reform.", "Dockers Union", "the pension reform", "oppose"),
        ("Norway praised the reform of pensions.", "Norway", "the pension reform", "support"),
        ("Pension reforms were denounced by the Dockers Union.", "Dockers Union", "the pension reform", "oppose"),
        ("“The pension reform is a disgrace,” Senator Ruth Vail said.", "Ruth Vail", "the pension reform", "oppose"),
        ("Norway met Mali over the pension reform. Senator Ruth Vail defended the reform.", "Ruth Vail", "the pension reform", "support"),
        ("Oslo backs carbon tax plan", "Norway", "carbon tax", "support"),
        ("Acme Corp attacked carbon taxes.", "Acme Corp", "carbon tax", "oppose"),
        ("Acme Corp, which Norway sued, backs the carbon tax.", "Acme Corp", "carbon tax", "support"),
    ],
)  # fmt: skip
def test_stances_toward_issues(live: Live, text: str, holder: str, issue: str, label: str) -> None:
    answer = live.post("/v1/stances", {"text": text, "targets": ISSUES}).json()
    assert signs(answer).get((holder, issue)) == label, answer["stances"]
    check_offsets(answer, text)
    topics = {actor["name"] for actor in answer["actors"] if actor["type"] == "topic"}
    assert not topics & {of for of, _ in signs(answer)}


@pytest.mark.parametrize(
    "text",
    [
        "The ceasefire talks collapsed, Chad told Mali.",
        "Chad condemned the attack that broke off the ceasefire talks.",
        "Norway praised the carbon tax critics.",
        "Ceasefire-related costs angered Chad.",
        "Chad met Mali.",
    ],
)
def test_what_is_only_about_an_issue_is_nobodys_stance_toward_it(live: Live, text: str) -> None:
    answer = live.post("/v1/stances", {"text": text, "targets": ISSUES}).json()
    topics = {actor["name"] for actor in answer["actors"] if actor["type"] == "topic"}
    assert not topics & {target for _, target in signs(answer)}


def test_a_target_that_is_an_actor_also_holds_stances(live: Live) -> None:
    answer = live.post("/v1/stances", {"text": "Norway condemned Belarus.", "targets": ["Norway", "Belarus"]}).json()
    assert signs(answer)["Norway", "Belarus"] == "oppose"
    assert {actor["type"] for actor in answer["actors"]} == {"state"}


def test_targets_with_aliases_need_no_detection(live: Live) -> None:
    article = {
        "text": "Chad and Mali hailed the truce.",
        "targets": ISSUES,
        "actors": [{"name": "Chad"}],
        "detect_actors": False,
    }
    answer = live.post("/v1/stances", article).json()
    assert set(names(answer).values()) == {"Chad", "ceasefire"}
    assert signs(answer) == {("Chad", "ceasefire"): "support"}


def test_an_actor_given_without_a_type_gets_that_of_the_text(live: Live) -> None:
    article = {
        "text": "Ruth Vail praised Mali. She left.",
        "actors": [{"name": "Ruth Vail", "aliases": ["the senator"]}],
    }
    answer = live.post("/v1/stances", article).json()
    vail = next(actor for actor in answer["actors"] if actor["name"] == "Ruth Vail")
    assert vail["type"] == "person"
    assert [m["kind"] for m in vail["mentions"]] == ["name", "pronoun"]


@pytest.mark.parametrize(
    ("targets", "pointer"),
    [
        ([""], "/targets/0"),
        ([{"aliases": ["truce"]}], "/targets/0"),
        ([{"name": "truce", "alias": "x"}], "/targets/0"),
        ("truce", "/targets"),
        ([7], "/targets/0"),
    ],
)
def test_wrong_targets_are_named(live: Live, targets: Any, pointer: str) -> None:
    response = live.post("/v1/stances", {"text": "Chad met Mali.", "targets": targets})
    assert response.status_code == 422
    assert all(fault["pointer"].startswith(pointer) for fault in response.json()["errors"])


def test_a_wrong_recogniser_stops_the_start_with_the_remedy(start: Start, model_home: Path, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "gunicorn"), "--config", str(CONFIGURATION), "service.wsgi:app"]
    with pytest.raises(AssertionError, match="set STANDPOINT_ACTORS to built-in or spacy:MODEL"):
        start(model_home, command, STANDPOINT_ACTORS="stanza:en")
