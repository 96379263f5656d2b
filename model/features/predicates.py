"""Terms of the stance lexicon: predicates with whoever fills their slots, favourable and unfavourable words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.closed_classes import FUNCTION_WORDS
from model.features.reading import Reading, ngrams
from model.frames import Hit
from model.pairs import Item

_NEAR = 4
_PATTERN_MARGIN = 6
_SIGN = {1: "+", 0: "0", -1: "-"}


def pattern(reading: Reading) -> list[str]:
    start, end = max(0, reading.first - _PATTERN_MARGIN), reading.last + 1 + _PATTERN_MARGIN
    alphabet = [c for item in reading.items[start:end] if (c := _letter(item, reading)) is not None]
    return ngrams(alphabet, 1, 4)


def _letter(item: Item, reading: Reading) -> str | None:
    """The item's letter in the pattern alphabet, or None where it is skipped."""
    if item.role:
        return item.role
    word, lexicon = item.word, reading.lexicon
    if word in lexicon.positive:
        return "GOOD"
    if word in lexicon.negative:
        return "BAD"
    if word in lexicon.predicate_table:
        match = lexicon.predicate_table.match([word], 0)
        if match:
            predicate = match[1][0][0]
            return ("PRO" if predicate.polarity > 0 else "CON") + ("!" if predicate.strength > 2 else "")
    if word in lexicon.reporting:
        return "SAY"
    return word if word in FUNCTION_WORDS or not word[0].isalnum() else None


def frames(reading: Reading) -> Iterator[str]:
    items = reading.items
    asked = " asked" if items and items[-1].word == "?" and not items[-1].quoted else ""
    latest = [h for h in reading.hits if "HOLDER" in h.holders and "TARGET" in h.targets and not asked]
    if latest:
        yield f"at last: HOLDER {_SIGN[latest[-1].polarity]} TARGET"
    for hit in latest:
        if not hit.effect and _is_near(hit, reading.holders) and _is_near(hit, reading.targets):
            yield f"plainly: HOLDER {_SIGN[hit.polarity]} TARGET"
    for hit in reading.hits:
        sign = _SIGN[hit.polarity] + (f" {hit.effect}" if hit.effect else "") + asked
        holders: Sequence[str] = sorted(hit.holders) or ["nobody"]
        targets: Sequence[str] = sorted(hit.targets) or ["nobody"]
        speaker = items[hit.first].speaker
        for h in holders:
            for t in targets:
                if h == t and h != "OTHER":
                    continue
                yield f"{h} {sign} {t}"
                yield f"{h} {sign}{hit.predicate.strength if hit.polarity else ''} {t} ({hit.predicate.pos})"
                if speaker:
                    yield f"{speaker} says: {h} {sign} {t}"


def _is_near(hit: Hit, places: Sequence[int]) -> bool:
    """Whether a mention stands within three items of the predicate, where misreadings are rare."""
    return any(hit.first - 3 <= i < hit.last + 3 for i in places)


def lexicon_hits(reading: Reading) -> Iterator[str]:
    read = {i for hit in reading.hits for i in range(hit.first, hit.last)}
    for i, item in enumerate(reading.items):
        if item.role:
            continue
        value = _value(item.word, reading)
        portrayed = reading.lexicon.portrayal_table.match(reading.words[i : i + 5], 0)
        if portrayed:
            yield from _portrayal(reading, i, portrayed[1][0])
        if not value or i in read:
            continue
        if any(reading.words[k] in {"not", "n't", "no", "never"} for k in range(max(0, i - 3), i)):
            value = -value
        sign = _SIGN[value]
        place = "between" if reading.first < i < reading.last else "before" if i <= reading.first else "after"
        yield f"{sign} word {place}"
        for role, places in reading.ends:
            if any(abs(i - k) <= _NEAR for k in places):
                yield f"{sign} word near {role}"
        if item.speaker:
            yield f"{sign} word in {item.speaker}'s speech"


def _portrayal(reading: Reading, i: int, polarity: int) -> Iterator[str]:
    """The subject of a verb such as "exploit" or "deliver" is shown in that light by whoever says it."""
    for k in range(i - 1, max(-1, i - 8), -1):
        role = reading.items[k].role
        if role:
            speaker = reading.items[i].speaker or "narrator"
            yield f"{role} {_SIGN[polarity]} deed"
            yield f"{speaker} tells: {role} {_SIGN[polarity]} deed"
            return


def balance(reading: Reading) -> Iterator[str]:
    """Whether the sentence and its context speak well or ill at all, whoever of whom: what remains where a mention
    is missing or out of the clause reader's reach."""
    pair = reading.pair
    known = pair.holder if reading.targets else f"{pair.holder}, no target,"
    predicates = [hit.polarity for hit in reading.hits]
    words = [_value(item.word, reading) for item in reading.items if not item.role]
    before = _context_predicates(reading), sum(_value(word, reading) for word in pair.context)
    sums = {
        "predicates": sum(predicates),
        "words": sum(words),
        "predicates before": before[0],
        "words before": before[1],
        "in all": sum(predicates) + sum(words) + sum(before),
    }
    for name, total in sums.items():
        if total:
            sign = _SIGN[1 if total > 0 else -1]
            yield from [f"{sign} {name}"] * min(abs(total), 3)
            yield f"{known} {sign} {name}"
    signs = {value for some in (predicates, words) for value in some if value}
    if len(signs) == 1:
        sign = _SIGN[signs.pop()]
        yield f"{sign} alone"
        yield f"{known} {sign} alone"


def _value(word: str, reading: Reading) -> int:
    return (word in reading.lexicon.positive) - (word in reading.lexicon.negative)


def _context_predicates(reading: Reading) -> int:
    words, table = reading.pair.context, reading.lexicon.predicate_table
    found = (table.match(words[i : i + 5], 0) for i in range(len(words)))
    return sum(match[1][0][0].polarity for match in found if match)
