"""Names that no list knows: runs of capitals, told to be persons, bodies or outlets by titles, words and what stands beside."""

from __future__ import annotations

from model.actors.body_names import BodyNames
from model.actors.cast import Candidate
from model.actors.view import View, is_acronym
from model.closed_classes import CALENDAR, FUNCTION_WORDS
from model.gazetteer import Gender, Title
from model.lexicon import Lexicon
from model.records import ActorType
from model.segmentation import Sentence

PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le bin ibn bint al el ul ur abu ben ter ten af zu".split()
)
PLACE_PREPOSITIONS = frozenset("in across inside outside around into through near throughout within".split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SURNAME_MONTHS = frozenset({"may", "march"})
_MAX_NAME_TOKENS = 8
_LIST = 8
_OUTLET_NOUNS = frozenset(
    "newspaper daily weekly broadcaster magazine tabloid broadsheet website newswire radio tv channel outlet".split()
)
_MONUMENTS = frozenset(
    "memorial monument airport stadium library museum prize award center centre highway avenue street county township district "
    "city island islands school".split()
)
"""What is named after a person, and is none."""
_THRONES = frozenset(
    {"king", "queen", "prince", "princess", "pope", "lord", "lady", "emperor", "empress", "sultan", "emir"}
)
"""Titles that are a part of a name of one word: "Pope Francis"."""
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
    """Reads runs of capitals at a position of a sentence. `place_ends` and `party_ends` are where names of places and
    parties ended so far: what is listed with them is one too."""

    def __init__(self, view: View, bodies: BodyNames, lexicon: Lexicon) -> None:
        self.view = view
        self.lexicon = lexicon
        self.word_class = lexicon.connotations.word_class
        self.place_ends: set[int] = set()
        self.party_ends: set[int] = set()
        self.bodies = bodies
        self.tokens = view.tokens
        self.texts = view.texts
        self.lowers = view.lowers
        self.upper = view.upper
        self.gazetteer = view.gazetteer

    def titled(self, i: int, sentence: Sentence) -> tuple[Candidate | None, int]:
        """The person behind the titles that begin at `i` ("Foreign Minister Dahl"), and where the titles end."""
        start, titles, gender = self._titles(i, sentence)
        if not titles or start >= sentence.last or not self.upper[start]:
            return None, start
        if self.lowers[start] in FUNCTION_WORDS or self._is_listed(start, sentence):
            return None, start
        end = self._name_end(start, sentence)
        known = gender or self.gazetteer.given_names.get(self.texts[start])
        first = start - 1 if end == start + 1 and titles[-1] in _THRONES and self.upper[start - 1] else start
        return Candidate(first, end, "name", "person", gender=known, titles=titles), end

    def person(self, i: int, sentence: Sentence) -> Candidate | None:
        """A given name or initial before another capital: "April Moore", "Chad Ellis", "J. R. Hale"."""
        if not self.person_at(i, sentence):
            return None
        end = self._name_end(i, sentence)
        if end == i + 1 or self.lowers[end - 1] in self.gazetteer.event_nouns | _MONUMENTS:
            return None
        gender = self.gazetteer.given_names.get(self.texts[i])
        return Candidate(i, end, "name", "person", gender=gender, titles=self._title_before(i, sentence))

    def person_at(self, i: int, sentence: Sentence) -> bool:
        """Whether a given name or initial stands here before another capital that no list knows as something else."""
        j = i + 1
        initial = len(self.texts[i]) == 1
        if initial and j < sentence.last and self.texts[j] == "." and self.view.adjacent(j):
            j += 1
            initial = self.texts[i] not in "AI" or (j < sentence.last and len(self.texts[j]) == 1)
        given = self.texts[i] in self.gazetteer.given_names
        if not (given or (initial and j > i + 1)) or j >= sentence.last or not self.view.word[j]:
            return False
        if not self.upper[j]:
            return given and self.lowers[j] in PARTICLES and self._particles_lead_on(j, sentence)
        if self.view.headline[j] and not self.view.capital[j]:
            return False
        if self.lowers[j] in CALENDAR:
            return self._may_be_surname(i, j)
        form = self.gazetteer.form_table.match(self.texts, j)
        surname = form is None or (
            given
            and form[0] == j + 1
            and form[1][0].kind in ("capital", "city", "name")
            and not is_acronym(self.texts[j])
        )
        return (
            surname
            and self.lowers[j] not in self.gazetteer.type_nouns
            and not self._is_thing(i, j)
            and not (self.gazetteer.title_table.match(self.lowers, j) and self.bodies.titled_name_at(j, sentence))
        )

    def _may_be_surname(self, given: int, k: int) -> bool:
        """As in "Theresa May": the one month that is a surname, behind a name that is no word."""
        return self.lowers[k] in _SURNAME_MONTHS and not self.view.ordinary(given)

    def _is_thing(self, i: int, j: int) -> bool:
        """Whether what stands behind a given name is a thing of its own; a single word may be a surname ("Andra Day")."""
        thing = self.gazetteer.not_actor_table.match(self.texts, j)
        return thing is not None and (thing[0] > j + 1 or self.view.ordinary(i))

    def unknown(self, i: int, sentence: Sentence) -> tuple[Candidate | None, int]:
        """Any other run of capitals at `i`, and where to read on."""
        if not self.view.capital[i]:
            return None, i + 1
        end = self._name_end(i, sentence)
        circle = self.bodies.around_person(i, end, sentence)
        if circle is not None:
            return circle, circle.last
        type_ = self._type_of(i, end, sentence)
        if type_ is None:
            return None, end
        kind = "acronym" if end == i + 1 and is_acronym(self.texts[i]) else "name"
        candidate = Candidate(i, end, "acronym" if kind == "acronym" else "name", type_)
        if type_ == "person":
            candidate.gender = self.gazetteer.given_names.get(self.texts[i])
            candidate.titles = self._title_before(i, sentence)
        return candidate, end

    def _is_listed(self, start: int, sentence: Sentence) -> bool:
        """Whether a list knows what stands here as something else than a person."""
        form = self.gazetteer.form_table.match(self.texts, start)
        if form is not None and not self.person_at(start, sentence):
            return form[0] > start + 1 or self.texts[start] not in self.view.surnames
        return self.gazetteer.not_actor_table.match(self.texts, start) is not None and not self.person_at(
            start, sentence
        )

    def _title_before(self, i: int, sentence: Sentence) -> tuple[str, ...]:
        """Titles written in lower case: "prime minister Adu"."""
        for k in range(max(sentence.first, i - 3), i):
            match = self.gazetteer.title_table.match(self.lowers, k)
            if match is not None and match[0] == i:
                return (" ".join(match[1][0].words),)
        return ()

    def _titles(self, i: int, sentence: Sentence) -> tuple[int, tuple[str, ...], Gender | None]:
        titles: list[str] = []
        gender: Gender | None = None
        k = i
        while k < sentence.last and (match := self.gazetteer.title_table.match(self.lowers, k)):
            title: Title = match[1][0]
            titles.append(" ".join(title.words))
            gender = gender or title.gender
            k = match[0]
            if k < sentence.last and self.lowers[k] == "." and self.view.adjacent(k):
                k += 1
            if (
                k + 1 < sentence.last
                and self.lowers[k] == "and"
                and self.gazetteer.title_table.match(self.lowers, k + 1)
            ):
                if self.upper[k + 1]:
                    k += 1
        return k, tuple(titles), gender

    def _name_end(self, start: int, sentence: Sentence) -> int:
        """The end of the run of capitals that begins at `start`, over particles, initials, hyphens and suffixes."""
        k = start + 1
        while k < sentence.last and k - start < _MAX_NAME_TOKENS:
            text = self.texts[k]
            follows = k + 1 < sentence.last and self.upper[k + 1]
            if self.upper[k]:
                if self.view.headline[k] and not self.view.capital[k]:
                    break
                if self.lowers[k] in CALENDAR and not (k == start + 1 and self._may_be_surname(start, k)):
                    break
                if not self.view.adjacent(k) and self._begins_another(k, start, sentence):
                    break
                k += 1
            elif (
                (text == "." and self.view.adjacent(k) and len(self.texts[k - 1]) == 1 and follows)
                or (text == "," and follows and self.lowers[k + 1] in _SUFFIXES)
                or (text in {"-", "&", "'"} and self.view.adjacent(k) and follows and self._is_joined(k + 1))
                or (self.lowers[k] in PARTICLES and self._particles_lead_on(k, sentence))
            ):
                k += 1
            elif text == "-" and self.view.adjacent(k) and self._is_second_half(k + 1, start, sentence):
                k += 2
            else:
                break
        while k > start + 1 and not self.view.word[k - 1]:
            k -= 1
        return k

    def _is_joined(self, k: int) -> bool:
        """Whether a capital right behind a hyphen goes on with a name, and is no name of its own ("Israel-Hamas")."""
        return self.view.adjacent(k) and self.gazetteer.form_table.match(self.texts, k) is None

    def _is_second_half(self, k: int, start: int, sentence: Sentence) -> bool:
        """As in "Kim Jong-un", "Park Ji-won": a short lower-case part behind a family name that comes first."""
        if k >= sentence.last or not self.view.adjacent(k) or not self.view.word[k] or self.upper[k]:
            return False
        first = self.texts[start] in self.gazetteer.given_names and len(self.texts[start]) <= 6
        return not self.view.ordinary(k) or (first and k - start == 3 and len(self.texts[k]) <= 5)

    def _begins_another(self, k: int, start: int, sentence: Sentence) -> bool:
        """Whether a name of something else, or a titled person, begins at `k` inside the run."""
        if self.bodies.titled_name_at(k, sentence):
            return True
        form = self.gazetteer.form_table.match(self.texts, k)
        if form is not None and not (form[0] == k + 1 and self._is_surname(k, start, sentence)):
            return form[1][0].kind != "city" or k - start >= 2
        return k - start >= 2 and self.gazetteer.not_actor_table.match(self.texts, k) is not None

    def _is_surname(self, k: int, start: int, sentence: Sentence) -> bool:
        """As in "Michael Jordan", "Denzel Washington": a place's name right behind a given name, at the run's end."""
        if is_acronym(self.texts[k]) or self.texts[k] in self.view.surnames:
            return self.texts[k] in self.gazetteer.given_names or not is_acronym(self.texts[k])
        last = k + 1 == sentence.last or not self.upper[k + 1]
        return self.texts[k] in self.gazetteer.given_names or (last and self.texts[k - 1] in self.gazetteer.given_names)

    def _particles_lead_on(self, k: int, sentence: Sentence) -> bool:
        """Whether a capital or hyphen follows the particles at `k`: "van der Berg", "al-Sisi"."""
        while k < sentence.last and self.lowers[k] in PARTICLES:
            k += 1
        return k < sentence.last and (self.upper[k] or self.texts[k] == "-")

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
        if self.texts[last] in self.view.surnames or self.lowers[last] in _SUFFIXES:
            return True
        if len(words) > 1 and self.texts[first] in self.gazetteer.given_names:
            return True
        return bool(self._title_before(i, sentence))

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
            k, items = self._name_end(k, sentence), items + 1
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
