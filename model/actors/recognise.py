"""Finds the spans that name actors: gazetteer forms (model.actors.forms), bodies (body_names), persons (people) and other runs
of capitals (runs).

Whether a capital at a sentence's start is a name is decided by evidence: the gazetteer, the same word capitalised
inside another sentence, or that no list knows the word in lower case. Where two readings begin at one word, the longer wins.
"""

from __future__ import annotations

from collections.abc import Sequence

from model.actors.body_names import BodyNames
from model.actors.cast import Candidate
from model.actors.collectives import Collectives
from model.actors.forms import Forms
from model.actors.people import People
from model.actors.runs import Runs
from model.actors.view import View
from model.closed_classes import FUNCTION_WORDS
from model.gazetteer import Form, Gazetteer
from model.lexicon import Lexicon
from model.segmentation import Segmented, Sentence

_ELECTIONS = frozenset(
    "election elections referendum referendums primary primaries by-election byelection caucus caucuses".split()
)
_VOTES = frozenset(
    "general federal presidential parliamentary legislative local municipal mayoral gubernatorial senate house congressional "
    "regional state provincial special midterm leadership constitutional independence democratic republican".split()
)


def recognise(segmented: Segmented, gazetteer: Gazetteer, lexicon: Lexicon, /) -> list[Candidate]:
    """Candidates in reading order, without overlap."""
    return _Recogniser(segmented, gazetteer, lexicon).run()


class _Recogniser:
    def __init__(self, segmented: Segmented, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self.view = View(segmented, gazetteer)
        self.bodies = BodyNames(self.view)
        self.people = People(self.view, self.bodies)
        self.runs = Runs(self.view, self.bodies, self.people, lexicon)
        self.collectives = Collectives(self.view, self.bodies, lexicon)
        self.forms = Forms(self.view, self.people, self.runs, self.collectives)
        self.texts = self.view.texts
        self.lowers = self.view.lowers
        self.gazetteer = gazetteer

    def run(self) -> list[Candidate]:
        found: list[Candidate] = []
        for sentence in self.view.segmented.sentences:
            i = sentence.first
            while i < sentence.last:
                candidate, i = self._at(i, sentence)
                if candidate is not None:
                    if candidate.type == "party":
                        self.runs.party_ends.add(candidate.last)
                    elif candidate.kind == "place":
                        self.runs.place_ends.add(candidate.last)
                    if found and self._in_brackets_behind(candidate, found[-1]):
                        self._same_as(candidate, found[-1])
                    found.append(candidate)
        self._type_acronyms(found)
        return found

    def _in_brackets_behind(self, candidate: Candidate, before: Candidate) -> bool:
        return (
            candidate.first == before.last + 1
            and self.texts[before.last] == "("
            and candidate.last == candidate.first + 1
        )

    def _same_as(self, candidate: Candidate, before: Candidate) -> None:
        """An acronym in brackets right behind a name plays the part that the name plays, and is of its type."""
        candidate.participates = before.participates
        if candidate.entity is None and before.type not in (None, "person", "state", "region"):
            candidate.type = before.type

    def _type_acronyms(self, found: Sequence[Candidate]) -> None:
        """An acronym is of the type of the name that introduced it, wherever it stands."""
        introduced = {
            self.texts[c.first]: c.type
            for c, before in zip(found[1:], found, strict=False)
            if c.kind == "acronym" and self._in_brackets_behind(c, before)
        }
        for candidate in found:
            if candidate.entity is None and candidate.kind == "acronym":
                candidate.type = introduced.get(self.texts[candidate.first], candidate.type)

    def _at(self, i: int, sentence: Sentence) -> tuple[Candidate | None, int]:
        if not self.view.word[i]:
            return None, i + 1
        form = self.gazetteer.form_table.match(self.texts, i)
        if not self.view.upper[i]:
            if form is None or (self.lowers[i] == "the" and form[0] < sentence.last and self.view.upper[form[0]]):
                return None, i + 1
            return self.forms.at(i, *form, sentence)
        if (
            self.lowers[i] in FUNCTION_WORDS
            and not form
            and not (self.view.capital[i] and self.people.person_at(i, sentence))
        ):
            return None, i + 1
        return self._capital(i, form, sentence)

    def _capital(self, i: int, form: tuple[int, list[Form]] | None, sentence: Sentence) -> tuple[Candidate | None, int]:
        if (code := self._party_code_end(i, sentence)) is not None:
            return None, code
        if form and self._is_vote(form[0], sentence):
            return None, self._vote_end(form[0], sentence)
        if self.texts[i] in self.view.bracketed and not form:
            return Candidate(i, i + 1, "acronym", "organisation"), i + 1
        body = self.bodies.at(i, sentence)
        thing = self.gazetteer.not_actor_table.match(self.texts, i)
        reach = max(form[0] if form else 0, thing[0] if thing else 0)
        if body is not None and body.last > reach:
            return self._body_candidate(body, sentence)
        person = self.people.person(i, sentence)
        if person is not None and person.last > reach:
            circle = self.bodies.around_person(i, person.last, sentence)
            return circle or person, (circle or person).last
        titled, start = (None, i) if form else self.people.titled(i, sentence)
        if titled is not None:
            return titled, titled.last
        if thing and thing[0] >= reach:
            longer = thing[0] == i + 1 and self.view.goes_on(thing[0], sentence)
            return self.runs.unknown(i, sentence) if longer else (None, thing[0])
        if form:
            return self.forms.at(i, *form, sentence)
        return (None, start) if start > i else self.runs.unknown(i, sentence)

    def _body_candidate(self, body: Candidate, sentence: Sentence) -> tuple[Candidate | None, int]:
        if self._is_vote(body.last, sentence):
            return None, self._vote_end(body.last, sentence)
        members = body.type == "party" and self.lowers[body.last - 1].endswith("s")
        modifies = not members and self.collectives.is_modifier(body.last, sentence)
        if modifies or self.collectives.is_posting(body.first, sentence):
            body.participates = False
        return body, body.last

    def _party_code_end(self, i: int, sentence: Sentence) -> int | None:
        """The end of "R-Ohio", "D-N.Y.": a party's letter and a place."""
        if self.texts[i] in {"R", "D", "I"} and i + 2 < sentence.last and self.texts[i + 1] in {"-", "–", "."}:
            if self.view.adjacent(i + 1) and self.view.upper[i + 2]:
                form = self.gazetteer.form_table.match(self.texts, i + 2)
                return form[0] if form else i + 3
        return None

    def _is_vote(self, k: int, sentence: Sentence) -> bool:
        """Whether the noun "election" follows, so that a name before it is only part of what is voted on."""
        return self._vote_end(k, sentence) > k

    def _vote_end(self, k: int, sentence: Sentence) -> int:
        m = k
        while m < sentence.last and self.lowers[m] in _VOTES:
            m += 1
        return m + 1 if m < sentence.last and self.lowers[m] in _ELECTIONS else k
