"""An actor known by name alone is found in a sentence as people write it: whole, in part, by initials or pronoun."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.naming import find_name, find_pronoun
from model.tokens import tokenise


def found(name: str, text: str) -> list[str]:
    tokens = tokenise(text)
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in find_name(name, tokens)]


@pytest.mark.parametrize(
    ("name", "text", "mentions"),
    [
        ("Ana Reyes", "Ana Reyes left; Reyes had won.", ["Ana Reyes", "Reyes"]),
        ("Republican Party", "Republicans jeered while the Republican senator spoke.", ["Republicans", "Republican"]),
        ("European Central Bank", "The ECB and the European Central Bank are one.", ["ECB", "European Central Bank"]),
        ("Russia", "Russian troops left.", ["Russian"]),
        ("Bank of Otago", "He sued the Bank of Otago.", ["Bank of Otago"]),
        ("pension reform", "They fought the pension reform for years.", ["pension reform"]),
        ("Ana Reyes", "The reyes tree grows here.", []),
        ("Mali", "Malicious rumours spread.", []),
        ("Ana Reyes", "", []),
        ("the of", "the of", []),
    ],
)
def test_names_are_found_as_they_are_written(name: str, text: str, mentions: list[str]) -> None:
    assert found(name, text) == mentions


def test_a_pronoun_stands_in_where_the_name_is_missing() -> None:
    tokens = tokenise("He thanked her, and it rained.")
    assert find_pronoun("Luis Reyes", tokens, []) == [(0, 1)]
    assert find_pronoun("Luis Reyes", tokens, [(0, 1)]) == [(2, 3)]
    assert find_pronoun("Mali", tokens, []) == [(5, 6)]
    assert find_pronoun("Mali", tokenise("Nobody came."), []) == []


@given(st.text(max_size=40), st.text(max_size=120))
def test_any_name_in_any_text_gives_ranges_within_it(name: str, text: str) -> None:
    tokens = tokenise(text)
    ranges = find_name(name, tokens)
    assert all(0 <= a < b <= len(tokens) for a, b in ranges)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(ranges))
