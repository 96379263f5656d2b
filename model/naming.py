"""Finds an actor or issue that is known only by name in a sentence: by the name itself, its parts, its initials, a pronoun,
or a noun that stands for its kind ("the president", "the bill")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

from model.closed_classes import FUNCTION_WORDS
from model.tokens import Token, tokenise

Range = tuple[int, int]

_stemmer = snowballstemmer.stemmer("english")
_COMMON_PREFIX = 5
_WEAK = frozenset("party group department administration campaign united states state national house president".split())
_PRONOUNS = {
    "person": ("he", "she", "him", "her", "his"),
    "other": ("it", "its", "they", "them", "their"),
}
_PERSON_NOUNS = frozenset(
    "president senator governor congressman congresswoman speaker minister premier chancellor secretary candidate nominee "
    "mayor lawmaker leader billionaire businessman attorney judge justice ambassador general director chairman "
    "chairwoman commissioner envoy king queen prince pope".split()
)
_MEASURE_NOUNS = frozenset(
    "bill law legislation measure plan proposal deal agreement pact treaty act amendment order ban policy program "
    "programme reform declaration emergency vote resolution rule ruling lawsuit suit decision investigation probe inquiry "
    "tariffs tariff budget cut cuts regulation regulations wall".split()
)
_DETERMINERS = frozenset("the this that his her its their such these those our".split())


def find_name(name: str, tokens: Sequence[Token]) -> list[Range]:
    """Where `name` is mentioned in `tokens`, in their order; empty where it is not.

    A mention is a run of the name's words that holds its last word or its most telling ones ("Reyes" for Ana Reyes,
    "Republicans" for Republican Party), or its initials (ECB). Words meet by stem or a long common beginning (Russia,
    Russian), and a capitalised word of the name meets capitalised words alone.
    """
    words = [t for t in tokenise(name) if t.is_word]
    telling = [w for w in words if w.lower not in FUNCTION_WORDS]
    if not telling:
        return []
    capital = all(w.is_capital for w in telling)
    strong = [w for w in telling if w.lower not in _WEAK] or telling
    initials = "".join(w.text[0] for w in telling) if len(telling) > 1 else ""
    found: list[Range] = []
    i = 0
    while i < len(tokens):
        end = i
        held = 0
        while end < len(tokens) and (tokens[end].is_capital or not capital or tokens[end].lower in FUNCTION_WORDS):
            if any(_meets(tokens[end], w) for w in telling):
                held += 1
                end += 1
            elif held and tokens[end].lower in {w.lower for w in words}:
                end += 1
            else:
                break
        while end > i and tokens[end - 1].lower in FUNCTION_WORDS:
            end -= 1
        run = tokens[i:end]
        if run and (
            any(_meets(t, strong[-1]) for t in run)
            or len(run) >= 2
            or any(_meets(t, strong[0]) for t in run if len(strong) == 1 or not capital)
        ):
            found.append((i, end))
        elif initials and tokens[i].text.replace(".", "") == initials:
            found.append((i, i + 1))
            end = i + 1
        i = max(end, i + 1)
    return found


def find_pronoun(name: str, tokens: Sequence[Token], taken: Sequence[Range]) -> list[Range]:
    """The first pronoun that may stand for `name` in a sentence that does not name it; empty where there is none.

    A name of two or more capitalised words may be a person; other names are "it" or "they". Tokens in `taken` stand
    for somebody else.
    """
    words = [t for t in tokenise(name) if t.is_word]
    person = len(words) > 1 and all(w.is_capital for w in words) and not any(w.lower in _WEAK for w in words)
    pronouns = _PRONOUNS["person" if person else "other"]
    for i, token in enumerate(tokens):
        if token.lower in pronouns and not any(a <= i < b for a, b in taken):
            return [(i, i + 1)]
    return []


def find_kind(name: str, tokens: Sequence[Token], taken: Sequence[Range]) -> list[Range]:
    """Where a noun of its kind may stand for `name`: "the president" for a person, "the bill" for a measure, in a sentence
    that neither names it nor has a pronoun for it; the first such place, or none."""
    words = [t for t in tokenise(name) if t.is_word]
    if any(w.lower in _MEASURE_NOUNS for w in words):
        nouns = _MEASURE_NOUNS
    elif len(words) > 1 and all(w.is_capital for w in words) and not any(w.lower in _WEAK for w in words):
        nouns = _PERSON_NOUNS
    else:
        return []
    for i in range(1, len(tokens)):
        definite = tokens[i - 1].lower in _DETERMINERS
        last = i + 1 < len(tokens) and tokens[i + 1].is_capital and tokens[i + 1].is_word
        if definite and tokens[i].lower in nouns and not last and not any(a <= i < b for a, b in taken):
            return [(i, i + 1)]
    return []


def _meets(token: Token, word: Token) -> bool:
    a, b = token.lower, word.lower
    if word.is_capital and not token.is_capital:
        return False
    if a == b or _stem(a) == _stem(b):
        return True
    short = min(len(a), len(b))
    return short >= _COMMON_PREFIX and a[:short] == b[:short] and abs(len(a) - len(b)) <= 3


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))
