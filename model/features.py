"""From a pair to the terms of its feature blocks: the words a TF-IDF vectoriser counts.

    words      stems, 1-2-grams, tagged before / between / after the mentions
    windows    five words to each side of each mention, and the three nearest with their distance
    pattern    1-4-grams over placeholders, lexicon classes and function words around the mentions
    frames     who fills the slots of which predicate (model.frames)
    lexicon    favourable and unfavourable words by segment and nearness
    characters 3-5-grams inside the words between the mentions
    state      speech, quotation, order and distance of the mentions
    context    stems of the text that precedes
    balance    the sum of all that is said well and ill, in the sentence and before it

All blocks read the same items; none ever sees a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from model.frames import Hit, read_frames
from model.lexicon import FUNCTION_WORDS, Lexicon
from model.pairs import Item, Pair

Terms = dict[str, list[str]]

_WINDOW = 5
_NEAR = 4
_PATTERN_MARGIN = 6
_MAX_BETWEEN = 60
_SIGN = {1: "+", 0: "0", -1: "-"}
_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Block:
    """A TF-IDF block: terms come from `analyse`; `weight` scales the block, `min_df` drops rare terms.

    `idf` and `normalise` are off for blocks whose terms are few and each of which must keep its full voice.
    """

    name: str
    weight: float = 1.0
    min_df: int = 2
    idf: bool = True
    normalise: bool = True


BLOCKS: tuple[Block, ...] = (
    Block("words"),
    Block("windows"),
    Block("pattern"),
    Block("frames", weight=1.0, idf=False, normalise=False),
    Block("lexicon", weight=0.5, idf=False, normalise=False),
    Block("characters", weight=0.7, min_df=3),
    Block("state", weight=0.25, idf=False, normalise=False),
    Block("context", weight=0.5),
    Block("balance", weight=1.0, idf=False, normalise=False),
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball (Porter2) stem of a lower-case English word; placeholders and function words stay."""
    if word.isupper() or word in FUNCTION_WORDS:
        return word
    return str(_stemmer.stemWord(word))


def analyse(pair: Pair, lexicon: Lexicon) -> Terms:
    """The terms of every block of `BLOCKS` for `pair`."""
    return _Analysis(pair, lexicon).terms()


class _Analysis:
    def __init__(self, pair: Pair, lexicon: Lexicon) -> None:
        self.pair = pair
        self.items = pair.items
        self.lexicon = lexicon
        self.stems = [stem(item.word) for item in pair.items]
        self.holders = [i for i, item in enumerate(pair.items) if item.role == "HOLDER"]
        self.targets = [i for i, item in enumerate(pair.items) if item.role == "TARGET"]
        self.first, self.last = self._nearest()

    def _nearest(self) -> tuple[int, int]:
        """The closest holder and target, in reading order; where the holder is absent, the target twice."""
        if not self.targets:
            return (0, max(0, len(self.items) - 1))
        if not self.holders:
            return (self.targets[0], self.targets[0])
        h, t = min(((h, t) for h in self.holders for t in self.targets), key=lambda ends: abs(ends[0] - ends[1]))
        return (min(h, t), max(h, t))

    def terms(self) -> Terms:
        hits = read_frames(self.items, self.lexicon)
        return {
            "words": self._words(),
            "windows": self._windows(),
            "pattern": self._pattern(),
            "frames": list(self._frames(hits)),
            "lexicon": list(self._lexicon(hits)),
            "characters": self._characters(),
            "state": self._state(),
            "context": _ngrams([stem(w) for w in self.pair.context], 1, 2, ""),
            "balance": list(self._balance(hits)),
        }

    def _words(self) -> list[str]:
        if self.pair.holder == "narrator":
            before, after = self.stems[: self.first], self.stems[self.first + 1 :]
            return _ngrams(before, 1, 2, "told before ") + _ngrams(after, 1, 2, "told after ")
        if self.first == self.last:
            before, after = self.stems[: self.first], self.stems[self.first + 1 :]
            return _ngrams(before, 1, 2, "before ") + _ngrams(after, 1, 2, "after ")
        before, after = self.stems[: self.first], self.stems[self.last + 1 :]
        between = self.stems[self.first : self.last + 1][:_MAX_BETWEEN]
        return _ngrams(before, 1, 2, "before ") + _ngrams(between, 1, 2, "between ") + _ngrams(after, 1, 2, "after ")

    def _windows(self) -> list[str]:
        terms: list[str] = []
        for role, places in (("HOLDER", self.holders), ("TARGET", self.targets)):
            for i in places[:3]:
                left, right = self.stems[max(0, i - _WINDOW) : i], self.stems[i + 1 : i + 1 + _WINDOW]
                terms += _ngrams(left, 1, 2, f"left of {role}: ") + _ngrams(right, 1, 2, f"right of {role}: ")
                terms += [f"{role} {-d}: {w}" for d, w in enumerate(reversed(left[-3:]), 1)]
                terms += [f"{role} +{d}: {w}" for d, w in enumerate(right[:3], 1)]
        return terms

    def _class(self, item: Item) -> str | None:
        """The item's letter in the pattern alphabet, or None where it is skipped."""
        if item.role:
            return item.role
        word = item.word
        if word in self.lexicon.positive:
            return "GOOD"
        if word in self.lexicon.negative:
            return "BAD"
        if word in self.lexicon.predicate_table:
            match = self.lexicon.predicate_table.match([word], 0)
            if match:
                predicate = match[1][0][0]
                return ("PRO" if predicate.polarity > 0 else "CON") + ("!" if predicate.strength > 2 else "")
        if word in self.lexicon.reporting:
            return "SAY"
        return word if word in FUNCTION_WORDS or not word[0].isalnum() else None

    def _pattern(self) -> list[str]:
        start, end = max(0, self.first - _PATTERN_MARGIN), self.last + 1 + _PATTERN_MARGIN
        alphabet = [c for item in self.items[start:end] if (c := self._class(item)) is not None]
        return _ngrams(alphabet, 1, 4, "")

    def _frames(self, hits: Sequence[Hit]) -> Iterator[str]:
        asked = " asked" if self.items and self.items[-1].word == "?" and not self.items[-1].quoted else ""
        latest = [h for h in hits if "HOLDER" in h.holders and "TARGET" in h.targets and not asked]
        if latest:
            yield f"at last: HOLDER {_SIGN[latest[-1].polarity]} TARGET"
        for hit in latest:
            if not hit.effect and self._is_near(hit, self.holders) and self._is_near(hit, self.targets):
                yield f"plainly: HOLDER {_SIGN[hit.polarity]} TARGET"
        for hit in hits:
            sign = _SIGN[hit.polarity] + (f" {hit.effect}" if hit.effect else "") + asked
            holders: frozenset[str] = hit.holders or frozenset({"nobody"})
            targets: frozenset[str] = hit.targets or frozenset({"nobody"})
            speaker = self.items[hit.first].speaker
            for h in holders:
                for t in targets:
                    if h == t and h != "OTHER":
                        continue
                    yield f"{h} {sign} {t}"
                    yield f"{h} {sign}{hit.predicate.strength if hit.polarity else ''} {t} ({hit.predicate.pos})"
                    if speaker:
                        yield f"{speaker} says: {h} {sign} {t}"

    @staticmethod
    def _is_near(hit: Hit, places: Sequence[int]) -> bool:
        """Whether a mention stands within three items of the predicate, where misreadings are rare."""
        return any(hit.first - 3 <= i < hit.last + 3 for i in places)

    def _lexicon(self, hits: Sequence[Hit]) -> Iterator[str]:
        read = {i for hit in hits for i in range(hit.first, hit.last)}
        for i, item in enumerate(self.items):
            if item.role:
                continue
            value = self._value(item.word)
            portrayed = self.lexicon.portrayal_table.match([it.word for it in self.items[i : i + 5]], 0)
            if portrayed:
                yield from self._portrayal(i, portrayed[1][0])
            if not value or i in read:
                continue
            if any(self.items[k].word in {"not", "n't", "no", "never"} for k in range(max(0, i - 3), i)):
                value = -value
            sign = _SIGN[value]
            place = "between" if self.first < i < self.last else "before" if i <= self.first else "after"
            yield f"{sign} word {place}"
            for role, places in (("HOLDER", self.holders), ("TARGET", self.targets)):
                if any(abs(i - k) <= _NEAR for k in places):
                    yield f"{sign} word near {role}"
            if item.speaker:
                yield f"{sign} word in {item.speaker}'s speech"

    def _portrayal(self, i: int, polarity: int) -> Iterator[str]:
        """The subject of a verb such as "exploit" or "deliver" is shown in that light by whoever says it."""
        for k in range(i - 1, max(-1, i - 8), -1):
            role = self.items[k].role
            if role:
                speaker = self.items[i].speaker or "narrator"
                yield f"{role} {_SIGN[polarity]} deed"
                yield f"{speaker} tells: {role} {_SIGN[polarity]} deed"
                return

    def _balance(self, hits: Sequence[Hit]) -> Iterator[str]:
        """Whether the sentence and its context speak well or ill at all, whoever of whom: what remains where a mention
        is missing or out of the clause reader's reach."""
        known = self.pair.holder if self.targets else f"{self.pair.holder}, no target,"
        values = [hit.polarity for hit in hits], [self._value(item.word) for item in self.items if not item.role]
        before = self._context_predicates(), sum(self._value(word) for word in self.pair.context)
        sums = {
            "predicates": sum(values[0]),
            "words": sum(values[1]),
            "predicates before": before[0],
            "words before": before[1],
            "in all": sum(map(sum, values)) + sum(before),
        }
        for name, total in sums.items():
            if total:
                sign = _SIGN[1 if total > 0 else -1]
                yield from [f"{sign} {name}"] * min(abs(total), 3)
                yield f"{known} {sign} {name}"
        signs = {value for some in values for value in some if value}
        if len(signs) == 1:
            sign = _SIGN[signs.pop()]
            yield f"{sign} alone"
            yield f"{known} {sign} alone"

    def _value(self, word: str) -> int:
        return (word in self.lexicon.positive) - (word in self.lexicon.negative)

    def _context_predicates(self) -> int:
        words = self.pair.context
        found = (self.lexicon.predicate_table.match(words[i : i + 5], 0) for i in range(len(words)))
        return sum(match[1][0][0].polarity for match in found if match)

    def _characters(self) -> list[str]:
        between = self.items[self.first + 1 : self.last][:_MAX_BETWEEN]
        words = [item.word for item in between if not item.role and item.word.isalpha() and len(item.word) > 3]
        return [
            padded[k : k + n]
            for w in words
            for padded in (f"<{w}>",)
            for n in (3, 4, 5)
            for k in range(len(padded) - n + 1)
        ]

    def _state(self) -> list[str]:
        terms = [f"holder {self.pair.holder}"]
        if self.targets and self.holders:
            terms.append("holder first" if self.holders[0] < self.targets[0] else "target first")
            distance = self.last - self.first
            terms.append("distance " + next(str(d) for d in (2, 4, 7, 12, 20, 10**6) if distance <= d))
        for role, places in (("HOLDER", self.holders), ("TARGET", self.targets)):
            for i in places[:1]:
                item = self.items[i]
                if item.speaker:
                    terms.append(f"{role} in {item.speaker}'s speech" + (", quoted" if item.quoted else ""))
                elif item.quoted:
                    terms.append(f"{role} quoted")
                following = self.stems[i + 1] if i + 1 < len(self.stems) else "end"
                if following == "'s":
                    terms.append(f"{role} possessive")
        if sum(item.role == "OTHER" for item in self.items) > 1:
            terms.append("others")
        if self.items and self.items[-1].word == "?":
            terms.append("question")
        return terms


def _ngrams(words: Sequence[str], low: int, high: int, prefix: str) -> list[str]:
    return [prefix + " ".join(words[i : i + n]) for n in range(low, high + 1) for i in range(len(words) - n + 1)]
