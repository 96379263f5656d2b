"""What the README shows is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from model.records import Article
from model.scorer import StanceScorer
from service.settings import Settings

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_request_gets_the_answer_shown(scorer: StanceScorer) -> None:
    text = re.search(r"--data \\\n\s+'(.+?)'", README)
    assert text is not None
    answer = scorer.score(Article(text[1]))
    names = {actor.id: actor.name for actor in answer.actors}
    shown = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| (support|oppose|neutral) \| \S+ \| \S+ \| (.+) \|$", README, re.MULTILINE
    )
    assert len(shown) == 5
    assert {(names[s.holder], names[s.target], s.label, s.evidence[0].text) for s in answer.stances} == set(shown)


def test_every_setting_is_in_the_table() -> None:
    listed = {name.lower() for name in re.findall(r"`STANDPOINT_([A-Z_]+)`", README)}
    assert listed == set(Settings.model_fields)


def test_every_file_linked_is_there() -> None:
    root = Path(__file__).resolve().parent.parent
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (root / link).exists(), link
