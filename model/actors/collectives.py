"""States, regions and parties as they act: their names and adjectives with what follows, and where they are mere places.

"Turkish officials" are Turkey, "Turkish coffee" is nobody; "in Texas" is a place; "GOP senators" are the party.
"""

from __future__ import annotations

from model.actors.body_names import BodyNames
from model.actors.cast import Candidate
from model.actors.runs import PLACE_PREPOSITIONS
from model.actors.view import View
from model.closed_classes import FUNCTION_WORDS
from model.gazetteer import Form
from model.lexicon import Lexicon
from model.records import ActorType
from model.segmentation import Sentence

PLACES: frozenset[ActorType] = frozenset({"state", "region"})
_CAPITAL_PREPOSITIONS = PLACE_PREPOSITIONS | frozenset({"at", "to", "from", "outside", "of", "towards", "via"})
_REGION_PREPOSITIONS = PLACE_PREPOSITIONS | frozenset({"at", "from", "of", "via"})
_PRIVATE = frozenset(
    "citizen voter resident tourist migrant refugee victim hostage prisoner student suspect critic opponent rival".split()
)
"""People behind a demonym who act for nobody."""
_PARTY_BODIES = frozenset(
    "leadership establishment majority minority caucus administration base ranks camp side conference voters supporters".split()
)
_LED = frozenset("states cities counties countries nations governments".split())


class Collectives:
    """Reads what a state, a region or a party does where it is named."""

    def __init__(self, view: View, bodies: BodyNames, lexicon: Lexicon) -> None:
        self.view = view
        self.bodies = bodies
        self.lexicon = lexicon
        self.texts = view.texts
        self.lowers = view.lowers
        self.gazetteer = view.gazetteer
        self.posted = {words for words, role in view.gazetteer.roles if role.represents and len(words) == 1}

    def place(self, candidate: Candidate, form: Form, sentence: Sentence) -> tuple[Candidate | None, int]:
        """A state or region: an actor, or in "in Texas", "Austin, Texas" a place."""
        end = candidate.last
        body = self._body(end, sentence, possessive=True)
        if body is not None:
            candidate.last, candidate.kind = body, "metonym"
            return candidate, body
        if self._is_where(candidate, form, sentence):
            candidate.participates = False
            candidate.kind = "place"
        if self.is_modifier(end, sentence) or (form.kind != "capital" and self._is_adjectival(candidate, sentence)):
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

    def demonym(self, candidate: Candidate, sentence: Sentence) -> tuple[Candidate | None, int]:
        """Tells "Turkish officials" and "two Danish envoys", which mean the state, from "Turkish coffee"."""
        end = candidate.last
        if end < sentence.last and self.lowers[end] in self.gazetteer.opposed:
            return Candidate(candidate.first, end + 1, "name", "group", country=candidate.country), end + 1
        body = self._body(end, sentence, possessive=False) if candidate.type in PLACES else None
        if candidate.type == "party":
            if (led := self._led(candidate, sentence)) is not None:
                return led, led.last
            if end < sentence.last and (self.lowers[end] == "party" or self.lowers[end] in _PARTY_BODIES):
                body = end + 1
        if body is None:
            body = self._role_holders(candidate.first if candidate.type in PLACES else end, end, sentence)
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
            if match and not self.view.upper[k] and match[0] <= sentence.last:
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
                named = match[0] < sentence.last and self.view.upper[match[0]]
                if (role.plural and not named) or (single and role.represents and not named):
                    return match[0]
            if self.lowers[k] in FUNCTION_WORDS or self.view.upper[k]:
                return None
        return None

    def party_end(self, end: int, sentence: Sentence) -> int:
        """Over "party", "senators", "leaders" behind a party's short name: "GOP lawmakers"."""
        if end < sentence.last and (self.lowers[end] == "party" or self.lowers[end] in _PARTY_BODIES):
            return end + 1
        return self._role_holders(end, end, sentence) or end

    def is_modifier(self, end: int, sentence: Sentence) -> bool:
        """As in "the Israel-Hamas war", "the Geneva talks", "FBI Director Vail", "House Republican leaders": part of another
        noun."""
        if end >= sentence.last:
            return False
        if self.lowers[end] in {"-", "–"} and end + 1 < sentence.last:
            return self.view.adjacent(end) and self.view.adjacent(end + 1)
        if self.lowers[end] in self.gazetteer.event_nouns or self.bodies.titled_name_at(end, sentence):
            return True
        form = self.gazetteer.form_table.match(self.texts, end)
        return form is not None and form[1][0].kind in ("people", "demonym") and self._is_party(form[1][0])

    def _is_party(self, form: Form) -> bool:
        return self.gazetteer.entities[form.entity].type == "party"

    def is_posting(self, i: int, sentence: Sentence) -> bool:
        """As in "envoy to the UN": where somebody is posted, and no party to what is said."""
        k = i - 1
        if k > sentence.first and self.lowers[k] == "the":
            k -= 1
        return k > sentence.first and self.lowers[k] in {"to", "at"} and (self.lowers[k - 1],) in self.posted
