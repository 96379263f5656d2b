"""The shallow parser: who is subject, object, author or modifier of what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.features.reading import Reading
from model.lexicon import Lexicon
from model.pairs import read_pair
from model.records import PairEnd, PairRecord


def links(text: str, holder: str, target: str, lexicon: Lexicon) -> set[tuple[str, str, str]]:
    """Links as (governor, relation, dependent), in words."""
    record = PairRecord(None, text, PairEnd(name=holder), PairEnd(name=target))
    reading = Reading(read_pair(record, lexicon), lexicon)
    return {(reading.words[g], relation, reading.words[d]) for g, relation, d in reading.parse.links}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On Friday Norway condemned Belarus.",
            {("condemned", "subject", "HOLDER"), ("condemned", "object", "TARGET")},
        ),
        (
            "On Friday Belarus was condemned by Norway.",
            {("condemned", "passive subject", "TARGET"), ("condemned", "verb by", "HOLDER")},
        ),
        ("The criticism of Belarus by Norway grew.", {("criticism", "of", "TARGET"), ("criticism", "by", "HOLDER")}),
        (
            "Late on Friday Norway was critical of Belarus.",
            {("critical", "is", "HOLDER"), ("critical", "of", "TARGET")},
        ),
        (
            "At noon Norway urged Togo to leave Belarus.",
            {("urged", "object", "OTHER"), ("leave", "subject", "OTHER"), ("leave", "object", "TARGET")},
        ),
        (
            "In Oslo, Norway, which borders Finland, rebuked Belarus.",
            {("borders", "subject", "HOLDER"), ("rebuked", "subject", "HOLDER"), ("rebuked", "object", "TARGET")},
        ),
        (
            "As it happens, Belarus, whom Norway had accused, was praised by Togo.",
            {
                ("accused", "object", "TARGET"),
                ("praised", "passive subject", "TARGET"),
                ("praised", "verb by", "OTHER"),
            },
        ),
        (
            "Last week Norway thanked Togo and Belarus.",
            {("thanked", "object", "OTHER"), ("thanked", "object", "TARGET")},
        ),
        ('"The plan of Belarus is a fraud," said Norway.', {("said", "subject", "HOLDER"), ("said", "clause", "is")}),
        ("The defeat hurt Norway officials and Belarus.", {("officials", "modifier", "HOLDER")}),
    ],
)
def test_links(text: str, expected: set[tuple[str, str, str]], lexicon: Lexicon) -> None:
    assert expected <= links(text, "Norway", "Belarus", lexicon)


def test_the_object_of_one_verb_is_not_the_subject_of_another(lexicon: Lexicon) -> None:
    found = links("On Friday Norway praised Togo but attacked Belarus.", "Norway", "Belarus", lexicon)
    assert ("attacked", "subject", "HOLDER") in found
    assert ("attacked", "subject", "OTHER") not in found


def test_negated_verbs_are_told_apart(lexicon: Lexicon) -> None:
    record = PairRecord(None, "Norway did not condemn Belarus.", PairEnd(0, 6), PairEnd(23, 30))
    reading = Reading(read_pair(record, lexicon), lexicon)
    assert {reading.words[i] for i in reading.parse.negated} == {"condemn"}


@given(st.text(alphabet="abcdefghij ,.'\"-()ABC", max_size=80))
def test_any_text_has_a_parse_whose_links_lie_in_it(lexicon: Lexicon, text: str) -> None:
    record = PairRecord(None, f"Norway {text} Belarus", PairEnd(0, 6), PairEnd(name="Belarus"))
    reading = Reading(read_pair(record, lexicon), lexicon)
    places = range(len(reading.items))
    assert len(reading.parse.tags) == len(reading.items)
    assert all(g in places and d in places and g != d for g, _, d in reading.parse.links)
