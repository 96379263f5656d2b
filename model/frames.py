"""A shallow clause reader: which predicate has HOLDER, TARGET or another actor in its holder and target slots.

Every predicate of the lexicon that occurs in a pair's items is read with its clause: voice, subject, object, author
and the operators above it (negators, refusals, hedges, conditions). No parser, no training: rules over the words
between placeholders. They are right often enough to be strong features, and the classifier learns how far to trust
each of them. Frames in the sense of connotation frames (Rashkin, Singh & Choi, ACL 2016).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from model.lexicon import Form, Lexicon, Operator, Predicate
from model.pairs import Item, Role
from model.slots import CLAUSE_ENDS, Slots

Slot = frozenset[Role]
Effect = Literal["", "negated", "hedged", "conditional"]

_OPERATOR_REACH = 7


@dataclass(frozen=True, slots=True)
class Hit:
    """A predicate in its clause. `polarity` is what stands after its operators: 1, -1, or 0 where negated."""

    predicate: Predicate
    first: int
    last: int
    polarity: int
    effect: Effect
    holders: Slot
    targets: Slot


def read_frames(items: Sequence[Item], lexicon: Lexicon) -> list[Hit]:
    """Every predicate of the lexicon in `items`, in reading order, with whoever fills its slots."""
    return list(_Reader(items, lexicon).hits())


class _Reader:
    def __init__(self, items: Sequence[Item], lexicon: Lexicon) -> None:
        self.items = items
        self.words = [item.word for item in items]
        self.lexicon = lexicon
        self.slots = Slots(items, lexicon)
        self.operators: dict[int, tuple[int, Operator]] = {}
        i = 0
        while i < len(items):
            match = lexicon.operator_table.match(self.words, i)
            if match and match[1][0] == "double_positive":
                i = match[0]
                continue
            if match:
                self.operators[i] = (match[0], match[1][0])
            i += 1

    def hits(self) -> Iterator[Hit]:
        i = 0
        while i < len(self.items):
            match = None if self.items[i].role else self.lexicon.predicate_table.match(self.words, i)
            if match is None:
                i += 1
                continue
            last, entries = match
            chosen = self._choose(i, last, entries)
            if chosen is None:
                i += 1
                continue
            predicate, form = chosen
            yield self._read(predicate, form, i, last)
            i = last

    def _choose(self, i: int, last: int, entries: list[tuple[Predicate, Form]]) -> tuple[Predicate, Form] | None:
        """Tells the verb from the noun of the same form by what stands before it."""
        by_pos = {predicate.pos: (predicate, form) for predicate, form in reversed(entries)}
        if len(by_pos) == 1:
            only = entries[0]
            base_verb = only[0].pos == "verb" and only[1] in ("base", "present")
            if base_verb and last - i == 1 and self.slots.in_noun_context(i):
                return None
            return only
        if "noun" in by_pos and (self.slots.in_noun_context(i) or "verb" not in by_pos):
            return by_pos["noun"]
        if "verb" in by_pos:
            return by_pos["verb"]
        return by_pos.get("adjective")

    def _read(self, predicate: Predicate, form: Form, i: int, last: int) -> Hit:
        polarity, effect = self._operate(predicate.polarity, i)
        if predicate.pos == "noun":
            holders, targets = self.slots.of_noun(predicate, i, last)
        else:
            holders, targets = self.slots.of_verb(predicate, form, i, last)
            polarity = self._compose(predicate, polarity, last)
        if predicate.holder == "both":
            both = holders | targets
            holders = targets = both
        return Hit(predicate, i, last, polarity, effect, frozenset(holders), frozenset(targets))

    def _operate(self, polarity: int, i: int) -> tuple[int, Effect]:
        effect: Effect = ""
        reversed_ = False
        reach = max(0, i - _OPERATOR_REACH)
        for k in range(i - 1, reach - 1, -1):
            word = self.words[k]
            if word in {";", ":", ",", "but", "and"} or (self.items[k].role and word != "HOLDER" and k < i - 2):
                break
            if k not in self.operators or self.operators[k][0] > i:
                continue
            operator = self.operators[k][1]
            if operator == "negator" and reversed_:
                polarity, reversed_ = -polarity, False
            elif operator in ("negator", "neutraliser"):
                polarity, effect = 0, "negated"
            elif operator == "reverser" and effect != "negated":
                polarity, reversed_ = -polarity, True
            elif operator == "hedge":
                effect = effect or "hedged"
            elif operator == "conditional":
                effect = effect or "conditional"
        for k in range(max(0, i - 12), i):
            if k in self.operators and self.operators[k][1] == "conditional" and not effect:
                effect = "conditional"
        return polarity, effect

    def _compose(self, predicate: Predicate, polarity: int, last: int) -> int:
        """In "welcomed the attack on TARGET", which is against the target, a noun between verb and target turns the sign."""
        if predicate.pos != "verb" or predicate.holder != "subject":
            return polarity
        for k in range(last, min(len(self.items), last + 4)):
            if self.items[k].role or self.words[k] in CLAUSE_ENDS:
                return polarity
            match = self.lexicon.predicate_table.match(self.words, k)
            if match and any(p.pos == "noun" for p, _ in match[1]) and self.slots.in_noun_context(k):
                noun = next(p for p, _ in match[1] if p.pos == "noun")
                end = match[0]
                if end + 1 < len(self.words) and self.words[end] in {"on", "of", "against", "for"}:
                    near = range(end + 1, min(len(self.items), end + 4))
                    if any(self.items[m].role for m in near) and noun.polarity < 0:
                        return -polarity
                return polarity
        return polarity
