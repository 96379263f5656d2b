"""Names of persons, taken apart so that two can be compared: "Alex M. Azar II" and "Alexander Azar" name one person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le bin ibn bint al el ul ur abu ben ter ten af zu".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_GENERATIONS = frozenset({"jr", "sr"})
_ARTICLES = ("al-", "el-")
_INITIALS = re.compile(r"(?:\w\.)+|[A-Z]{2,3}")
_HYPHENS = re.compile(r"\s*[-‐‑‒–]\s*")
_SHORTEST_BEGINNING = 3


def folded(name: str) -> str:
    """A name as it compares: lower case, without diacritics and periods, hyphens and apostrophes made one."""
    plain = unicodedata.normalize("NFKD", _HYPHENS.sub("-", name).replace("’", "'"))
    return " ".join("".join(ch for ch in plain if not unicodedata.combining(ch) and ch != ".").lower().split())


@dataclass(frozen=True, slots=True)
class PersonName:
    """`given` are the names before the surname without particles, initials one by one; both may be lacking. A name of
    one part has only a `surname`. `suffix` is "jr", "iii", …; all are folded."""

    given: tuple[str, ...]
    surname: str
    suffix: str

    @property
    def is_full(self) -> bool:
        return bool(self.given)


def person_name(surface: str) -> PersonName:
    """Takes a name apart. A surface without any letters has the surname ""."""
    parts = [_HYPHENS.sub("-", part) for part in _HYPHENS.sub("-", surface).split()]
    suffix = ""
    if len(parts) > 1 and folded(parts[-1]) in _SUFFIXES:
        suffix = folded(parts.pop())
    if not parts:
        return PersonName((), "", "")
    given: list[str] = []
    for part in parts[:-1]:
        name = folded(part)
        if _INITIALS.fullmatch(part):
            given += name
        elif name and name not in PARTICLES:
            given.append(name)
    surname = folded(parts[-1])
    for article in _ARTICLES:
        surname = surname.removeprefix(article)
    return PersonName(tuple(given), surname, suffix)


def same_person(a: PersonName, b: PersonName, nicknames: Mapping[str, frozenset[str]]) -> bool:
    """Whether two names with given names may be one person's: equal surnames, given names that agree, and no middle name
    or generation that differs. `nicknames` tells the formal names of a short one."""
    if a.surname != b.surname or {a.suffix, b.suffix} >= _GENERATIONS:
        return False
    if not _agree(a.given[0], b.given[0], nicknames):
        return _one_lacks_the_first(a.given, b.given)
    return all(_agree(x, y, nicknames) for x, y in zip(a.given[1:], b.given[1:], strict=False))


def same_given_name(a: str, b: str, nicknames: Mapping[str, frozenset[str]]) -> bool:
    """Equal, or short for the same name ("Joe", "Joseph")."""
    return a == b or bool((nicknames.get(a, frozenset()) | {a}) & (nicknames.get(b, frozenset()) | {b}))


def _agree(a: str, b: str, nicknames: Mapping[str, frozenset[str]]) -> bool:
    short, long = sorted((a, b), key=len)
    if _is_short(short):
        return short[0] == long[0]
    return same_given_name(a, b, nicknames) or (len(short) >= _SHORTEST_BEGINNING and long.startswith(short))


def _is_short(name: str) -> bool:
    return len(name) == 1


def _one_lacks_the_first(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """As "Mitt Romney" beside "Willard Mitt Romney"."""
    return (a[0] in b and not _is_short(a[0])) or (b[0] in a and not _is_short(b[0]))
