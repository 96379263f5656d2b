"""Names of bodies that no list need know: a run of capitals around a noun for what it is.

"Oslo Trade Council" · "Ministry of Health and Welfare" · "Mothers Against Drunk Driving" · "Partido Popular" · "the Adu
administration". A body is a party where its noun is one, or is an alliance with a political word beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from model.actors.cast import Candidate
from model.actors.view import View
from model.closed_classes import CALENDAR, FUNCTION_WORDS
from model.gazetteer import Form
from model.records import ActorType
from model.segmentation import Sentence

_MAX_TOKENS = 12
_ARTICLES = frozenset({"the", "an", "a"})
_FOREIGN_SMALL = frozenset(
    "de del della dei degli di da do dos das du des la le les los el per pour por para y e i et ed und für der die voor van en "
    "ni na za og za dla på af och ve".split()
)
_COMPLEMENTS = frozenset({"of", "for"})
_WIDER_COMPLEMENTS = frozenset({"on", "against", "to"})
_CHAMBERS = frozenset({"parliament", "congress", "senate", "assembly", "legislature", "house"})
_POSSESSORS = frozenset("people workers women men children farmers peasants veterans lord nation".split())
_PLACES = frozenset({"state", "region"})


class BodyNames:
    """Reads the name of a body at a position of a sentence."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.texts = view.texts
        self.lowers = view.lowers
        self.upper = view.upper
        self.gazetteer = view.gazetteer
        self.words = view.gazetteer.name_words
        self.nouns = view.gazetteer.type_nouns

    def at(self, i: int, sentence: Sentence) -> Candidate | None:
        """The body whose name begins at token `i`, with the entity where a list knows it under a shorter name."""
        if not self.upper[i] or self.lowers[i] in _ARTICLES:
            return None
        end = self._foreign_end(i, sentence)
        if end is None and self._may_open(i, sentence):
            end = self._end(i, sentence)
        if end is None:
            return None
        entity = self._known_under_shorter_name(i, end)
        country = next((c for form in self._forms(i, end) if (c := self._country(form))), None)
        if entity is not None:
            known = self.gazetteer.entities[entity]
            return Candidate(i, end, "name", known.type, entity, known.country)
        return Candidate(i, end, "name", self._type(i, end), country=country)

    def around_person(self, i: int, last: int, sentence: Sentence) -> Candidate | None:
        """What forms around the person named by tokens `i:last`: "the Adu administration", "the Clinton family"; or the
        seat that is theirs for a time: "the Adu White House"."""
        if last >= sentence.last:
            return None
        if self.texts[last : last + 2] == ["White", "House"] and (
            form := self.gazetteer.form_table.match(self.texts, last)
        ):
            seat = form[1][0].entity
            return Candidate(i, last + 2, "alias", "organisation", seat, self.gazetteer.entities[seat].country)
        type_ = self.gazetteer.circles.get(self.lowers[last])
        if type_ is None:
            return None
        return Candidate(i, last + 1, "name", type_)

    def titled_name_at(self, k: int, sentence: Sentence) -> bool:
        """Whether a title begins at `k` that a person's name follows: "Chairman Adam Hale"."""
        match = self.gazetteer.title_table.match(self.lowers, k)
        if match is None or match[0] >= sentence.last:
            return False
        end = match[0]
        while end < sentence.last and (again := self.gazetteer.title_table.match(self.lowers, end)):
            end = again[0]
        if end < sentence.last and self.lowers[end] == "." and self.view.adjacent(end):
            end += 1
        return end < sentence.last and self.upper[end] and not self._is_body_word(end)

    def _is_body_word(self, k: int) -> bool:
        return (
            self.lowers[k] in self.nouns or self.lowers[k] in self.words.openers or self.lowers[k] in self.words.members
        )

    def _may_open(self, i: int, sentence: Sentence) -> bool:
        """Whether the word can begin a body's name: a sentence's ordinary first word cannot, "National" can."""
        if self.view.capital[i]:
            return True
        if self.lowers[i] in FUNCTION_WORDS | CALENDAR:
            return False
        known = self.lowers[i] in self.words.openers or self.lowers[i] in self.nouns
        if self.view.headline[i]:
            return known and not self.view.ordinary(i)
        if known or self.lowers[i] in self.words.members or not self.view.ordinary(i):
            return True
        return i + 1 < sentence.last and self.upper[i + 1] and self.nouns.get(self.lowers[i + 1]) == "company"

    def _end(self, i: int, sentence: Sentence) -> int | None:
        run = self._run_end(i, sentence)
        heads = [k for k in range(i, run) if self.lowers[k] in self.nouns and self._heads(k, run, sentence)]
        if heads:
            head = heads[-1]
            end = self._complement_end(head + 1, sentence) if head == run - 1 else None
            if end is not None:
                return end
            return head + 1 if head > i and self._has_name(i, head) else None
        if self.lowers[run - 1] in self.words.members:
            return self._complement_end(run, sentence, wide=True)
        if run < sentence.last and self.lowers[run] == "party" and self.lowers[run - 1] in self.words.political:
            return run + 1
        return None

    def _heads(self, k: int, run: int, sentence: Sentence) -> bool:
        """Whether the noun is what the name is about: loose ones only at its end, or where a complement follows."""
        if k == run - 1 or self.lowers[k] not in self.words.loose:
            return not (k + 1 < run and self.lowers[k + 1] in self.gazetteer.event_nouns | self.words.places)
        return False

    def _has_name(self, i: int, head: int) -> bool:
        """Whether what stands before the noun is more than a person's given name or a title."""
        match = self.gazetteer.title_table.match(self.lowers, i)
        if match is not None and match[0] >= head and self.lowers[i] not in self.words.openers:
            return False
        if self.texts[i] in self.gazetteer.given_names and self.lowers[i] not in self.words.openers:
            return self.lowers[head] not in self.words.loose or (i > 0 and self.lowers[i - 1] == "the")
        return True

    def _run_end(self, i: int, sentence: Sentence) -> int:
        """The end of the capitals from `i`, over hyphens, "&", possessives of collectives and "Food and Drug"."""
        k = i + 1
        limit = min(sentence.last, i + _MAX_TOKENS)
        while k < limit:
            follows = k + 1 < limit and self.upper[k + 1]
            if self.upper[k]:
                if self.titled_name_at(k, sentence) or self.lowers[k] in CALENDAR | FUNCTION_WORDS:
                    break
                if self.view.headline[k] and not self.view.capital[k] and self.lowers[k] not in self.nouns:
                    break
                k += 1
            elif (
                (self.texts[k] in {"-", "–", "/"} and follows and self.view.adjacent(k) and self.view.adjacent(k + 1))
                or (self.texts[k] == "&" and follows)
                or (self.texts[k] == "'" and follows and self.lowers[k - 1].endswith("s"))
                or (self.texts[k] == "'s" and follows and self._is_collective(k - 1))
                or (self.lowers[k] == "and" and follows and self._awaits_noun(i, k, limit))
                or (self.texts[k] == "." and self.view.adjacent(k) and follows and len(self.texts[k - 1]) <= 2)
            ):
                k += 1
            else:
                break
        return k

    def _is_collective(self, k: int) -> bool:
        """As in "People's Party", "Fishermen's Union": whose name goes on behind the possessive."""
        return self.lowers[k] in _POSSESSORS or self.lowers[k] in self.words.members or self.lowers[k].endswith("men")

    def _awaits_noun(self, i: int, k: int, limit: int) -> bool:
        """As in "Food and Drug Administration": ordinary words before "and", and after it up to a noun for a body."""
        if k - i > 3 or not all(self._is_plain(m) for m in range(i, k)):
            return False
        m = k + 1
        while m < limit and self.upper[m] and m - k <= 4:
            if self.lowers[m] in self.nouns:
                return m > k + 1
            if not self.view.ordinary(m):
                return False
            m += 1
        return False

    def _is_plain(self, m: int) -> bool:
        return (
            self.view.ordinary(m)
            and (self.lowers[m] not in self.nouns or self.lowers[m] in self.words.openers)
            and self.gazetteer.form_table.match(self.texts, m) is None
        )

    def _complement_end(self, k: int, sentence: Sentence, wide: bool = False) -> int | None:
        """The end of "of Health and Welfare", "for the Liberation of Boro" that begins at `k`, else None."""
        if k + 1 >= sentence.last:
            return None
        noun = self.lowers[k - 1]
        wide = wide or noun in {
            "committee",
            "subcommittee",
            "commission",
            "council",
            "institute",
            "bureau",
            "center",
            "centre",
        }
        if noun in _CHAMBERS and self.lowers[k] != "of":
            return None
        if self.lowers[k] not in _COMPLEMENTS and not (wide and self.lowers[k] in _WIDER_COMPLEMENTS):
            return None
        j = k + 1
        if self.lowers[j] in _ARTICLES and j + 1 < sentence.last:
            j += 1
        if not self.upper[j] or self._begins_other_actor(j, self.lowers[k], sentence):
            return None
        end = self._complement_run(j, sentence)
        return self._complement_end(end, sentence) or end if end < sentence.last else end

    def _begins_other_actor(self, j: int, preposition: str, sentence: Sentence) -> bool:
        if self.lowers[j] in CALENDAR or self.titled_name_at(j, sentence):
            return True
        person = (
            self.texts[j] in self.gazetteer.given_names
            and j + 1 < sentence.last
            and self.upper[j + 1]
            and not self._is_body_word(j + 1)
            and not self._is_body_word(j)
        )
        if person:
            return True
        form = self.gazetteer.form_table.match(self.texts, j)
        if form is not None and preposition == "for":
            return self.gazetteer.entities[form[1][0].entity].type in ("party", "organisation", "company")
        return preposition == "for" and self.lowers[j] in self.words.foreign

    def _complement_run(self, j: int, sentence: Sentence) -> int:
        """A place ends where its name ends; other complements run on over capitals and "and" between ordinary words."""
        form = self.gazetteer.form_table.match(self.texts, j)
        if form is not None and self.gazetteer.entities[form[1][0].entity].type in _PLACES:
            if form[1][0].kind != "demonym" and not self._noun_follows(form[0], sentence):
                return self._with_second_region(form, sentence)
        end = self._run_end(j, sentence)
        if end + 1 < sentence.last and self.lowers[end] == "and" and self.upper[end + 1]:
            right = self._run_end(end + 1, sentence)
            if all(self._is_plain(m) for m in (*range(j, end), *range(end + 1, right)) if self.upper[m]):
                return right
        return end

    def _with_second_region(self, form: tuple[int, list[Form]], sentence: Sentence) -> int:
        """As in "of England and Wales"."""
        k = form[0]
        if k + 1 < sentence.last and self.lowers[k] == "and":
            other = self.gazetteer.form_table.match(self.texts, k + 1)
            types = {self.gazetteer.entities[f[1][0].entity].type for f in (form, other) if f is not None}
            if other is not None and types == {"region"}:
                return other[0]
        return k

    def _noun_follows(self, k: int, sentence: Sentence) -> bool:
        return k < sentence.last and self.upper[k] and self.lowers[k] in self.nouns

    def _foreign_end(self, i: int, sentence: Sentence) -> int | None:
        """The end of a name such as "Partido Popular", "Parti socialiste", "Union pour le Boro", that begins with its noun."""
        if self.lowers[i] not in self.words.foreign:
            return None
        k = i + 1
        while k < sentence.last and k - i < _MAX_TOKENS:
            if (
                (self.upper[k] and not self.titled_name_at(k, sentence))
                or (self.lowers[k] in _FOREIGN_SMALL and self._goes_on(k + 1, sentence))
                or (self.texts[k][0].isalpha() and not self.view.ordinary(k) and self.lowers[k] not in FUNCTION_WORDS)
                or (
                    self.texts[k] == "-"
                    and self.view.adjacent(k)
                    and k + 1 < sentence.last
                    and self.view.adjacent(k + 1)
                )
            ):
                k += 1
            else:
                break
        if k == i + 1 or self.texts[i + 1] in self.gazetteer.given_names:
            return None
        english = self.lowers[i] in self.nouns or self.view.ordinary(i)
        if english and (self.view.ordinary(i + 1) or self.lowers[i + 1] in {"of", "for"}):
            return None
        return k

    def _goes_on(self, k: int, sentence: Sentence) -> bool:
        while k < sentence.last and self.lowers[k] in _FOREIGN_SMALL:
            k += 1
        return k < sentence.last and (
            self.upper[k]
            or (self.texts[k][0].isalpha() and not self.view.ordinary(k) and self.lowers[k] not in FUNCTION_WORDS)
        )

    def _forms(self, i: int, end: int) -> Iterator[Form]:
        """The forms of states and regions inside a name."""
        k = i
        while k < end:
            match = self.gazetteer.form_table.match(self.texts, k)
            if match is not None and match[0] <= end:
                yield match[1][0]
                k = match[0]
            else:
                k += 1

    def _country(self, form: Form) -> str | None:
        entity = self.gazetteer.entities[form.entity]
        return entity.country if entity.type in _PLACES else None

    def _known_under_shorter_name(self, i: int, end: int) -> int | None:
        """As in "US Justice Department", "Congress of the United States", "Congressional Republicans": the entity."""
        last = self.gazetteer.form_table.match(self.texts, end - 1)
        if last is not None and last[1][0].kind == "people" and all(self._is_plain(k) for k in range(i, end - 1)):
            return last[1][0].entity
        first = self.gazetteer.form_table.match(self.texts, i)
        if first is None or first[0] >= end:
            return None
        if self.lowers[first[0]] == "of":
            k = first[0] + 2 if self.lowers[first[0] + 1] == "the" else first[0] + 1
            place = self.gazetteer.form_table.match(self.texts, k) if k < end else None
            country = self._country(place[1][0]) if place is not None and place[0] == end else None
            return self._of_country(first[1], country)
        rest = self.gazetteer.form_table.match(self.texts, first[0])
        if rest is None or rest[0] != end:
            return None
        return self._of_country(rest[1], self.gazetteer.entities[first[1][0].entity].country)

    def _of_country(self, forms: list[Form], country: str | None) -> int | None:
        if country is None:
            return None
        return next((f.entity for f in forms if self.gazetteer.entities[f.entity].country == country), None)

    def _type(self, i: int, end: int) -> ActorType:
        words = self.lowers[i:end]
        if words[0] in self.words.foreign and self.words.foreign[words[0]] == "party":
            return "party"
        if "youth" in words or "young" in words or "students" in words:
            return "organisation"
        heads = [w for w in words if w in self.nouns or w in self.words.foreign]
        head = next(
            (w for k, w in enumerate(words) if w in self.nouns and self._ends_name(words, k)),
            heads[-1] if heads else "",
        )
        others = [w for w in words if w != head]
        if head in self.words.alliances and (
            any(w in self.words.political or self.is_foreign_political(w) for w in others)
            or (head in self.words.rallies and (words[0] in self.words.rallying or self._is_national(i)))
        ):
            return "party"
        if head in self.words.associations and any(w in self.words.creeds for w in others):
            return "party"
        return self.nouns.get(head, "organisation")

    def is_foreign_political(self, word: str) -> bool:
        """Whether a lower-case word is a political one in another language: "Komunista", "sozialdemokratisch"."""
        return not self.gazetteer.is_ordinary(word) and word.startswith(self.words.stems)

    def _is_national(self, i: int) -> bool:
        """Whether a name begins with a people's or a country's name: "Canadian Alliance"."""
        form = self.gazetteer.form_table.match(self.texts, i)
        return form is not None and self.gazetteer.entities[form[1][0].entity].type in _PLACES

    def _ends_name(self, words: list[str], k: int) -> bool:
        """Whether the noun is the last of the name's first part, before any complement."""
        return k + 1 == len(words) or words[k + 1] in _COMPLEMENTS | _WIDER_COMPLEMENTS
