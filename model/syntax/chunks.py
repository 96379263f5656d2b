"""Groups of items: noun groups up to their head, verb groups with their auxiliaries, and what stands between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from model.closed_classes import CALENDAR
from model.pairs import Item
from model.syntax.tags import Tag
from model.tokens import DOUBLE_QUOTES, SINGLE_QUOTES

Kind = Literal["nouns", "adjectives", "verbs", "preposition", "possessive", "infinitive", "relative", "subordinator",
               "coordinator", "comma", "stop"]  # fmt: skip
Voice = Literal["active", "passive", "reduced", "gerund", "copula", ""]

_IN_NOUNS: frozenset[Tag] = frozenset({"determiner", "adjective", "noun", "name", "number"})
_IN_VERBS: frozenset[Tag] = frozenset({"modal", "be", "have", "do", "verb", "past", "gerund", "not", "adverb"})
_LEXICAL: frozenset[Tag] = frozenset({"verb", "past", "gerund"})
_GETTING = frozenset({"got", "get", "gets", "getting"})
TIMES = CALENDAR | frozenset("yesterday today tomorrow morning afternoon evening night week month year decade".split())
_KIND: dict[Tag, Kind] = {
    "preposition": "preposition",
    "possessive": "possessive",
    "coordinator": "coordinator",
    "subordinator": "subordinator",
    "relative": "relative",
}


@dataclass(frozen=True, slots=True)
class Chunk:
    """Items `first:last` with their `head`; `voice` of verb groups ("reduced": a participle without auxiliary)."""

    kind: Kind
    first: int
    last: int
    head: int
    voice: Voice = ""
    negated: bool = False


def chunk(items: Sequence[Item], tags: Sequence[Tag]) -> list[Chunk]:
    """The groups in reading order. Adverbs outside verb groups, quotation marks and hyphens belong to none."""
    chunks: list[Chunk] = []
    i = 0
    while i < len(items):
        found = _chunk_at(items, tags, i)
        if found is None:
            i += 1
        else:
            chunks.append(found)
            i = found.last
    return chunks


def _chunk_at(items: Sequence[Item], tags: Sequence[Tag], i: int) -> Chunk | None:
    kind = tags[i]
    if kind == "pronoun":
        return Chunk("nouns", i, i + 1, i)
    if kind in _IN_NOUNS:
        return _nouns(items, tags, i)
    if kind == "to":
        j = i + 1
        while j < len(tags) and tags[j] in ("adverb", "not"):
            j += 1
        opens_verb = j < len(tags) and tags[j] in ("verb", "be", "have")
        return Chunk("infinitive" if opens_verb else "preposition", i, i + 1, i)
    if kind in _KIND:
        return Chunk(_KIND[kind], i, i + 1, i)
    if kind == "mark":
        word = items[i].word
        if word in DOUBLE_QUOTES or word in SINGLE_QUOTES or word == "-":
            return None
        return Chunk("comma" if word in {",", "(", ")"} else "stop", i, i + 1, i)
    return _verbs(items, tags, i) if kind in _IN_VERBS and kind != "adverb" else None


def _nouns(items: Sequence[Item], tags: Sequence[Tag], i: int) -> Chunk:
    """The longest row of determiner, adjectives, numbers and nouns."""
    head: int | None = None
    j = i
    while j < len(items):
        hyphen = items[j].word == "-" and i < j < len(items) - 1 and tags[j + 1] in ("noun", "adjective", "past")
        inner_determiner = tags[j] == "determiner" and (j == i or items[j - 1].word in {"all", "both", "such", "many"})
        if not (tags[j] in ("adjective", "noun", "name", "number") or inner_determiner or hyphen):
            break
        if items[j].role and head is not None and _parted(items[head], items[j]):
            break
        if tags[j] in ("noun", "name"):
            head = j
        j += 1
    if head is not None:
        return Chunk("nouns", i, head + 1, head)
    last = j - 1
    return Chunk("adjectives" if tags[last] == "adjective" else "nouns", i, j, last)


def _parted(head: Item, name: Item) -> bool:
    """Two different actors never share a group; nor does a name belong to the time before it ("last week Norway")."""
    return head.role != name.role if head.role else is_time(head)


def is_time(item: Item) -> bool:
    """Whether the item names a day, a month or a stretch of time."""
    return item.word in TIMES


def _verbs(items: Sequence[Item], tags: Sequence[Tag], i: int) -> Chunk:
    head: int | None = None
    auxiliary: int | None = None
    has_be = negated = False
    j = i
    while j < len(items) and tags[j] in _IN_VERBS:
        if tags[j] == "not":
            negated = True
        elif tags[j] in _LEXICAL:
            head = j
            if items[j].word not in _GETTING or j + 1 >= len(items) or tags[j + 1] != "past":
                j += 1
                break
            has_be = True
        elif tags[j] in ("be", "have", "do"):
            has_be = has_be or tags[j] == "be"
            auxiliary = j if tags[j] == "be" or auxiliary is None else auxiliary
        j += 1
    if head is None:
        head = auxiliary if auxiliary is not None else i
        return Chunk("verbs", i, j, head, "copula" if tags[head] == "be" else "active", negated)
    voice: Voice = "active"
    if tags[head] == "past" and has_be:
        voice = "passive"
    elif tags[head] == "past" and head == i and j < len(items) and items[j].word == "by":
        voice = "reduced"
    elif tags[head] == "gerund" and not has_be:
        voice = "gerund"
    return Chunk("verbs", i, j, head, voice, negated)
