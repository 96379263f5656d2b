"""Ordered pairs: one holder and one target in one stretch of text, as the classifier reads it.

A `Pair` is the sentence as a row of items in which every mention has collapsed to a placeholder: HOLDER, TARGET or
OTHER (any other name). Names themselves never reach the classifier, so it cannot learn who is good or bad. "We" and
"I" inside the holder's own speech are HOLDER too. The same reading serves labelled records and whole articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from model.attribution import Nominal, Speech, attribute, innermost
from model.closed_classes import FUNCTION_WORDS, PREPOSITIONS
from model.errors import RecordError
from model.kinds import kind_of
from model.lexicon import Lexicon, Premodifiers
from model.naming import find_kind, find_name, find_pronoun
from model.premodifiers import grow
from model.records import PairEnd, PairRecord
from model.segmentation import Segmented, segment
from model.tokens import Token

Role = Literal["", "HOLDER", "TARGET", "OTHER"]
Range = tuple[int, int]
FIRST_PERSON = frozenset("i we us me our my ours mine ourselves myself".split())
CONTEXT_TOKENS = 40
_HEADLINE_WORDS = 3
_SMALL = FUNCTION_WORDS | PREPOSITIONS
_NAME_LINKS = frozenset({"-", "&"})


@dataclass(frozen=True, slots=True)
class Item:
    """A word (lower case) or a placeholder; `quoted` inside quotation marks; `speaker` is whose speech it is in; `kind` what
    kind of actor a placeholder's mention looks like."""

    word: str
    role: Role
    quoted: bool
    speaker: Role
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """What the classifier reads. `holder` tells how the holder is present: named in the items, known only as the
    speaker or from context, or the narrator. `context` holds the lower-case words that precede."""

    items: tuple[Item, ...]
    holder: Literal["named", "absent", "narrator"]
    context: tuple[str, ...] = ()


def read_pair(record: PairRecord, lexicon: Lexicon) -> Pair:
    """Reads a record of one sentence. Raises RecordError where an end does not lie in the text."""
    segmented = segment(record.text)
    if not segmented.sentences:
        raise RecordError("text", "holds no words; give the sentence that shows the stance")
    targets = _end_ranges(segmented, record.target, "target")
    holders = _end_ranges(segmented, record.holder, "holder") if record.holder is not None else []
    if record.holder is not None and record.holder.name:
        holders = [h for h in holders if not any(_overlap(h, t) for t in targets)]
    if record.holder is not None and not holders and record.holder.name:
        quoted = [(q.first, q.last) for q in segmented.quotations]
        holders = find_pronoun(record.holder.name, segmented.tokens, targets + quoted)
        holders = holders or find_kind(record.holder.name, segmented.tokens, targets + quoted)
    if not targets and record.target.name:
        targets = find_kind(record.target.name, segmented.tokens, holders)
        targets = targets or find_pronoun(record.target.name, segmented.tokens, holders)
    taken = [*holders, *targets]
    others = [r for r in name_runs(segmented.tokens) if not any(_overlap(r, t) for t in taken)]
    nominals = sorted({*taken, *others})
    speeches = attribute(segmented, [Nominal(first, last, person=True) for first, last in nominals], lexicon)
    speakers = [None if s.speaker is None else nominals[s.speaker] for s in speeches]
    roles: list[Role] = []
    for speech, speaker in zip(speeches, speakers, strict=True):
        if speaker is None:
            roles.append("HOLDER" if speech.kind == "direct" and record.holder is not None and not holders else "OTHER")
        else:
            roles.append("TARGET" if speaker in targets else "HOLDER" if speaker in holders else "OTHER")
    return make_pair(
        segmented,
        (0, len(segmented.tokens)),
        holders=holders,
        targets=targets,
        others=others,
        speeches=list(zip(speeches, roles, strict=True)),
        premodifiers=lexicon.premodifiers,
        narrator=record.holder is None,
        context=[t.lower for t in segment(record.context).tokens][-CONTEXT_TOKENS:],
    )


def make_pair(
    segmented: Segmented,
    within: Range,
    *,
    holders: Sequence[Range],
    targets: Sequence[Range],
    others: Sequence[Range],
    speeches: Sequence[tuple[Speech, Role]],
    premodifiers: Premodifiers,
    narrator: bool = False,
    context: Sequence[str] = (),
) -> Pair:
    """Collapses the mentions in tokens `within` to placeholders. Where mentions overlap, the target's wins, then
    the holder's. Titles before a mention are part of it. `speeches` come with the role of their speaker."""
    first, last = within
    headline = is_headline(segmented.tokens[first:last])
    marks: dict[int, tuple[int, Role, str]] = {}
    covered: set[int] = set()
    ends: tuple[tuple[Iterable[Range], Role], ...] = (
        (targets, "TARGET"),
        (holders, "HOLDER"),
        (others, "OTHER"),
    )
    taken = {i for ranges, role in ends[:2] for a, b in ranges for i in range(a, b)}
    for ranges, role in ends:
        for mention in ranges:
            a, b = grow(mention, segmented.tokens, others, taken, premodifiers, headline)
            free = [i for i in range(max(a, first), min(b, last)) if i not in covered]
            if free:
                kind = kind_of(segmented.tokens[slice(*mention)], titled=a < mention[0])
                marks[free[0]] = (len(free), role, kind)
                covered.update(free)
    quoted = {i for q in segmented.quotations_in(first, last) for i in range(max(q.first, first), min(q.last, last))}
    here = [(s, role) for s, role in speeches if s.first < last and s.last > first]
    role_of = {id(s): role for s, role in here}
    spoken = [s for s, _ in here]
    items = []
    i = first
    while i < last:
        speech = innermost(spoken, i)
        speaker: Role = role_of[id(speech)] if speech else ""
        if i in marks:
            length, role, kind = marks[i]
            items.append(Item(role, role, i in quoted, speaker, kind))
            if length == 1 and _is_possessive(segmented.tokens, i):
                items.append(Item("'s", "", i in quoted, speaker))
            i += length
            while i < last and i in covered and i not in marks:
                i += 1
            continue
        if i not in covered:
            word = segmented.tokens[i].lower
            if word in FIRST_PERSON and i in quoted and speaker in ("HOLDER", "TARGET"):
                items.append(Item(speaker, speaker, True, speaker))
                if word in {"my", "our"}:
                    items.append(Item("'s", "", True, speaker))
            else:
                items.append(Item(_digits_to_zero(word), "", i in quoted, speaker))
        i += 1
    named = any(item.role == "HOLDER" for item in items)
    return Pair(tuple(items), "narrator" if narrator else "named" if named else "absent", tuple(context))


def name_runs(tokens: Sequence[Token]) -> list[Range]:
    """Runs of capitalised words that do not merely open a sentence: anything that may be a name. A headline that
    capitalises every word has none, since its capitals tell nothing."""
    if is_headline(tokens):
        return []
    runs = []
    i = 0
    opens = True
    while i < len(tokens):
        if tokens[i].is_capital and tokens[i].is_word:
            j = i + 1
            while j < len(tokens) and (
                (tokens[j].is_capital and tokens[j].is_word)
                or (tokens[j].text in _NAME_LINKS and j + 1 < len(tokens) and tokens[j + 1].is_capital)
            ):
                j += 1
            first = i
            while opens and first < j and tokens[first].lower in FUNCTION_WORDS:
                first += 1
            if tokens[i].lower != "i" and j - first > (1 if opens and first == i else 0):
                runs.append((first, j))
            opens = False
            i = j
        else:
            opens = tokens[i].text in '.!?…"“' or (opens and not tokens[i].is_word)
            i += 1
    return runs


def is_headline(tokens: Sequence[Token]) -> bool:
    """Whether every word that could go without one has a capital."""
    telling = [t for t in tokens if t.is_word and len(t.text) > 2 and t.lower not in _SMALL]
    return len(telling) >= _HEADLINE_WORDS and all(t.is_capital for t in telling)


def token_range(tokens: Sequence[Token], start: int, end: int) -> Range | None:
    """The tokens that characters `start:end` touch, so that a cut mention grows to whole words; None if none."""
    inside = [i for i, t in enumerate(tokens) if t.start < end and t.end > start]
    return (inside[0], inside[-1] + 1) if inside else None


def _is_possessive(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is "its", "their" or a possessive "her", whose placeholder keeps an 's."""
    word = tokens[i].lower
    if word == "her":
        return i + 1 < len(tokens) and tokens[i + 1].is_word and tokens[i + 1].lower not in FUNCTION_WORDS
    return word in {"his", "its", "their", "my", "our"}


def _end_ranges(segmented: Segmented, end: PairEnd, field: str) -> list[Range]:
    """The tokens of a mention, or of every mention of a name; empty where the text does not name it."""
    if end.start is None or end.end is None:
        if not end.name:
            raise RecordError(field, "give either start and end, or a name")
        return find_name(end.name, segmented.tokens)
    if not 0 <= end.start < end.end <= len(segmented.text):
        raise RecordError(
            field,
            f"start {end.start} and end {end.end} do not lie in the text of {len(segmented.text)} characters",
        )
    found = token_range(segmented.tokens, end.start, end.end)
    if found is None:
        raise RecordError(field, f"characters {end.start} to {end.end} are only white space")
    return [found]


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _digits_to_zero(word: str) -> str:
    return "0" if word[0].isdigit() else word
