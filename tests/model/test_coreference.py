"""Pronouns and role nouns mean whom a careful reader takes them to mean, or nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from model.actors import find_actors
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.segmentation import segment

_TEXTS = Path(__file__).with_name("coreference.yaml")
_MARK = re.compile(r"\[([^\]=]+)=([^\]]*)\]")


@dataclass
class Resolved:
    """What is resolved in texts, a line each: rightly, wrongly, and not at all though it could be."""

    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))


def unmarked(marked: str) -> tuple[str, dict[int, str]]:
    """The text without its marks, and for the end of each marked expression the name of whom it means, maybe without a title,
    "" if nobody."""
    text, expected, last = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()] + mark.group(1)
        expected[len(text)] = mark.group(2)
        last = mark.end()
    return text + marked[last:], expected


def resolve_all(gazetteer: Gazetteer, lexicon: Lexicon, texts: list[str]) -> Resolved:
    """Everything that is resolved in `texts`, held against their marks."""
    outcome = Resolved()
    for marked in texts:
        text, expected = unmarked(marked)
        segmented = segment(text)
        cast = find_actors(segmented, gazetteer, lexicon)
        found = {}
        for m in cast.mentions:
            if m.resolved_by is not None:
                start, end = segmented.span(m.first, m.last)
                found[end] = (text[start:end], cast.actors[m.actor].name, m.resolved_by)
        for end, (surface, name, how) in found.items():
            right = bool(expected.get(end)) and f" {name}".endswith(f" {expected[end]}")
            line = f"{surface} -> {name}, not {expected.get(end)} ({how}): {marked}"
            (outcome.right if right else outcome.wrong).append(line)
        for end, name in expected.items():
            if name and (end not in found or not f" {found[end][1]}".endswith(f" {name}")):
                outcome.missed.append(f"{text[max(0, end - 12) : end]} = {name}: {marked}")
    return outcome


@pytest.fixture(scope="module")
def outcome(gazetteer: Gazetteer, lexicon: Lexicon) -> Resolved:
    return resolve_all(gazetteer, lexicon, yaml.safe_load(_TEXTS.read_text(encoding="utf-8")))


def test_what_is_resolved_is_right(outcome: Resolved) -> None:
    assert outcome.precision >= 0.96, "\n".join(outcome.wrong)


def test_most_that_can_be_resolved_is(outcome: Resolved) -> None:
    assert outcome.recall >= 0.93, "\n".join(outcome.missed)
