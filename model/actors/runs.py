"""Other runs of capitals: persons, bodies, parties and outlets that no list knows, told by words and by what stands beside."""

from __future__ import annotations

from model.actors.body_names import BodyNames
from model.actors.cast import Candidate
from model.actors.people import SUFFIXES, People
from model.actors.view import View, is_acronym
from model.closed_classes import FUNCTION_WORDS
from model.lexicon import Lexicon
from model.records import ActorType
from model.segmentation import Sentence

PLACE_PREPOSITIONS = frozenset("in across inside outside around into through near throughout within".split())
_LIST = 8
_OUTLET_NOUNS = frozenset(
    "newspaper daily weekly broadcaster magazine tabloid broadsheet website newswire radio tv channel outlet".split()
)
_PARTY_BEHIND = frozenset(
    "party mp mps candidate candidates mla mlas deputy deputies councillor councillors voters".split()
)
_PARTY_BEFORE = frozenset(
    "member members leader leaders candidate candidates chairman chairwoman chair mp mps deputy deputies list party parties "
    "faction founder secretary spokesman spokeswoman coalition".split()
)
_CREEDS = ("ism", "isms", "ist", "ists", "ites", "ese")
_SEATS = frozenset(
    "seat riding parliament constituency battle siege bishop archbishop mayor duke earl marquess viscount count king queen prince governor university".split()
)
_MEMBERS = frozenset("mp mps mla mpp td member members representative deputy senator candidate seat".split())
_AUXILIARIES = frozenset("is was has had will would can could may might must also did does".split())
_AFTER_NO_NAME = frozenset("to of the a an in on at for from by that this it he she they we you i not".split())


class Runs:
    """Reads a run of capitals that no list knows. `place_ends` and `party_ends` are where names of places and parties ended
    so far: what is listed with them is one too."""

    def __init__(self, view: View, bodies: BodyNames, people: People, lexicon: Lexicon) -> None:
        self.view = view
        self.bodies = bodies
        self.people = people
        self.lexicon = lexicon
        self.word_class = lexicon.connotations.word_class
        self.place_ends: set[int] = set()
        self.party_ends: set[int] = set()
        self.texts = view.texts
        self.lowers = view.lowers
        self.gazetteer = view.gazetteer

    def unknown(self, i: int, sentence: Sentence) -> tuple[Candidate | None, int]:
        """Any other run of capitals at `i`, and where to read on."""
        if not self.view.capital[i]:
            return None, i + 1
        end = self.people.name_end(i, sentence)
        circle = self.bodies.around_person(i, end, sentence)
        if circle is not None:
            return circle, circle.last
        type_ = self._type_of(i, end, sentence)
        if type_ is None:
            return None, end
        acronym = end == i + 1 and is_acronym(self.texts[i])
        candidate = Candidate(i, end, "acronym" if acronym else "name", type_)
        if type_ == "person":
            candidate.gender = self.gazetteer.given_names.get(self.texts[i])
            candidate.titles = self.people.title_before(i, sentence)
        return candidate, end

    def _type_of(self, i: int, end: int, sentence: Sentence) -> ActorType | None:
        """A type by words, shape and neighbours; None where the run is more likely a thing or a place."""
        words = [k for k in range(i, end) if self.view.word[k]]
        last = words[-1]
        before = self.lowers[i - 1] if i > sentence.first else ""
        behind = self.lowers[end] if end < sentence.last else ""
        if self.lowers[last] in self.gazetteer.event_nouns | self.gazetteer.name_words.places:
            return None
        if len(words) == 1 and (self.lowers[i] in FUNCTION_WORDS or len(self.texts[i]) < 2):
            return None
        if self._is_outlet(i, end, sentence):
            return "source"
        if self._is_person_name(i, words, sentence):
            return "person"
        if behind in self.gazetteer.event_nouns or behind in self.gazetteer.name_words.places:
            return None
        if self._is_place(i, end, sentence):
            self.place_ends.add(end)
            return None
        if self._is_party(i, end, sentence) or any(self.bodies.is_foreign_political(self.lowers[k]) for k in words):
            return "party"
        if (body := self._introduced_body(words, end, sentence)) is not None:
            return body
        if len(words) == 1 and self.texts[i].isupper() and self.view.ordinary(i):
            return None
        if len(words) == 1 and is_acronym(self.texts[i]):
            return "party" if self._is_listed_with(self.party_ends, i, end, sentence) else "organisation"
        plain = all(self.view.ordinary(k) for k in words)
        if before == "the":
            if len(words) == 1:
                return "group" if self._is_family(i) else None
            return "organisation"
        if len(words) == 1:
            return "person" if self._acts(i, end, sentence) else None
        if plain or len(words) > 4:
            return None
        return "person"

    def _is_person_name(self, i: int, words: list[int], sentence: Sentence) -> bool:
        first, last = words[0], words[-1]
        if self.texts[last] in self.view.surnames or self.lowers[last] in SUFFIXES:
            return True
        if len(words) > 1 and self.texts[first] in self.gazetteer.given_names:
            return True
        return bool(self.people.title_before(i, sentence))

    def _is_family(self, i: int) -> bool:
        """As in "the Bidens": the plural of a surname that the article knows."""
        return self.texts[i].endswith("s") and self.texts[i][:-1] in self.view.surnames

    def _acts(self, i: int, end: int, sentence: Sentence) -> bool:
        """Whether a single word that nothing else explains stands where a person's name does."""
        if self.lowers[i].endswith(_CREEDS):
            return False
        behind = self.lowers[end] if end < sentence.last else ""
        if behind == "'s":
            return True
        verb = behind in self.lexicon.reporting or behind in self.lexicon.predicate_table or behind in _AUXILIARIES
        if self.view.ordinary(i):
            return verb and self.view.capital[i] and self.lowers[i - 1] not in FUNCTION_WORDS
        if verb or not behind.isalpha():
            return True
        if behind in FUNCTION_WORDS:
            return i != self.view.opening(sentence) or behind not in _AFTER_NO_NAME
        return self.word_class(behind) not in ("n", "a")

    def _is_place(self, i: int, end: int, sentence: Sentence) -> bool:
        """By what stands beside: "in X", "the city of X", "MP for X", "X, Texas", "Bristol and X"."""
        before = self.lowers[i - 1] if i > sentence.first else ""
        if before in PLACE_PREPOSITIONS or before == "at":
            return True
        if before in {"of", "for"} and i - 1 > sentence.first:
            noun = self.lowers[i - 2]
            if noun in self.gazetteer.name_words.places or noun in _SEATS or (before == "for" and noun in _MEMBERS):
                return True
        if end + 1 < sentence.last and self.texts[end] == ",":
            form = self.gazetteer.form_table.match(self.texts, end + 1)
            if form is not None and self.gazetteer.entities[form[1][0].entity].type in ("region", "state"):
                return form[1][0].kind in ("name", "alias", "acronym")
        return self._is_listed_with(self.place_ends, i, end, sentence) or self._is_among_places(end, sentence)

    def _is_among_places(self, end: int, sentence: Sentence) -> bool:
        """Whether a list that goes on behind holds a town or region: "Batley, Bradford and Leeds"."""
        k, items = end, 0
        while k + 1 < sentence.last and self.lowers[k] in {",", "and"} and items < _LIST:
            k += 2 if self.lowers[k] == "," and self.lowers[k + 1] == "and" else 1
            if k >= sentence.last or not self.view.capital[k]:
                return False
            form = self.gazetteer.form_table.match(self.texts, k)
            if form is not None:
                kind, type_ = form[1][0].kind, self.gazetteer.entities[form[1][0].entity].type
                return items > 0 and (kind == "city" or (type_ == "region" and kind == "name"))
            k, items = self.people.name_end(k, sentence), items + 1
        return False

    def _is_listed_with(self, ends: set[int], i: int, end: int, sentence: Sentence) -> bool:
        """Whether a name that ends at one of `ends` stands right before, in a list with this one."""
        k = i
        if k > sentence.first and self.lowers[k - 1] == "the":
            k -= 1
        joined = k > sentence.first and self.lowers[k - 1] in {"and", "or", "&"}
        if joined:
            k -= 1
        if k > sentence.first and self.texts[k - 1] in {",", "/"}:
            k -= 1
            joined = joined or (end < sentence.last and self.lowers[end] in {",", "and", "or"} and end - i == 1)
        return joined and k in ends

    def _is_party(self, i: int, end: int, sentence: Sentence) -> bool:
        """By what stands beside: "the Boro party", "a member of Boro", "joined Boro"."""
        behind = self.lowers[end] if end < sentence.last else ""
        if behind in _PARTY_BEHIND:
            return True
        k = i - 1
        if k > sentence.first and self.lowers[k] == "the":
            k -= 1
        if k <= sentence.first:
            return False
        return self.lowers[k] in {"of", "for"} and self.lowers[k - 1] in _PARTY_BEFORE

    def _introduced_body(self, words: list[int], end: int, sentence: Sentence) -> ActorType | None:
        """A body where an acronym of the name follows in brackets: "Euro Rail Verbund (ERV)"."""
        if len(words) < 2 or end + 2 >= sentence.last or self.texts[end] != "(" or self.texts[end + 2] != ")":
            return None
        letters = self.texts[end + 1].replace(".", "")
        if not is_acronym(letters) or letters[0].upper() != self.texts[words[0]][0]:
            return None
        return "party" if any(self.lowers[k] in self.gazetteer.name_words.political for k in words) else "organisation"

    def _is_outlet(self, start: int, end: int, sentence: Sentence) -> bool:
        """As in "told the newspaper X", "X, a broadcaster,": an outlet that no list knows."""
        before = self.lowers[max(sentence.first, start - 3) : start]
        behind = self.lowers[end : min(sentence.last, end + 5)]
        return any(w in _OUTLET_NOUNS for w in before) or (
            behind[:1] == [","] and any(w in _OUTLET_NOUNS for w in behind)
        )
