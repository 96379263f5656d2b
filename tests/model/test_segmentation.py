"""Sentences, paragraphs and quotations."""

from __future__ import annotations

import pytest

from model.segmentation import Segmented, segment


def sentences(text: str) -> list[str]:
    s = segment(text)
    return [s.text[slice(*s.span(x.first, x.last))] for x in s.sentences]


def quotations(text: str) -> list[str]:
    s = segment(text)
    return [s.text[slice(*s.span(q.first, q.last))] for q in s.quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Ode met Sen. Vail. They left.", ["Dr. Ode met Sen. Vail.", "They left."]),
        ("J. R. Hale spoke. Nobody came.", ["J. R. Hale spoke.", "Nobody came."]),
        ("It fell 3.5 percent. Oslo acted.", ["It fell 3.5 percent.", "Oslo acted."]),
        ("He backs the U.S. The vote is due.", ["He backs the U.S.", "The vote is due."]),
        ("The U.S. Senate voted.", ["The U.S. Senate voted."]),
        ("Acme Inc. sued Oslo. It won.", ["Acme Inc. sued Oslo.", "It won."]),
        ("He waited... Then he left.", ["He waited...", "Then he left."]),
        ("He waited … and left.", ["He waited … and left."]),
        ('"Go!" she said. He went.', ['"Go!" she said.', "He went."]),
        ('"Syria lied. It always does," he said.', ['"Syria lied.', 'It always does," he said.']),
        ("No stop at the end", ["No stop at the end"]),
        ("Arrived at 5 p.m. The talks began.", ["Arrived at 5 p.m.", "The talks began."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("newline", ["\n\n", "\r\n\r\n", "\n", "\n \n"])
def test_lines_that_are_not_wrapped_are_paragraphs(newline: str) -> None:
    assert sentences(f"Oslo slams Rome{newline}Rome was calm") == ["Oslo slams Rome", "Rome was calm"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The minister said on Monday that the council would not be able to meet the\n"
        "demands of the union, which has called its members out for the third week\n"
        "running and shows no sign of giving way to the pressure that the mayor has\n"
        "put on it."
    )
    assert len(sentences(wrapped)) == 1


@pytest.mark.parametrize(
    "text",
    [
        " date 2024-02-13 Oslo condemned Rome.",
        "2024-02-13 Oslo condemned Rome.",
        "GENEVA, Feb 13 (Reuters) - Oslo condemned Rome.",
        "KYIV, Ukraine (AP) — Oslo condemned Rome.",
        "Nairobi (AFP) – Oslo condemned Rome.",
        "\n\n  Oslo condemned Rome.",
    ],
)
def test_a_leading_date_or_dateline_is_in_no_sentence(text: str) -> None:
    assert sentences(text) == ["Oslo condemned Rome."]


def test_offsets_hold_with_carriage_returns_and_no_break_spaces() -> None:
    text = "Oslo\u00a0condemned Rome.\r\n\r\nRome\u00a0replied."
    s = segment(text)
    assert [text[slice(*s.span(x.first, x.last))] for x in s.sentences] == [
        "Oslo\u00a0condemned Rome.",
        "Rome\u00a0replied.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Go," he said.', ["Go,"]),
        ("“Go,” he said.", ["Go,"]),
        ('“Go," he said.', ["Go,"]),
        ("«Go,» he said.", ["Go,"]),
        ("'Go now,' he said, 'or stay.'", ["Go now,", "or stay."]),
        ("the workers' union and the ministers' plan", []),
        ("It's O'Brien's.", []),
        ('He said "go and "stay".', ["go and", "."]),
    ],
)
def test_quotations_are_found_whatever_the_marks(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


def test_an_unclosed_quotation_goes_on_in_a_paragraph_that_opens_with_a_mark() -> None:
    s: Segmented = segment('Dahl said: "They lied to us.\n\n"They will lie again."\n\nNobody answered.')
    assert [q.closed for q in s.quotations] == [False, True]
    assert [q.continues for q in s.quotations] == [False, True]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    s = segment('Dahl said: "They lied to us.\n\nNobody answered.')
    assert len(s.quotations) == 1
    assert s.tokens[s.quotations[0].last].text == "Nobody"


def test_a_sentence_without_end_is_cut() -> None:
    s = segment("word " * 2000)
    assert len(s.sentences) > 5
    assert sum(x.last - x.first for x in s.sentences) == 2000


def test_quotations_of_a_stretch_are_those_that_reach_into_it() -> None:
    s = segment('"One two," she said. "Three." Then "four five" came.')
    first, second, third = s.quotations
    assert s.quotations_in(0, len(s.tokens)) == (first, second, third)
    assert s.quotations_in(first.first, first.first + 1) == (first,)
    assert s.quotations_in(first.last, second.first) == ()
    assert s.quotations_in(second.first, third.first + 1) == (second, third)
