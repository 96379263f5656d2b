"""What stands before a name and belongs to it: "former secretary of state X", "GOP candidate X", "Russian President V. X".

A reader of clauses must not take the party in "endorsed GOP candidate X" for an actor that was endorsed.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from model.closed_classes import CALENDAR, FUNCTION_WORDS
from model.lexicon import Premodifiers
from model.tokens import Token

Range = tuple[int, int]
_OPENERS = frozenset('.!?…:;"“‘')
_NO_PART = FUNCTION_WORDS | CALENDAR
_VERB_OPENERS = frozenset("to will would can could may might shall should must not n't".split())


def grow(
    mention: Range,
    tokens: Sequence[Token],
    others: Sequence[Range],
    taken: AbstractSet[int],
    words: Premodifiers,
    headline: bool = False,
) -> Range:
    """`mention` with the words before it that belong to it. Tokens in `taken` are other mentions' and stay theirs; of
    `others`, names too, the one right before a title is taken in. Capitals before it belong to it too, unless they stand
    in a `headline` that capitalises every word."""
    name = mention[0]
    while (
        not headline and name > 1 and name - 1 not in taken and tokens[name - 1].is_word and tokens[name - 1].is_capital
    ):
        if tokens[name - 1].lower in _NO_PART or tokens[name - 2].text in _OPENERS:
            break
        name -= 1
    start = _titles(name, tokens, taken, words)
    for first, last in others if start < name else ():
        if last == start and (first == 0 or tokens[first - 1].text != "-") and taken.isdisjoint(range(first, last)):
            return first, mention[1]
    return start, mention[1]


def _titles(name: int, tokens: Sequence[Token], taken: AbstractSet[int], words: Premodifiers) -> int:
    """Where the titles before the word `name` begin; `name` itself where there are none."""
    start = i = name
    while i > 0 and i - 1 not in taken:
        word = tokens[i - 1].lower
        joins = word == "-" or word in words.links
        if word in words.nouns or (start < name and word in words.modifiers):
            start = i - 1
        elif word not in words.modifiers and not (joins and i < name and i > 1 and words.holds(tokens[i - 2].lower)):
            break
        i -= 1
    opened = start > 0 and tokens[start - 1].lower in _VERB_OPENERS
    return name if opened else start
