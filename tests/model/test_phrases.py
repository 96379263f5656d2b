"""Phrase tables."""

from __future__ import annotations

from model.phrases import PhraseTable

TABLE = PhraseTable(
    [(("win", "the", "backing", "of"), 1), (("win",), 2), (("win",), 3)], gap=1, solid=frozenset({"of"})
)


def test_the_longest_phrase_wins() -> None:
    assert TABLE.match("win the backing of".split(), 0) == (4, [1])
    assert TABLE.match("win the race".split(), 0) == (1, [2, 3])


def test_a_word_may_stand_between_but_no_more_than_the_gap_allows() -> None:
    assert TABLE.match("win the full backing of".split(), 0) == (5, [1])
    assert TABLE.match("win the very full backing of".split(), 0) == (1, [2, 3])
    assert TABLE.match(["win", "the", ",", "backing", "of"], 0) == (1, [2, 3])


def test_what_is_not_there_is_not_found() -> None:
    assert TABLE.match(["lose"], 0) is None
    assert "win" in TABLE
    assert "backing" not in TABLE
