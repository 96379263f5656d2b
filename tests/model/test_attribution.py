"""Who speaks what."""

from __future__ import annotations

import re

import pytest

from model.attribution import Nominal, Speech, attribute, innermost
from model.lexicon import Lexicon
from model.pairs import token_range
from model.segmentation import segment

NAMES = re.compile(r"Dahl|Reyes|Ortiz|Mora|Haiti|Reuters|Oslo|the ministry")


def spoken(text: str, lexicon: Lexicon) -> list[tuple[str | None, str, str]]:
    """(speaker, kind, words) of every speech; the names of this file are the nominals."""
    segmented = segment(text)
    nominals = []
    for match in NAMES.finditer(text):
        span = token_range(segmented.tokens, match.start(), match.end())
        assert span is not None
        nominals.append(
            Nominal(*span, channel=match[0] == "Reuters", person=match[0] in ("Dahl", "Reyes", "Ortiz", "Mora"))
        )

    def name(speech: Speech) -> str | None:
        return None if speech.speaker is None else text[slice(*segmented.span(*_span(nominals[speech.speaker])))]

    return [
        (name(s), s.kind, text[slice(*segmented.span(s.first, s.last))])
        for s in attribute(segmented, nominals, lexicon)
    ]


def _span(nominal: Nominal) -> tuple[int, int]:
    return nominal.first, nominal.last


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ('"Mali is a braggart," Dahl said.', "Dahl", "Mali is a braggart,"),
        ('"Mali is a braggart," said Envoy Dahl.', "Dahl", "Mali is a braggart,"),
        ('"Mali," Dahl said, "is a braggart."', "Dahl", "is a braggart."),
        ('Dahl said: "Mali is a braggart."', "Dahl", "Mali is a braggart."),
        ('Dahl told Reuters that "Mali is a braggart".', "Dahl", "Mali is a braggart"),
        ('Dahl took the floor. "They are all cowards."', "Dahl", "They are all cowards."),
        ('"They lie," Dahl said. "They always have."', "Dahl", "They always have."),
        ('"Do they lie?" Dahl asked.', "Dahl", "Do they lie?"),
        ('"They lie," said Oslo Mayor Dahl.', "Dahl", "They lie,"),
        ('"They lie," said Dahl, a lawyer from Oslo.', "Dahl", "They lie,"),
        ('"They lie," Dahl (Mich.), the head of a panel in Haiti, said in a letter.', "Dahl", "They lie,"),
        ('"They lie," said Haiti\'s envoy, Dahl.', "Dahl", "They lie,"),
        ('"They lie," said a lawyer for Dahl.', "Dahl", "They lie,"),
        ('Dahl, whom Mora had met, called the ruling "a lie from start to end".', "Dahl", "a lie from start to end"),
        (
            '"They lie," Dahl said, arguing that "it is the last time they will".',
            "Dahl",
            "it is the last time they will",
        ),
        ('Dahl, a former judge, said: "They lie again."', "Dahl", "They lie again."),
        ('Dahl met Oslo. "They lie and lie," the envoy said after Reyes told Mora to go.', None, ""),
    ],
)
def test_quotations_belong_to_their_speaker(text: str, speaker: str | None, words: str, lexicon: Lexicon) -> None:
    found = [(who, said) for who, kind, said in spoken(text, lexicon) if kind == "direct"]
    if speaker is None:
        assert found
    else:
        assert (speaker, words) in found


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Dahl said that Mali was bluffing.", "Dahl", "that Mali was bluffing."),
        ("Mali was bluffing to the world, Dahl said on Tuesday.", "Dahl", "Mali was bluffing to the world,"),
        ("Its spokesman, Dahl, told Reuters on Monday that Mali lied.", "Dahl", "Reuters on Monday that Mali lied."),
        ("According to Ortiz, the mine poisoned its village.", "Ortiz", ", the mine poisoned its village."),
        ("The mine poisoned its village, according to Ortiz.", "Ortiz", "The mine poisoned its village,"),
        ("Dahl: Mali must wait.", "Dahl", "Mali must wait."),
        ("Mora said Haiti accused Oslo of arson.", "Mora", "Haiti accused Oslo of arson."),
        ("In an interview on Monday, Dahl said Mali lied.", "Dahl", "Mali lied."),
        ("A spokesman for Dahl said that Mali lied.", "Dahl", "that Mali lied."),
        ("Dahl met Mora and said Mali lied.", "Dahl", "Mali lied."),
        ("Dahl, who had spoken with Mora, said Mali lied.", "Dahl", "Mali lied."),
        ("Critics of Dahl said Mali lied.", None, "Mali lied."),
        ("Dahl supporters said Mali lied.", None, "Mali lied."),
    ],
)
def test_clauses_belong_to_their_speaker(text: str, speaker: str | None, words: str, lexicon: Lexicon) -> None:
    assert (speaker, "indirect", words) in spoken(text, lexicon)


@pytest.mark.parametrize(
    "text", ["Reuters reported that Oslo ridiculed Haiti.", "A Reuters report said Oslo ridiculed Haiti."]
)
def test_a_media_outlet_never_speaks(text: str, lexicon: Lexicon) -> None:
    assert all(who != "Reuters" for who, _, _ in spoken(text, lexicon))


def test_one_speaker_throughout_a_quotation_over_paragraphs(lexicon: Lexicon) -> None:
    text = 'Dahl said: "They lied to us.\n\n"They will lie again."\n\nReyes said nothing.'
    assert [who for who, kind, _ in spoken(text, lexicon) if kind == "direct"] == ["Dahl", "Dahl"]


def test_a_far_away_quotation_has_no_known_speaker(lexicon: Lexicon) -> None:
    text = 'Dahl spoke.\n\nIt rained for days.\n\nThe river rose and rose.\n\n"They are all cowards, all of them."'
    assert [who for who, kind, _ in spoken(text, lexicon) if kind == "direct"] == [None]


def test_scare_quotes_are_no_speech(lexicon: Lexicon) -> None:
    assert spoken('Oslo mocked the "victory" of Haiti.', lexicon) == []


def test_innermost_is_the_shortest() -> None:
    outer, inner = Speech(0, 10, 0, "indirect"), Speech(3, 6, 1, "direct")
    assert innermost([outer, inner], 4) is inner
    assert innermost([outer, inner], 8) is outer
    assert innermost([outer, inner], 20) is None


@pytest.mark.parametrize(
    "text",
    [
        "Dahl used her email account and the claims of Mora against Oslo.",
        "Dahl is the first judge recalled in Haiti in ten years.",
        "The State of Haiti paid Dahl for her views on Oslo.",
    ],
)
def test_nouns_and_participles_are_no_cues(text: str, lexicon: Lexicon) -> None:
    assert spoken(text, lexicon) == []


def test_a_quotation_of_somebody_unnamed_is_not_given_to_who_spoke_last(lexicon: Lexicon) -> None:
    text = 'Dahl said: "They lie to us." "They do not lie to anyone," said a senior official.'
    assert [who for who, kind, _ in spoken(text, lexicon) if kind == "direct"] == ["Dahl", None]


def test_a_word_inside_a_name_is_no_cue(lexicon: Lexicon) -> None:
    text = "Dahl backed plans to establish a Palestinian state by 2030."
    segmented = segment(text)
    name = token_range(segmented.tokens, text.index("Palestinian"), text.index(" by 2030"))
    assert name is not None
    assert attribute(segmented, [Nominal(0, 1, person=True), Nominal(*name)], lexicon) == []
