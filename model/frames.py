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

from model.attribution import BE_FORMS
from model.lexicon import PREPOSITIONS, Form, Lexicon, Operator, Predicate
from model.pairs import Item, Role

Slot = frozenset[Role]
Effect = Literal["", "negated", "hedged", "conditional"]

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "no",
        "any",
        "some",
        "such",
        "much",
        "more",
        "most",
        "further",
        "fresh",
        "new",
        "strong",
        "harsh",
        "sharp",
        "fierce",
        "public",
        "full",
        "growing",
        "mounting",
        "widespread",
        "political",
        "military",
        "financial",
        "open",
        "renewed",
        "total",
    ]
)
_VERB_OPENERS = frozenset(
    [
        "to",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "shall",
        "should",
        "must",
        "do",
        "does",
        "did",
        "n't",
        "not",
        "never",
        "we",
        "they",
        "i",
        "you",
        "who",
        "he",
        "she",
        "it",
    ]
)
_CLAUSE_ENDS = frozenset(
    {
        ";",
        ":",
        "—",
        "–",
        "but",
        "while",
        "whereas",
        "although",
        "though",
        "because",
        "after",
        "before",
        "as",
        "when",
        "where",
        "if",
        "unless",
        "since",
    }
)
_SUBJECT_ENDS = frozenset(
    {";", ":", "—", "–", "because", "while", "whereas", "although", "though", "if", "unless", "that"}
)
_LOCATIVES = frozenset({"in", "at", "near", "inside", "outside", "across", "around"})
_OBJECT_CONTROL = frozenset(
    [
        "urge",
        "urged",
        "urges",
        "urging",
        "ask",
        "asked",
        "asks",
        "asking",
        "tell",
        "told",
        "tells",
        "telling",
        "order",
        "ordered",
        "press",
        "pressed",
        "pushed",
        "invite",
        "invited",
        "want",
        "wants",
        "wanted",
        "call",
        "called",
        "calls",
        "calling",
        "for",
        "on",
        "persuade",
        "persuaded",
        "allow",
        "allowed",
        "force",
        "forced",
        "help",
        "helped",
    ]
)
_AUTHOR_PREPOSITIONS = frozenset({"by", "from"})
_SKIPPED = frozenset(
    [
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "being",
        "also",
        "then",
        "later",
        "again",
        "now",
        "already",
        "once",
        "ever",
        "just",
        "only",
        "'s",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "shall",
        "should",
        "must",
        "do",
        "does",
        "did",
    ]
)
_OPERATOR_REACH = 7
_OBJECT_REACH = 14


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
        self.previous_subject: set[Role] = set()
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
            if predicate.holder == "both":
                i = last
            else:
                i = last if last - i > 1 else i + 1

    def _choose(self, i: int, last: int, entries: list[tuple[Predicate, Form]]) -> tuple[Predicate, Form] | None:
        """Tells the verb from the noun of the same form by what stands before it."""
        by_pos = {predicate.pos: (predicate, form) for predicate, form in reversed(entries)}
        if len(by_pos) == 1:
            only = entries[0]
            base_verb = only[0].pos == "verb" and only[1] in ("base", "present")
            if base_verb and last - i == 1 and self._noun_context(i):
                return None
            return only
        if "noun" in by_pos and (self._noun_context(i) or "verb" not in by_pos):
            return by_pos["noun"]
        if "verb" in by_pos:
            return by_pos["verb"]
        return by_pos.get("adjective")

    def _noun_context(self, i: int) -> bool:
        before = self.words[i - 1] if i else ""
        if before in _VERB_OPENERS:
            return False
        if before in _DETERMINERS or before in PREPOSITIONS or before == "'s":
            return True
        return i > 0 and not self.items[i - 1].role and (before.endswith("ing") or before.endswith("ed"))

    def _read(self, predicate: Predicate, form: Form, i: int, last: int) -> Hit:
        polarity, effect = self._operate(predicate.polarity, i)
        if predicate.pos == "noun":
            holders, targets = self._noun_slots(predicate, i, last)
        else:
            holders, targets = self._verb_slots(predicate, form, i, last)
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
        """ "welcomed the attack on TARGET" is against the target: a noun between verb and target turns the sign."""
        if predicate.pos != "verb" or predicate.holder != "subject":
            return polarity
        for k in range(last, min(len(self.items), last + 4)):
            if self.items[k].role or self.words[k] in _CLAUSE_ENDS:
                return polarity
            match = self.lexicon.predicate_table.match(self.words, k)
            if match and any(p.pos == "noun" for p, _ in match[1]) and self._noun_context(k):
                noun = next(p for p, _ in match[1] if p.pos == "noun")
                end = match[0]
                if end + 1 < len(self.words) and self.words[end] in {"on", "of", "against", "for"}:
                    near = range(end + 1, min(len(self.items), end + 4))
                    if any(self.items[m].role for m in near) and noun.polarity < 0:
                        return -polarity
                return polarity
        return polarity

    def _verb_slots(self, predicate: Predicate, form: Form, i: int, last: int) -> tuple[set[Role], set[Role]]:
        passive = form in ("past", "participle") and predicate.pos == "verb" and self._is_passive(i, last)
        subject = self.previous_subject = self._subject(i)
        if passive:
            agent = self._after(last, _AUTHOR_PREPOSITIONS)
            return (subject, agent) if predicate.holder == "object" else (agent, subject)
        inside: set[Role] = {self.items[k].role for k in range(i, last) if self.items[k].role}
        objects = inside or self._objects(last)
        whom = self._object_relative(i)
        if whom:
            objects = whom
        if predicate.holder == "object":
            return objects, subject
        return subject, objects

    def _is_passive(self, i: int, last: int) -> bool:
        k = i - 1
        while k >= 0 and (
            self.words[k].endswith("ly") or self.words[k] in {"n't", "not", "also", "never", "widely", "been", "being"}
        ):
            if self.words[k] in {"been", "being"}:
                return True
            k -= 1
        if k >= 0 and (self.words[k] in BE_FORMS or self.words[k] in {"get", "gets", "got"}):
            return True
        follows = last < len(self.words) and self.words[last] == "by"
        return follows and not self._after(last, frozenset({""}))

    def _subject(self, i: int) -> set[Role]:
        """The nearest noun phrase left of the verb that can be its subject, with what it is coordinated to."""
        k = i - 1
        while k > 0 and (self.words[k] in _SKIPPED or self.words[k].endswith("ly")):
            k -= 1
        if k > 0 and self.words[k] in {"and", "but", "or", "yet", "then"} and self.previous_subject:
            return self.previous_subject
        k = i - 1
        inserted = 0
        controlled = False
        while k >= 0:
            word, item = self.words[k], self.items[k]
            if word in {",", ")"} and (opened := self._insertion_start(k)) is not None:
                k = opened - 1
                continue
            if word in {"who", "which"} or (
                word == "that" and k + 1 < i and self.words[k + 1] in _SKIPPED | {self.words[i]}
            ):
                antecedent = k - 1
                while antecedent >= 0 and not self.items[antecedent].role and k - antecedent < 6:
                    antecedent -= 1
                return self._coordinated(antecedent) if antecedent >= 0 and self.items[antecedent].role else set()
            if word in _SUBJECT_ENDS and k < i - 1:
                return set()
            if item.role:
                before = self.words[k - 1] if k else ""
                if k + 1 < i and self.words[k + 1] == "to" and before in _OBJECT_CONTROL and inserted <= 1:
                    controlled = True
                    k -= 1
                    continue
                if before in PREPOSITIONS and self._has_earlier_role(k):
                    k -= 1
                    inserted += 1
                    continue
                found = self._coordinated(k)
                return found if not controlled or found else set()
            k -= 1
            if i - k > 40:
                break
        return set()

    def _has_earlier_role(self, k: int) -> bool:
        for m in range(k - 1, -1, -1):
            if self.words[m] in _SUBJECT_ENDS:
                return False
            if self.items[m].role:
                return True
        return False

    def _insertion_start(self, k: int) -> int | None:
        """The index of the comma that opens the insertion which `k` closes: ", which borders X," or ", a doctor,"."""
        opener = "(" if self.words[k] == ")" else ","
        for m in range(k - 1, max(-1, k - 16), -1):
            if self.words[m] == opener:
                if m == 0 or k - m < 2:
                    return None
                inside = self.words[m + 1 : k]
                relative = inside[0] in {
                    "who",
                    "which",
                    "whose",
                    "whom",
                    "a",
                    "an",
                    "the",
                    "once",
                    "long",
                    "already",
                }
                role_before = bool(self.items[m - 1].role)
                return m if role_before and (relative or opener == "(" or len(inside) <= 4) else None
        return None

    def _object_relative(self, i: int) -> set[Role]:
        """ "X, whom Y had accused": the object is the antecedent of the pronoun before the subject."""
        for k in range(i - 1, max(-1, i - 7), -1):
            if self.words[k] in {"whom", "which", "that"}:
                between = range(k + 1, i)
                if not any(self.items[m].role for m in between) or "," in self.words[k + 1 : i]:
                    return set()
                for m in range(k - 1, max(-1, k - 3), -1):
                    if self.items[m].role:
                        return {self.items[m].role}
                return set()
        return set()

    def _coordinated(self, k: int) -> set[Role]:
        """The role at `k` and those joined to it on the left by "and" or a comma."""
        roles: set[Role] = {self.items[k].role}
        m = k - 1
        while m > 0 and self.words[m] in {"and", ",", "or", "the"}:
            if self.items[m - 1].role and self.words[m] != "the":
                roles.add(self.items[m - 1].role)
                m -= 2
            elif self.words[m] == "the" or self.words[m - 1] in {"and", ","}:
                m -= 1
            else:
                break
        return roles

    def _objects(self, last: int) -> set[Role]:
        """The first actor after the verb in its clause, with those coordinated to it on the right."""
        for k in range(last, min(len(self.items), last + _OBJECT_REACH)):
            word, item = self.words[k], self.items[k]
            if item.role:
                before = self.words[k - 1]
                if before in _LOCATIVES and k > last:
                    continue
                return self._coordinated_right(k)
            if word in _CLAUSE_ENDS and k > last:
                return set()
            if word == "and" and k + 1 < len(self.words) and self._is_verb(k + 1):
                return set()
        return set()

    def _is_verb(self, k: int) -> bool:
        match = self.lexicon.predicate_table.match(self.words, k)
        return bool(
            match and any(p.pos == "verb" and form in ("past", "present", "participle") for p, form in match[1])
        )

    def _coordinated_right(self, k: int) -> set[Role]:
        roles: set[Role] = {self.items[k].role}
        m = k + 1
        while m + 1 < len(self.items) and self.words[m] in {"and", ",", "or", "the"}:
            step = 2 if self.words[m + 1] in {"and", "the"} else 1
            at = m + step
            if at < len(self.items) and self.items[at].role and not self._starts_clause(at):
                roles.add(self.items[at].role)
                m = at + 1
            else:
                break
        return roles

    def _starts_clause(self, k: int) -> bool:
        """An actor after "and" that has a verb of its own right behind it begins a new clause."""
        return k + 1 < len(self.items) and (self._is_verb(k + 1) or self.words[k + 1] in _SKIPPED - {"'s"})

    def _after(self, last: int, prepositions: frozenset[str], reach: int = 8) -> set[Role]:
        """The actor that one of `prepositions` governs within `reach` items after `last`."""
        for k in range(last, min(len(self.items), last + reach)):
            if self.words[k] in _CLAUSE_ENDS or self.words[k] == ",":
                return set()
            if self.words[k] in prepositions:
                for m in range(k + 1, min(len(self.items), k + 6)):
                    if self.items[m].role:
                        return self._coordinated_right(m)
                    if self.words[m] in PREPOSITIONS or self.words[m] in _CLAUSE_ENDS:
                        break
        return set()

    def _noun_slots(self, predicate: Predicate, i: int, last: int) -> tuple[set[Role], set[Role]]:
        """ "X's criticism of Y", "criticism of Y by X", "X voiced criticism of Y"."""
        holders: set[Role] = set()
        for k in range(i - 1, max(-1, i - 5), -1):
            if self.words[k] == "'s" and k > 0 and self.items[k - 1].role:
                holders = {self.items[k - 1].role}
                break
            if self.items[k].role and k == i - 1:
                holders = {self.items[k].role}
                break
            if self.words[k] in PREPOSITIONS or self.items[k].role:
                break
        holders = holders or self._after(last, _AUTHOR_PREPOSITIONS, reach=12)
        wanted = frozenset(predicate.target_prepositions) - _AUTHOR_PREPOSITIONS
        targets = self._after(last, wanted)
        if not holders and not any(self._is_verb(k) for k in range(max(0, i - 3), i)):
            holders = self._subject(i)
        return holders - targets, targets
