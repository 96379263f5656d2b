"""Names of persons: behind titles, by given names and initials, over particles, hyphens and suffixes."""

from __future__ import annotations

from model.actors.body_names import BodyNames
from model.actors.cast import Candidate
from model.actors.view import View, is_acronym
from model.closed_classes import CALENDAR, FUNCTION_WORDS
from model.gazetteer import Gender, Title
from model.segmentation import Sentence

PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le bin ibn bint al el ul ur abu ben ter ten af zu".split()
)
_SURNAME_MONTHS = frozenset({"may", "march"})
_MAX_NAME_TOKENS = 8
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_MONUMENTS = frozenset(
    "memorial monument airport stadium library museum prize award center centre highway avenue street county township district "
    "city island islands school".split()
)
"""What is named after a person, and is none."""
_THRONES = frozenset(
    {"king", "queen", "prince", "princess", "pope", "lord", "lady", "emperor", "empress", "sultan", "emir"}
)
"""Titles that are a part of a name of one word: "Pope Francis"."""


class People:
    """Reads the name of a person at a position of a sentence."""

    def __init__(self, view: View, bodies: BodyNames) -> None:
        self.view = view
        self.bodies = bodies
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
        end = self.name_end(start, sentence)
        known = gender or self.gazetteer.given_names.get(self.texts[start])
        first = start - 1 if end == start + 1 and titles[-1] in _THRONES and self.upper[start - 1] else start
        return Candidate(first, end, "name", "person", gender=known, titles=titles), end

    def person(self, i: int, sentence: Sentence) -> Candidate | None:
        """A given name or initial before another capital: "April Moore", "Chad Ellis", "J. R. Hale"."""
        if not self.person_at(i, sentence):
            return None
        end = self.name_end(i, sentence)
        if end == i + 1 or self.lowers[end - 1] in self.gazetteer.event_nouns | _MONUMENTS:
            return None
        gender = self.gazetteer.given_names.get(self.texts[i])
        return Candidate(i, end, "name", "person", gender=gender, titles=self.title_before(i, sentence))

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

    def title_before(self, i: int, sentence: Sentence) -> tuple[str, ...]:
        """Titles written in lower case: "prime minister Adu"."""
        for k in range(max(sentence.first, i - 3), i):
            match = self.gazetteer.title_table.match(self.lowers, k)
            if match is not None and match[0] == i:
                return (" ".join(match[1][0].words),)
        return ()

    def name_end(self, start: int, sentence: Sentence) -> int:
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
                or (text == "," and follows and self.lowers[k + 1] in SUFFIXES)
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

    def _may_be_surname(self, given: int, k: int) -> bool:
        """As in "Theresa May": the one month that is a surname, behind a name that is no word."""
        return self.lowers[k] in _SURNAME_MONTHS and not self.view.ordinary(given)

    def _is_thing(self, i: int, j: int) -> bool:
        """Whether what stands behind a given name is a thing of its own; a single word may be a surname ("Andra Day")."""
        thing = self.gazetteer.not_actor_table.match(self.texts, j)
        return thing is not None and (thing[0] > j + 1 or self.view.ordinary(i))

    def _is_listed(self, start: int, sentence: Sentence) -> bool:
        """Whether a list knows what stands here as something else than a person."""
        form = self.gazetteer.form_table.match(self.texts, start)
        if form is not None and not self.person_at(start, sentence):
            return form[0] > start + 1 or self.texts[start] not in self.view.surnames
        return self.gazetteer.not_actor_table.match(self.texts, start) is not None and not self.person_at(
            start, sentence
        )

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
