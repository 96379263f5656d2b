"""The one tokenisation that every stage shares.

A token is a run of letters or digits (with inner apostrophes, as in O'Brien), a dotted abbreviation (U.S.), a
number, a clitic ('s, n't) or a single other character. Hyphens stand alone, so "anti-Israel" is three tokens and
names joined by a hyphen can be told apart. Whitespace is never part of a token; offsets are exact.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LETTER = r"[^\W\d_]"
_MARK = "[\u0300-\u036f\u200d]"
_TOKEN = re.compile(
    rf"""
      (?:{_LETTER}\.){{2,}}                                  # U.S.  a.m.
    | \d+(?:[.,:/]\d+)*                                      # 1,200.5  10:30
    | (?<=\w)n['’]t\b                                        # n't, once its verb has been read
    | ['’](?:s|S|re|ve|ll|d|m)\b                             # 's
    | {_LETTER}(?:{_LETTER}|{_MARK}|\d(?=\w)|\d)*?(?=n['’]t\b)   # the verb before n't
    | {_LETTER}(?:{_LETTER}|{_MARK}|\d|['’](?!(?:s|S|re|ve|ll|d|m)\b){_LETTER})*
    | \.{{3,}}
    | \S
    """,
    re.VERBOSE,
)

DOUBLE_QUOTES = frozenset('"“”„‟«»＂')
SINGLE_QUOTES = frozenset("'‘’‚`")
TERMINALS = frozenset(".!?…。！？") | {"...", "...."}


class Token(NamedTuple):
    """`text` as written, `lower` for comparison (apostrophes straightened), at `start:end`."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def tokenise(text: str) -> list[Token]:
    """The tokens of `text` in order, not overlapping; `text[t.start:t.end] == t.text` for each."""
    return [
        Token(word := match.group(), word.lower().replace("’", "'"), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]
