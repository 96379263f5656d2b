"""Names that the lists know, and of several bearers of a name the one that is meant.

A name of one word may be an ordinary word, a person's surname or a small party of a far country: then the article decides.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from model.actors.cast import MENTION_KINDS, Candidate
from model.actors.collectives import PLACES, Collectives
from model.actors.people import People
from model.actors.runs import PLACE_PREPOSITIONS, Runs
from model.actors.view import View
from model.gazetteer import Form
from model.records import ActorType
from model.segmentation import Sentence


class Forms:
    """Reads a form of the gazetteer at a position of a sentence."""

    def __init__(self, view: View, people: People, runs: Runs, collectives: Collectives) -> None:
        self.view = view
        self.people = people
        self.runs = runs
        self.collectives = collectives
        self.texts = view.texts
        self.lowers = view.lowers
        self.gazetteer = view.gazetteer

    def at(self, i: int, end: int, forms: list[Form], sentence: Sentence) -> tuple[Candidate | None, int]:
        """Whom the form at tokens `i:end` names, if anybody, and where to read on."""
        form = self._meant(i, end, forms)
        entity = self.gazetteer.entities[form.entity]
        if end == i + 1 and self._is_surname_here(i, form, sentence):
            return self.runs.unknown(i, sentence)
        if entity.type == "source" and self.lowers[i] == "the" and self.view.goes_on(end, sentence):
            return None, i + 1
        candidate = Candidate(i, end, MENTION_KINDS[form.kind], entity.type, form.entity, entity.country)
        if end == i + 1 and form.kind != "people" and not self._is_certain(i, entity.type, sentence):
            read = self.collectives.demonym(candidate, sentence) if form.kind == "demonym" else None
            return read if read is not None and read[0] is not None and read[0].participates else (None, end)
        if end == i + 1 and not self._is_supported(i, form):
            return self._unsupported(i, form, sentence)
        if entity.name == "West" and (i == 0 or self.lowers[i - 1] != "the"):
            return None, end
        if form.kind == "city":
            self.runs.place_ends.add(end)
            return None, end
        if form.kind == "demonym":
            return self.collectives.demonym(candidate, sentence)
        if entity.type in PLACES:
            return self.collectives.place(candidate, form, sentence)
        if entity.type == "party":
            candidate.last = self.collectives.party_end(end, sentence)
            candidate.kind = "alias" if form.kind == "people" else candidate.kind
        modifies = form.kind != "people" and self.collectives.is_modifier(candidate.last, sentence)
        if modifies or self.collectives.is_posting(i, sentence):
            candidate.participates = False
        return candidate, candidate.last

    def _meant(self, i: int, end: int, forms: list[Form]) -> Form:
        """Of several bearers of a name, the one whose country the article is most about."""
        if len(forms) == 1:
            return forms[0]
        likely = [form for form in forms if end > i + 1 or self._is_supported(i, form)] or forms[:1]
        return max(likely, key=lambda form: self._countries[self.gazetteer.entities[form.entity].country])

    @cached_property
    def _countries(self) -> Counter[str | None]:
        """How often the article names something of each country, by names that have one bearer."""
        counts: Counter[str | None] = Counter()
        for i, upper in enumerate(self.view.upper):
            if not upper or self.texts[i] in self.view.surnames:
                continue
            if (match := self.gazetteer.form_table.match(self.texts, i)) and len(match[1]) == 1:
                counts[self.gazetteer.entities[match[1][0].entity].country] += 1
        del counts[None]
        return counts

    def _is_certain(self, i: int, type_: ActorType, sentence: Sentence) -> bool:
        """Whether a single word is the name it looks like: no ordinary word that opens a sentence or a longer name."""
        if not self.view.upper[i] or type_ in ("state", "region", "bloc", "group") or not self.view.ordinary(i):
            return True
        longer = i + 1 < sentence.last and self.view.upper[i + 1] and self.view.adjacent(i + 1) is False
        return self.view.capital[i] and not (longer and type_ in ("source", "company"))

    def _is_supported(self, i: int, form: Form) -> bool:
        """Whether the article speaks of the country of a party with a short or ordinary name ("PP", "Action", "Liberals")."""
        entity = self.gazetteer.entities[form.entity]
        if entity.type != "party" or entity.country in (None, "US"):
            return True
        if form.kind == "acronym" and len(self.texts[i]) > 3:
            return True
        return not (form.kind == "acronym" or self.view.ordinary(i)) or self._countries[entity.country] > 0

    def _unsupported(self, i: int, form: Form, sentence: Sentence) -> tuple[Candidate | None, int]:
        """Such a name without its country: some party's where the word is political, else what its neighbours tell."""
        if self.lowers[i] in self.gazetteer.name_words.political and form.kind != "demonym" and self.view.capital[i]:
            return Candidate(i, i + 1, "alias", "party"), i + 1
        titled, _ = self.people.titled(i, sentence)
        if titled is not None:
            return titled, titled.last
        return self.runs.unknown(i, sentence) if form.kind == "acronym" else (None, i + 1)

    def _is_surname_here(self, i: int, form: Form, sentence: Sentence) -> bool:
        """Whether the article knows a person of that name ("Jim Jordan … Jordan"), and no place is meant."""
        if self.texts[i] not in self.view.surnames or form.kind in ("acronym", "demonym", "people"):
            return False
        country = self.gazetteer.entities[form.entity].country
        if form.kind in ("name", "capital") and self._countries[country]:
            return False
        return i == sentence.first or self.lowers[i - 1] not in PLACE_PREPOSITIONS
