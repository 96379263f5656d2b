"""Names that no list knows: runs of capitals, told to be persons, bodies or outlets by titles, nouns and shape."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.actors.cast import Candidate
from model.actors.view import View
from model.closed_classes import FUNCTION_WORDS
from model.gazetteer import Gender, Title
from model.records import ActorType
from model.segmentation import Sentence

PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le bin ibn bint al el ul ur abu ben ter ten af".split()
)
_ACRONYM = re.compile(r"(?:[A-Z][A-Za-z]?\.?){2,7}|[A-Z]{2,8}\d{0,2}")
_MAX_NAME_TOKENS = 8
_OUTLET_NOUNS = frozenset(
    "newspaper daily weekly broadcaster magazine tabloid broadsheet website newswire radio tv channel outlet".split()
)
PLACE_PREPOSITIONS = frozenset("in across inside outside around into through near throughout within".split())


class Runs:
    """Reads runs of capitals at a position of a sentence."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.tokens = view.tokens
        self.texts = view.texts
        self.lowers = view.lowers
        self.gazetteer = view.gazetteer
        self.common = view.gazetteer.common_words

    def candidate(self, i: int, sentence: Sentence) -> tuple[Candidate | None, int]:
        if self.texts[i].isupper() and self.texts[i] in self.view.bracketed:
            return Candidate(i, i + 1, "acronym", "organisation"), i + 1
        title_end, titles, gender = self._titles(i, sentence)
        start = title_end
        if start >= sentence.last or not (self.texts[start][0].isupper() and self.tokens[start].is_word):
            return None, max(title_end, i + 1)
        if titles and self.gazetteer.form_table.match(self.texts, start) and not self.person_at(start, sentence):
            return None, start
        organisation = self.organisation_from(i, sentence)
        if organisation is not None and (not titles or organisation.last > start + 3):
            return organisation, organisation.last
        end = self._name_end(start, sentence)
        words = self.texts[start:end]
        opening = start == self.view.opening(sentence)
        if not titles and not self._is_name(words, start, end, opening, sentence):
            return None, self._resume(start, end)
        candidate = Candidate(start, end, "name", None, gender=gender, titles=titles)
        candidate.type = "person" if titles else self._type_of(words, start, end, sentence)
        if not titles and self._is_outlet(start, end, sentence):
            candidate.type = "source"
        if candidate.type is None:
            return None, end
        if candidate.type == "person":
            candidate.gender = gender or self.gazetteer.given_names.get(words[0])
        return candidate, end

    def person_at(self, i: int, sentence: Sentence) -> bool:
        """A given name before another capital: "April Moore", "Chad Ellis", "Israel Katz"."""
        j = i + 1
        return (
            self.texts[i] in self.gazetteer.given_names
            and j < sentence.last
            and self.tokens[j].is_capital
            and self.tokens[j].is_word
            and self.lowers[j] not in self.gazetteer.type_nouns
            and self.gazetteer.form_table.match(self.texts, j) is None
            and self.gazetteer.not_actor_table.match(self.texts, j) is None
            and self.gazetteer.title_table.match(self.lowers, j) is None
        )

    def organisation_from(self, i: int, sentence: Sentence) -> Candidate | None:
        """As in "Oslo Trade Council", "Ministry of Defence": a run of two or more words that holds a type noun."""
        end = self._plain_run_end(i, sentence)
        if end - i < 2 or any(self.lowers[m] in self.gazetteer.given_names for m in range(i, i + 1)):
            return None
        for k in range(end - 1, i - 1, -1):
            noun = self.gazetteer.type_nouns.get(self.lowers[k])
            heads = k == end - 1 or (k + 1 < end and self.lowers[k + 1] in {"of", "for", "on"})
            if noun is not None and heads:
                if self.gazetteer.title_table.match(self.lowers, i) and self._titles(i, sentence)[0] == k:
                    return None
                return Candidate(i, end, "name", noun)
        return None

    def _resume(self, start: int, end: int) -> int:
        """Where a run is no name as a whole, its second word may still begin one."""
        return start + 1 if end > start + 1 else end

    def _titles(self, i: int, sentence: Sentence) -> tuple[int, tuple[str, ...], Gender | None]:
        titles: list[str] = []
        gender: Gender | None = None
        k = i
        while k < sentence.last and (match := self.gazetteer.title_table.match(self.lowers, k)):
            title: Title = match[1][0]
            titles.append(" ".join(title.words))
            gender = gender or title.gender
            k = match[0]
            if k < sentence.last and self.lowers[k] == "." and self.tokens[k].start == self.tokens[k - 1].end:
                k += 1
        return k, tuple(titles), gender

    def _name_end(self, start: int, sentence: Sentence) -> int:
        """The end of the run of capitals that begins at `start`, over particles, initials and hyphens."""
        k = start + 1
        while k < sentence.last and k - start < _MAX_NAME_TOKENS:
            text = self.texts[k]
            adjacent = self.tokens[k].start == self.tokens[k - 1].end
            follows = k + 1 < sentence.last and self.tokens[k + 1].is_capital and self.tokens[k + 1].is_word
            if self.tokens[k].is_capital and self.tokens[k].is_word:
                if self.gazetteer.form_table.match(self.texts, k) and not self._type_noun_ahead(k, sentence):
                    if self.texts[k] not in self.gazetteer.given_names and k - start >= 2:
                        break
                    if self._strong_form(k):
                        break
                if self.gazetteer.not_actor_table.match(self.texts, k) and k - start >= 2:
                    break
                k += 1
            elif (
                (
                    (text == "." and adjacent and len(self.texts[k - 1]) == 1 and follows)
                    or (text in {"-", "&"} and adjacent and follows)
                    or (self.lowers[k] in PARTICLES and self._particles_lead_on(k, sentence))
                )
                or (text in {"of", "for"} and follows and self._org_head(start, k))
                or (
                    text == "and"
                    and follows
                    and self._org_head(start, k)
                    and any(w in {"of", "for"} for w in self.texts[start:k])
                )
            ):
                k += 1
            else:
                break
        while k > start + 1 and not self.tokens[k - 1].is_word:
            k -= 1
        return k

    def _particles_lead_on(self, k: int, sentence: Sentence) -> bool:
        """Whether a capital or hyphen follows the particles at `k`: "van der Berg", "al-Sisi"."""
        while k < sentence.last and self.lowers[k] in PARTICLES:
            k += 1
        return k < sentence.last and (self.tokens[k].is_capital or self.texts[k] == "-")

    def _strong_form(self, k: int) -> bool:
        match = self.gazetteer.form_table.match(self.texts, k)
        return (
            match is not None
            and match[1][0].kind in ("name", "acronym", "people")
            and self.texts[k] not in self.gazetteer.given_names
        )

    def _org_head(self, start: int, k: int) -> bool:
        return any(self.lowers[m] in self.gazetteer.type_nouns for m in range(start, k))

    def _type_noun_ahead(self, k: int, sentence: Sentence) -> bool:
        return (
            k + 1 < sentence.last and self.lowers[k + 1] in self.gazetteer.type_nouns and self.tokens[k + 1].is_capital
        )

    def _plain_run_end(self, i: int, sentence: Sentence) -> int:
        k = i + 1
        while k < sentence.last and k - i < _MAX_NAME_TOKENS:
            follows = k + 1 < sentence.last and self.tokens[k + 1].is_capital and self.tokens[k + 1].is_word
            if (self.tokens[k].is_capital and self.tokens[k].is_word) or (
                self.texts[k] in {"-", "&"} and follows and self.tokens[k].start == self.tokens[k - 1].end
            ):
                k += 1
            elif (
                self.lowers[k] in {"of", "for"}
                and k + 2 < sentence.last
                and self.lowers[k + 1] == "the"
                and self.tokens[k + 2].is_capital
                and self.lowers[k - 1] in self.gazetteer.type_nouns
            ):
                k += 2
            elif self.lowers[k] in {"of", "for", "and", "on"} and follows and self._org_head(i, k):
                if self.lowers[k] == "and" and not any(self.lowers[m] in {"of", "for", "on"} for m in range(i, k)):
                    break
                k += 1
            else:
                break
        return k

    def _is_name(self, words: Sequence[str], start: int, end: int, opening: bool, sentence: Sentence) -> bool:
        lowers = [w.lower() for w in words]
        if len(words) == 1:
            word = words[0]
            if lowers[0] in FUNCTION_WORDS or len(word) < 2:
                return False
            before = self.lowers[start - 1] if start > sentence.first else ""
            if before in PLACE_PREPOSITIONS or before == "at":
                return False
            if opening or not (self.tokens[start - 1].is_word or self.tokens[start - 1].text in ",-("):
                if word in self.view.inside:
                    return True
                return lowers[0] not in self.common and not lowers[0].endswith(("ly", "ing"))
            return lowers[0] not in self.common or word in self.gazetteer.given_names
        if (
            opening
            and lowers[0] in self.common
            and words[0] not in self.view.inside
            and words[0] not in self.gazetteer.given_names
        ):
            return False
        return any(w not in self.common for w in lowers) or all(w in self.gazetteer.given_names for w in words)

    def _is_outlet(self, start: int, end: int, sentence: Sentence) -> bool:
        """As in "told the newspaper X", "X, a broadcaster,": an outlet that no list knows."""
        before = self.lowers[max(sentence.first, start - 3) : start]
        behind = self.lowers[end : min(sentence.last, end + 5)]
        return any(w in _OUTLET_NOUNS for w in before) or (
            behind[:1] == [","] and any(w in _OUTLET_NOUNS for w in behind)
        )

    def _type_of(self, words: Sequence[str], start: int, end: int, sentence: Sentence) -> ActorType | None:
        """A type by shape, or None where the run is more likely a thing or a place."""
        noun = self.gazetteer.type_nouns.get(words[-1].lower())
        if noun is not None and len(words) > 1:
            return noun
        if len(words) > 1 and words[-1].lower() in self.gazetteer.event_nouns:
            return None
        if len(words) == 1 and _ACRONYM.fullmatch(words[0]) and words[0].upper() == words[0]:
            return "organisation"
        if words[0] in self.gazetteer.given_names:
            return "person"
        before = self.lowers[start - 1] if start > sentence.first else ""
        if len(words) > 1 and before == "the":
            return "organisation"
        if len(words) == 1 and before == "the":
            return None
        if sum(w.isalpha() for w in words) <= 4 and before not in PLACE_PREPOSITIONS:
            return "person"
        return None
