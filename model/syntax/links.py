"""Links between heads: subjects, objects, agents, modifiers, complements, by what stands next to each group.

subject, passive subject, object, second object     of a verb
author                                              the "by" of a passive
is, is not                                          predicate noun or adjective -> its subject
of, on, against, …                                  a noun and what its preposition leads to
verb of, verb on, …                                 a verb and what its preposition leads to
modifier, possessor, apposition, coordinated        inside noun groups
relative, participle, infinitive, clause, and verb  a verb below a noun or another verb
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from model.connotations import WordClass
from model.pairs import Item
from model.syntax.chunks import Chunk, chunk, is_time
from model.syntax.tags import Tag, tag


class Link(NamedTuple):
    """Items `governor` and `dependent` stand in `relation`."""

    governor: int
    relation: str
    dependent: int


@dataclass(frozen=True)
class Parse:
    """Tags of all items, links sorted by governor, and the heads of negated verb groups."""

    tags: tuple[Tag, ...]
    links: tuple[Link, ...]
    negated: frozenset[int]

    @cached_property
    def above(self) -> dict[int, list[Link]]:
        """The links in which an item is the dependent."""
        found: dict[int, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.dependent, []).append(link)
        return found


def parse(
    items: Sequence[Item],
    word_class: Callable[[str], WordClass],
    past_forms: frozenset[str],
    reporting: Container[str],
) -> Parse:
    """Parses `items`. `reporting` holds the verbs whose clause may stand before them ("…, Dahl said")."""
    tags = tag(items, word_class, past_forms)
    chunks = chunk(items, tags)
    linker = _Linker(items, tags, chunks, reporting)
    negated = frozenset(c.head for c in chunks if c.negated)
    return Parse(tuple(tags), tuple(sorted(set(linker.run()))), negated)


class _Linker:
    """`subject` are the noun heads that wait for their verb; `verb` the latest verb group; `waiting` the one that may
    still take an object; `preposition` the word and governors that wait for a noun; `suspended` what a relative clause
    keeps from its verb; `antecedent` the noun that is the object of a relative clause."""

    def __init__(
        self, items: Sequence[Item], tags: Sequence[Tag], chunks: Sequence[Chunk], reporting: Container[str]
    ) -> None:
        self.items = items
        self.tags = tags
        self.chunks = chunks
        self.reporting = reporting
        self.links: list[Link] = []
        self.negated = {c.head for c in chunks if c.negated}
        self.subjects_of: dict[int, list[int]] = {}
        self.objects_of: dict[int, list[int]] = {}
        self.subject: list[int] | None = None
        self.noun: int | None = None
        self.noun_chunk = -1
        self.verb: Chunk | None = None
        self.root: Chunk | None = None
        self.waiting: Chunk | None = None
        self.inverted: Chunk | None = None
        self.preposition: tuple[str, list[tuple[int, str]]] | None = None
        self.clause_of: int | None = None
        self.suspended: int | None = None
        self.antecedent: int | None = None

    def run(self) -> list[Link]:
        for k, c in enumerate(self.chunks):
            if c.kind == "nouns":
                self._nouns(k, c)
            elif c.kind == "adjectives":
                self._adjectives(c)
            elif c.kind == "verbs":
                self._verbs(k, c)
            elif c.kind == "preposition":
                self._prepositions(k, c)
            elif c.kind in ("relative", "subordinator"):
                self._opens_clause(k, c)
            elif c.kind == "coordinator":
                if self._kind(k + 1) != "nouns" or self._kind(k - 1) == "comma":
                    self.waiting = None
                self.preposition = self.preposition if self._kind(k + 1) == "preposition" else None
            elif c.kind == "comma":
                self.waiting = self.preposition = None
            elif c.kind == "stop":
                self.waiting = self.preposition = self.subject = self.suspended = None
                if self.items[c.head].word in {".", "?", "!", ";"}:
                    self.verb = self.root = None
        return self.links

    def _kind(self, k: int) -> str:
        return self.chunks[k].kind if 0 <= k < len(self.chunks) else ""

    def _link(self, governor: int, relation: str, dependents: Sequence[int]) -> None:
        self.links += [Link(governor, relation, d) for d in dependents if d != governor]

    def _nouns(self, k: int, c: Chunk) -> None:
        head = c.head
        self._link(head, "modifier", [i for i in range(c.first, head) if self.tags[i] in ("adjective", "noun", "name")])
        if self._kind(k - 1) == "possessive" and self.noun is not None:
            self._link(head, "possessor", [self.noun])
        if self._kind(k + 1) != "possessive":
            self._place(k, head)
        self.noun, self.noun_chunk = head, k

    def _place(self, k: int, head: int) -> None:
        """Gives a noun its governor: a preposition, a verb that waits for an object, the noun before it, or none yet."""
        before = self._kind(k - 1)
        if self.inverted is not None:
            self._be_subject(self.inverted, [head], "subject")
            self.inverted = None
        elif self.preposition is not None:
            word, governors = self.preposition
            self.preposition = None
            for governor, prefix in governors:
                self._link(governor, prefix + word, [head])
        elif self.waiting is not None:
            verb, self.waiting = self.waiting, None
            if verb.voice == "copula":
                self._predicate(verb, head)
            else:
                self._link(verb.head, "second object" if verb.voice == "passive" else "object", [head])
                self.objects_of.setdefault(verb.head, []).append(head)
        elif before == "coordinator" and self._kind(k - 2) == "nouns" and self.noun is not None:
            self._coordinate(self.noun, head)
        elif self._is_apposition(k, head):
            assert self.noun is not None
            self._link(head, "apposition", [self.noun])
            self.subject = self.subject or [head]
        elif self.subject is None or self._kind(k + 1) in ("verbs", "relative"):
            self.subject = [head]

    def _is_apposition(self, k: int, head: int) -> bool:
        if self.noun is None:
            return False
        if self._kind(k - 1) == "nouns":
            return bool(self.items[head].role or self.items[self.noun].role) and not is_time(self.items[self.noun])
        enclosed = self._kind(k - 1) == "comma" and self._kind(k - 2) == "nouns"
        return enclosed and self._kind(k + 1) in ("comma", "preposition", "")

    def _coordinate(self, first: int, second: int) -> None:
        """The second of two coordinated nouns stands where the first does."""
        self.links += [Link(second, "coordinated", first), Link(first, "coordinated", second)]
        if self.subject is not None and first in self.subject:
            self.subject = [*self.subject, second]
        shared = [link for link in self.links if link.dependent == first and link.relation not in _WITHIN_NOUNS]
        self.links += [Link(link.governor, link.relation, second) for link in shared]

    def _adjectives(self, c: Chunk) -> None:
        if self.waiting is not None and self.waiting.voice == "copula":
            self._predicate(self.waiting, c.head)
            self.waiting = None

    def _predicate(self, copula: Chunk, head: int) -> None:
        relation = "is not" if copula.negated else "is"
        self._link(head, relation, self.subjects_of.get(copula.head, []))

    def _prepositions(self, k: int, c: Chunk) -> None:
        word = self.items[c.head].word
        before = self.chunks[k - 1] if k else None
        governors: list[tuple[int, str]] = []
        if word == "by" and before is not None and before.voice in ("passive", "reduced"):
            governors = [(before.head, "verb ")]
        else:
            if before is not None and before.kind in ("nouns", "adjectives"):
                governors.append((before.head, ""))
                if self.links and self.links[-1].dependent == before.head and self.links[-1].relation == "of":
                    governors.append((self.links[-1].governor, ""))
            elif before is not None and before.kind == "verbs":
                governors.append((before.head, "verb "))
            beyond = word != "of" and (before is None or before.kind != "verbs")
            if beyond and self.verb is not None and self.verb.voice != "copula":
                governors.append((self.verb.head, "verb "))
        self.preposition = (word, governors)
        self.waiting = None

    def _opens_clause(self, k: int, c: Chunk) -> None:
        if c.kind == "relative" and self._kind(k - 1) in ("nouns", "comma", "preposition"):
            self.suspended = self.noun
            self.antecedent = self.noun if self._kind(k + 1) == "nouns" else None
        if self.items[c.head].word == "that" and c.kind == "subordinator":
            self.clause_of = self.verb.head if self.verb is not None else self.noun
        self.waiting = self.preposition = self.subject = None

    def _verbs(self, k: int, c: Chunk) -> None:
        before = self._kind(k - 1)
        of_previous = self.subjects_of.get(self.verb.head, []) if self.verb is not None else []
        subjects: list[int] = []
        finite = False
        if before == "infinitive":
            subjects = self._infinitive(k, c, of_previous)
        elif before == "relative":
            if self.noun is not None:
                self._link(self.noun, "relative", [c.head])
                subjects = [self.noun]
        elif c.voice == "gerund":
            subjects = self._gerund(k, c, of_previous)
        elif c.voice == "reduced":
            subjects = [self.noun] if before == "nouns" and self.noun is not None else self.subject or []
        elif before == "coordinator" and self.verb is not None:
            subjects = of_previous
            self._link(self.verb.head, "and verb", [c.head])
        else:
            subjects = self._finite(k, c, of_previous)
            finite = True
        self._be_subject(c, subjects, _SUBJECT_RELATION.get(c.voice, "subject"))
        if finite and self.root is None:
            self.root = c
        self.verb = c
        self.waiting = None if c.voice == "reduced" or self.inverted is c else c
        self.subject = self.preposition = self.clause_of = None

    def _be_subject(self, verb: Chunk, subjects: list[int], relation: str) -> None:
        if subjects:
            self.subjects_of[verb.head] = subjects
            self._link(verb.head, relation, subjects)

    def _infinitive(self, k: int, c: Chunk, of_previous: list[int]) -> list[int]:
        """ "urged X to leave": X leaves; "wants to leave": whoever wants."""
        if self.verb is None:
            if self.noun is not None:
                self._link(self.noun, "infinitive", [c.head])
            return []
        self._link(self.verb.head, "infinitive", [c.head])
        if self.noun is not None and self.noun_chunk == k - 2:
            self._link(self.noun, "infinitive", [c.head])
        return self.objects_of.get(self.verb.head, of_previous)

    def _gerund(self, k: int, c: Chunk, of_previous: list[int]) -> list[int]:
        if self.preposition is not None and self._kind(k - 1) == "preposition":
            word, governors = self.preposition
            for governor, prefix in governors:
                self._link(governor, prefix + word, [c.head])
            return of_previous
        if self._kind(k - 1) == "nouns" and self.noun is not None:
            self._link(self.noun, "participle", [c.head])
            return [self.noun]
        if self.verb is not None:
            self._link(self.verb.head, "participle", [c.head])
        return of_previous

    def _finite(self, k: int, c: Chunk, of_previous: list[int]) -> list[int]:
        """The subject of a finite verb; links it below the verb whose clause it is in, or above one it reports."""
        reports = self.items[c.head].word in self.reporting
        if self.subject is None and self.suspended is not None:
            suspended, self.suspended = self.suspended, None
            return [suspended]
        if self.subject is None and reports and self._kind(k - 1) in ("comma", "stop", "") and self.root is not None:
            self.inverted = c
            self._link(c.head, "clause", [self.root.head])
            return []
        if self.clause_of is not None:
            self._link(self.clause_of, "clause", [c.head])
        elif self.waiting is not None and self.waiting is self.verb:
            self._link(self.waiting.head, "clause", [c.head])
        elif reports and self.root is not None and self.verb is not None:
            self._link(c.head, "clause", [self.root.head])
        if self.antecedent is not None and self.subject is not None:
            self._link(self.antecedent, "relative", [c.head])
            self._link(c.head, "object", [self.antecedent])
            self.antecedent = None
            return self.subject
        if self.subject is not None:
            return self.subject
        if self.verb is None:
            return []
        if self._kind(k - 1) == "comma":
            return of_previous
        return [self.noun] if self.noun is not None and self._kind(k - 1) in ("nouns", "preposition") else []


_WITHIN_NOUNS = frozenset({"modifier", "possessor", "apposition", "coordinated", "is", "is not"})
_SUBJECT_RELATION = {"passive": "passive subject", "reduced": "passive subject", "copula": "copula subject"}
