"""The tokenisation."""

from __future__ import annotations

import pytest

from model.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel's envoy", ["Israel", "'s", "envoy"]),
        ("Israel’s envoy", ["Israel", "’s", "envoy"]),
        ("didn't go", ["did", "n't", "go"]),
        ("anti-Israel", ["anti", "-", "Israel"]),
        ("the U.S. said", ["the", "U.S.", "said"]),
        ("O'Brien won", ["O'Brien", "won"]),
        ("rose 1,200.5 points", ["rose", "1,200.5", "points"]),
        ("the G20…", ["the", "G20", "…"]),
        ("wait...", ["wait", "..."]),
        ("Zoe\u0308 left", ["Zoe\u0308", "left"]),
        ("日本", ["日本"]),
    ],
)
def test_words_numbers_and_clitics(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == expected
