"""Finds the spans that name actors: gazetteer forms, bodies (model.actors.body_names) and other runs of capitals
(model.actors.runs).

Whether a capital at a sentence's start is a name is decided by evidence: the gazetteer, the same word capitalised
inside another sentence, or that no list knows the word in lower case. Where two readings begin at one word, the longer wins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from model.actors.body_names import BodyNames
from model.actors.cast import MENTION_KINDS, Candidate
from model.actors.runs import PLACE_PREPOSITIONS, Runs
from model.actors.view import View
from model.closed_classes import CALENDAR, FUNCTION_WORDS
from model.gazetteer import Form, Gazetteer
from model.lexicon import Lexicon
from model.records import ActorType
from model.segmentation import Segmented, Sentence

_CAPITAL_PREPOSITIONS = PLACE_PREPOSITIONS | frozenset({"at", "to", "from", "outside", "of", "towards", "via"})
_REGION_PREPOSITIONS = PLACE_PREPOSITIONS | frozenset({"at", "from", "of", "via"})
_PLACES: frozenset[ActorType] = frozenset({"state", "region"})
_ELECTIONS = frozenset(
    "election elections referendum referendums primary primaries by-election byelection caucus caucuses".split()
)
_VOTES = frozenset(
    "general federal presidential parliamentary legislative local municipal mayoral gubernatorial senate house congressional "
    "regional state provincial special midterm leadership constitutional independence democratic republican".split()
)

_PRIVATE = frozenset(
    "citizen voter resident tourist migrant refugee victim hostage prisoner student suspect critic opponent rival".split()
)
"""People behind a demonym who act for nobody."""
_PARTY_BODIES = frozenset(
    "leadership establishment majority minority caucus administration base ranks camp side conference voters supporters".split()
)
_LED = frozenset("states cities counties countries nations governments".split())


def recognise(segmented: Segmented, gazetteer: Gazetteer, lexicon: Lexicon, /) -> list[Candidate]:
    """Candidates in reading order, without overlap."""
    return _Recogniser(segmented, gazetteer, lexicon).run()


class _Recogniser:
    def __init__(self, segmented: Segmented, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self.view = View(segmented, gazetteer)
        self.bodies = BodyNames(self.view)
        self.runs = Runs(self.view, self.bodies, lexicon)
        self.tokens = segmented.tokens
        self.texts = self.view.texts
        self.lowers = self.view.lowers
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.posted = {words for words, role in gazetteer.roles if role.represents and len(words) == 1}

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
            return self._form(i, *form, sentence)
        if (
            self.lowers[i] in FUNCTION_WORDS
            and not form
            and not (self.view.capital[i] and self.runs.person_at(i, sentence))
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
        person = self.runs.person(i, sentence)
        if person is not None and person.last > reach:
            circle = self.bodies.around_person(i, person.last, sentence)
            return circle or person, (circle or person).last
        titled, start = (None, i) if form else self.runs.titled(i, sentence)
        if titled is not None:
            return titled, titled.last
        if thing and thing[0] >= reach:
            run = self.runs.unknown(i, sentence) if thing[0] == i + 1 and self._goes_on(thing[0], sentence) else None
            return run or (None, thing[0])
        if form:
            return self._form(i, *form, sentence)
        return (None, start) if start > i else self.runs.unknown(i, sentence)

    def _goes_on(self, k: int, sentence: Sentence) -> bool:
        """Whether another word of a name follows right behind ("Baltic Ferries"), but for dates ("29 May Vail said")."""
        if k >= sentence.last or not self.view.capital[k] or self.lowers[k - 1] in CALENDAR:
            return False
        return self.gazetteer.not_actor_table.match(self.texts, k) is None

    def _body_candidate(self, body: Candidate, sentence: Sentence) -> tuple[Candidate | None, int]:
        if self._is_vote(body.last, sentence):
            return None, self._vote_end(body.last, sentence)
        if self._is_modifier(body.last, sentence) or self._is_posting(body.first, sentence):
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

    def _form(self, i: int, end: int, forms: list[Form], sentence: Sentence) -> tuple[Candidate | None, int]:
        form = self._meant(i, end, forms)
        entity = self.gazetteer.entities[form.entity]
        if end == i + 1 and self._is_surname_here(i, form, sentence):
            return self.runs.unknown(i, sentence)
        if entity.type == "source" and self.lowers[i] == "the" and self._goes_on(end, sentence):
            return None, i + 1
        candidate = Candidate(i, end, MENTION_KINDS[form.kind], entity.type, form.entity, entity.country)
        if end == i + 1 and form.kind != "people" and not self._is_certain(i, entity.type, sentence):
            read = self._demonym(candidate, sentence) if form.kind == "demonym" else None
            return read if read is not None and read[0] is not None and read[0].participates else (None, end)
        if end == i + 1 and not self._is_supported(i, form):
            return self._unsupported(i, form, sentence)
        if entity.name == "West" and (i == 0 or self.lowers[i - 1] != "the"):
            return None, end
        if form.kind == "city":
            self.runs.place_ends.add(end)
            return None, end
        if form.kind == "demonym":
            return self._demonym(candidate, sentence)
        if entity.type in _PLACES:
            return self._place(candidate, form, sentence)
        if entity.type == "party":
            candidate.last = self._party_end(end, sentence)
            candidate.kind = "alias" if form.kind == "people" else candidate.kind
        elif entity.type == "organisation" and (party := self._party_of_chamber(end, sentence)):
            return party, party.last
        if self._is_modifier(candidate.last, sentence) or self._is_posting(i, sentence):
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
        titled, _ = self.runs.titled(i, sentence)
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

    def _party_end(self, end: int, sentence: Sentence) -> int:
        """Over "party", "senators", "leaders" behind a party's short name: "GOP lawmakers"."""
        if end < sentence.last and (self.lowers[end] == "party" or self.lowers[end] in _PARTY_BODIES):
            return end + 1
        return self._role_holders(end, end, sentence) or end

    def _party_of_chamber(self, end: int, sentence: Sentence) -> Candidate | None:
        """As in "Senate Republicans", "House Democrats": the party's members there."""
        if end >= sentence.last or not self.view.upper[end]:
            return None
        match = self.gazetteer.form_table.match(self.texts, end)
        if match is None or match[1][0].kind not in ("people", "demonym"):
            return None
        entity = self.gazetteer.entities[match[1][0].entity]
        if entity.type != "party":
            return None
        last = match[0] if match[1][0].kind == "people" else self._role_holders(end, match[0], sentence)
        if last is None:
            return None
        return Candidate(end, last, "alias", "party", match[1][0].entity, entity.country)

    def _place(self, candidate: Candidate, form: Form, sentence: Sentence) -> tuple[Candidate | None, int]:
        """A state or region: an actor, or in "in Texas", "Austin, Texas" a place."""
        end = candidate.last
        body = self._body(end, sentence, possessive=True)
        if body is not None:
            candidate.last, candidate.kind = body, "metonym"
            return candidate, body
        if self._is_where(candidate, form, sentence):
            candidate.participates = False
            candidate.kind = "place"
        if self._is_modifier(end, sentence) or (form.kind != "capital" and self._is_adjectival(candidate, sentence)):
            candidate.participates = False
        return candidate, end

    def _is_where(self, candidate: Candidate, form: Form, sentence: Sentence) -> bool:
        i = candidate.first
        before = self.lowers[i - 1] if i > sentence.first else ""
        at = i - 1
        if before == "the" and i - 1 > sentence.first:
            at = i - 2
            before = self.lowers[at]
        if form.kind == "capital":
            return before in _CAPITAL_PREPOSITIONS and not self._stance_before(at)
        if before == "," and at > sentence.first and self.view.upper[at - 1]:
            town = self.gazetteer.form_table.match(self.texts, at - 1)
            return candidate.type == "region" and (town is None or town[1][0].kind == "city")
        if candidate.type == "region" and before in _REGION_PREPOSITIONS:
            noun = self.lowers[at - 1] if at > sentence.first else ""
            return noun != "state" and not self._stance_before(at)
        if candidate.last < sentence.last and self.lowers[candidate.last] == "'s":
            return False
        where = before in PLACE_PREPOSITIONS or (form.kind == "metonym" and before == "at")
        return where and not self._stance_before(at)

    def _is_adjectival(self, candidate: Candidate, sentence: Sentence) -> bool:
        """As in "U.S. border", "Texas law", "Ohio voters": what a demonym would say as well."""
        k = candidate.last
        if candidate.type == "state" and candidate.kind != "acronym":
            return False
        if k >= sentence.last or not self.lowers[k].isalpha() or self.lowers[k] in FUNCTION_WORDS:
            return False
        if self.view.capital[k]:
            return self.gazetteer.form_table.match(self.texts, k) is None
        if self.lowers[k] in self.lexicon.reporting or self.lowers[k] in self.lexicon.predicate_table:
            return False
        if self.gazetteer.role_table.match(self.lowers, k):
            return True
        objects = k + 1 < sentence.last and self.lowers[k + 1] in {"to", "the", "a", "an", "its"}
        return self.lexicon.connotations.word_class(self.lowers[k]) in ("n", "a") and not (
            objects and self.lowers[k].endswith("s")
        )

    def _stance_before(self, at: int) -> bool:
        """Whether a predicate reaches up to the preposition at `at`: "lashed out at", "criticism of"."""
        for k in range(max(0, at - 3), at):
            match = self.lexicon.predicate_table.match(self.lowers, k)
            if match is not None and match[0] >= at:
                return True
        return False

    def _demonym(self, candidate: Candidate, sentence: Sentence) -> tuple[Candidate | None, int]:
        """Tells "Turkish officials" and "two Danish envoys", which mean the state, from "Turkish coffee"."""
        end = candidate.last
        if end < sentence.last and self.lowers[end] in self.gazetteer.opposed:
            return Candidate(candidate.first, end + 1, "name", "group", country=candidate.country), end + 1
        body = self._body(end, sentence, possessive=False) if candidate.type in _PLACES else None
        if candidate.type == "party":
            if (led := self._led(candidate, sentence)) is not None:
                return led, led.last
            if end < sentence.last and (self.lowers[end] == "party" or self.lowers[end] in _PARTY_BODIES):
                body = end + 1
        if body is None:
            body = self._role_holders(candidate.first if candidate.type in _PLACES else end, end, sentence)
        if body is not None:
            candidate.last = body
            return candidate, body
        candidate.participates = False
        candidate.kind = "demonym"
        return candidate, end

    def _led(self, candidate: Candidate, sentence: Sentence) -> Candidate | None:
        """As in "Republican-led states": a group of their own."""
        k = candidate.last
        if k + 2 < sentence.last and self.texts[k] == "-" and self.lowers[k + 1] in {"led", "run", "controlled"}:
            if self.lowers[k + 2] in _LED:
                return Candidate(candidate.first, k + 3, "name", "group", country=candidate.country)
        return None

    def _body(self, end: int, sentence: Sentence, possessive: bool) -> int | None:
        """The end of "government", "'s foreign ministry" … behind a state's name or demonym, else None."""
        k = end
        if possessive:
            if k < sentence.last and self.lowers[k] == "'s":
                k += 1
        if k < sentence.last and (match := self.gazetteer.body_table.match(self.lowers, k)):
            return match[0] if match[0] <= sentence.last else None
        if (
            k + 1 < sentence.last
            and self.lowers[k].isalpha()
            and self.lowers[k] not in FUNCTION_WORDS
            and not possessive
        ):
            match = self.gazetteer.body_table.match(self.lowers, k + 1)
            if match and not self.tokens[k].is_capital and match[0] <= sentence.last:
                return match[0]
        return None

    def _role_holders(self, first: int, end: int, sentence: Sentence) -> int | None:
        """The end of "envoys" in "two Danish envoys", and of "diplomat" in "an Iranian diplomat", else None."""
        single = first < end and first > sentence.first and self.lowers[first - 1] in {"a", "an", "one", "another"}
        for k in range(end, min(end + 2, sentence.last)):
            match = self.gazetteer.role_table.match(self.lowers, k)
            if match and match[0] <= sentence.last:
                role = match[1][0]
                if role.word in _PRIVATE:
                    return None
                named = match[0] < sentence.last and self.tokens[match[0]].is_capital
                if (role.plural and not named) or (single and role.represents and not named):
                    return match[0]
            if self.lowers[k] in FUNCTION_WORDS or self.tokens[k].is_capital:
                return None
        return None

    def _is_modifier(self, end: int, sentence: Sentence) -> bool:
        """As in "the Israel-Hamas war", "Russia-promoted", "the Geneva talks": part of another noun."""
        if end < sentence.last and self.lowers[end] in {"-", "–"} and end + 1 < sentence.last:
            joined = (
                self.tokens[end].start == self.tokens[end - 1].end
                and self.tokens[end + 1].start == self.tokens[end].end
            )
            return joined
        if end < sentence.last and self.lowers[end] in self.gazetteer.event_nouns:
            return True
        return self.bodies.titled_name_at(end, sentence) if end < sentence.last else False

    def _is_posting(self, i: int, sentence: Sentence) -> bool:
        """As in "envoy to the UN": where somebody is posted, and no party to what is said."""
        k = i - 1
        if k > sentence.first and self.lowers[k] == "the":
            k -= 1
        return k > sentence.first and self.lowers[k] in {"to", "at"} and (self.lowers[k - 1],) in self.posted
