"""Finds the spans that name actors: gazetteer forms, titled names, and other capitalised runs by their shape.

Whether a capital at a sentence's start is a name is decided by evidence: the gazetteer, the same word capitalised
inside another sentence, or that no list knows the word in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.actors.cast import Candidate
from model.gazetteer import Form, Gazetteer, Gender, Title
from model.lexicon import FUNCTION_WORDS, Lexicon
from model.phrases import PhraseTable
from model.records import ActorType, KnownActor, MentionKind
from model.segmentation import Segmented, Sentence
from model.tokens import tokenise

PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le bin ibn bint al el ul ur abu ben ter ten af".split()
)
_PLACE_PREPOSITIONS = frozenset("in across inside outside around into through near throughout within".split())
_CAPITAL_PREPOSITIONS = _PLACE_PREPOSITIONS | frozenset({"at", "to", "from", "outside", "of", "towards", "via"})
_ACRONYM = re.compile(r"(?:[A-Z][A-Za-z]?\.?){2,7}|[A-Z]{2,8}\d{0,2}")
_ALWAYS_ACTORS: frozenset[ActorType] = frozenset({"organisation", "party", "armed_group", "company", "bloc", "source"})
_KIND: dict[str, MentionKind] = {
    "name": "name",
    "alias": "alias",
    "acronym": "acronym",
    "metonym": "metonym",
    "capital": "metonym",
    "demonym": "demonym",
    "people": "demonym",
    "city": "place",
}
_MAX_NAME_TOKENS = 8
_OUTLET_NOUNS = frozenset(
    "newspaper daily weekly broadcaster magazine tabloid broadsheet website newswire radio tv channel outlet".split()
)


def recognise(
    segmented: Segmented, gazetteer: Gazetteer, lexicon: Lexicon, known: Sequence[KnownActor], detect: bool
) -> list[Candidate]:
    """Candidates in reading order, without overlap. `known` actors win over detected ones."""
    recogniser = _Recogniser(segmented, gazetteer, lexicon, known)
    return recogniser.run(detect)


class _Recogniser:
    def __init__(
        self, segmented: Segmented, gazetteer: Gazetteer, lexicon: Lexicon, known: Sequence[KnownActor]
    ) -> None:
        self.segmented = segmented
        self.tokens = segmented.tokens
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.known = known
        self.texts = [t.text.replace("’", "'") for t in self.tokens]
        self.lowers = [t.lower for t in self.tokens]
        self.known_table: PhraseTable[int] = PhraseTable(
            (words, number)
            for number, actor in enumerate(known)
            for name in (actor.name, *actor.aliases)
            if (words := tuple(t.lower for t in tokenise(name)))
        )
        self.inside = self._capitals_inside()
        self.shouting = False
        self.common = gazetteer.common_words
        self.posted = {words for words, role in gazetteer.roles if role.represents and len(words) == 1}
        self.bracketed = {
            self.texts[k]
            for k in range(1, len(self.texts) - 1)
            if self.texts[k - 1] == "("
            and self.texts[k + 1] == ")"
            and self.texts[k].isupper()
            and len(self.texts[k]) > 1
        }

    def run(self, detect: bool) -> list[Candidate]:
        found: list[Candidate] = []
        for sentence in self.segmented.sentences:
            self.shouting = self._shouts(sentence)
            if self.shouting:
                self._lower_shouting(sentence)
            i = sentence.first
            while i < sentence.last:
                candidate, i = self._at(i, sentence, detect)
                if candidate is not None:
                    found.append(candidate)
        return found

    def _capitals_inside(self) -> set[str]:
        """Words that stand capitalised where no sentence or quotation begins."""
        inside = set()
        for sentence in self.segmented.sentences:
            if self._shouts(sentence):
                continue
            for i in range(sentence.first + 1, sentence.last):
                if self.tokens[i].is_capital and self.tokens[i - 1].is_word and self.tokens[i - 1].text.islower():
                    inside.add(self.tokens[i].text)
        return inside

    def _shouts(self, sentence: Sentence) -> bool:
        words = [t.text for t in self.tokens[sentence.first : sentence.last] if t.is_word and len(t.text) > 1]
        return len(words) >= 3 and sum(w.isupper() for w in words) > 0.8 * len(words)

    def _lower_shouting(self, sentence: Sentence) -> None:
        """In an all-capitals headline, only what the gazetteer knows can be told to be a name."""
        for i in range(sentence.first, sentence.last):
            titled = self.texts[i].title() if len(self.texts[i]) > 3 or not self.texts[i].isupper() else self.texts[i]
            self.texts[i] = titled

    def _at(self, i: int, sentence: Sentence, detect: bool) -> tuple[Candidate | None, int]:
        if match := self.known_table.match(self.lowers, i):
            number = match[1][0]
            return Candidate(i, match[0], "name", self.known[number].type, known=number), match[0]
        if not detect or not (self.tokens[i].is_word and self.texts[i][0].isupper()):
            return self._lower_case(i, sentence, detect)
        if self.lowers[i] in FUNCTION_WORDS and not self.gazetteer.form_table.match(self.texts, i):
            return None, i + 1
        thing = self.gazetteer.not_actor_table.match(self.texts, i)
        if thing and not self._longer_form(i, thing[0]) and not self._person_at(i, sentence):
            longer = self._organisation_from(i, sentence)
            return (longer, longer.last) if longer and longer.last > thing[0] else (None, thing[0])
        if form := self.gazetteer.form_table.match(self.texts, i):
            return self._form(i, *form, sentence)
        return (None, i + 1) if self.shouting else self._run(i, sentence)

    def _lower_case(self, i: int, sentence: Sentence, detect: bool) -> tuple[Candidate | None, int]:
        if detect and self.tokens[i].is_word and (form := self.gazetteer.form_table.match(self.texts, i)):
            return self._form(i, *form, sentence)
        return None, i + 1

    def _longer_form(self, i: int, end: int) -> bool:
        form = self.gazetteer.form_table.match(self.texts, i)
        return form is not None and form[0] > end

    def _person_at(self, i: int, sentence: Sentence) -> bool:
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

    # -- gazetteer forms ---------------------------------------------------------------------------------------

    def _form(self, i: int, end: int, forms: list[Form], sentence: Sentence) -> tuple[Candidate | None, int]:
        form = forms[0]
        entity = self.gazetteer.entities[form.entity]
        if end == i + 1 and form.kind != "acronym" and self._person_at(i, sentence):
            return self._run(i, sentence)
        if (
            end == i + 1
            and i == self._opening(sentence)
            and self.lowers[i] in self.common
            and self.texts[i] not in self.inside
        ):
            if entity.type not in ("state", "bloc"):
                return None, end
        if entity.name == "West" and (i == 0 or self.lowers[i - 1] != "the"):
            return None, end
        if form.kind == "city":
            longer = self._organisation_from(i, sentence)
            return (longer, longer.last) if longer else (None, end)
        candidate = Candidate(i, end, _KIND[form.kind], entity.type, form.entity, entity.country)
        if entity.type == "state":
            return self._state(candidate, form, sentence)
        if entity.type in _ALWAYS_ACTORS and (self._is_modifier(end, sentence) or self._is_posting(i, sentence)):
            candidate.participates = False
        return candidate, end

    def _state(self, candidate: Candidate, form: Form, sentence: Sentence) -> tuple[Candidate | None, int]:
        i, end = candidate.first, candidate.last
        if form.kind == "demonym":
            return self._demonym(candidate, sentence)
        longer = self._organisation_from(i, sentence)
        if longer is not None and longer.last > end:
            longer.country = candidate.country
            return longer, longer.last
        body = self._body(end, sentence, possessive=True)
        if body is not None:
            candidate.last, candidate.kind = body, "metonym"
            return candidate, body
        before = self.lowers[i - 1] if i > sentence.first else ""
        if before == "the" and i - 1 > sentence.first:
            before = self.lowers[i - 2]
        if form.kind == "capital":
            if before in _CAPITAL_PREPOSITIONS and not self._stance_word(i - 2):
                candidate.participates = False
                candidate.kind = "place"
        elif before in _PLACE_PREPOSITIONS or (form.kind == "metonym" and before == "at"):
            candidate.participates = False
            candidate.kind = "place"
        if self._is_modifier(end, sentence):
            candidate.participates = False
        return candidate, end

    def _stance_word(self, i: int) -> bool:
        return i >= 0 and self.lowers[i] in self.lexicon.predicate_table

    def _demonym(self, candidate: Candidate, sentence: Sentence) -> tuple[Candidate | None, int]:
        """ "Turkish officials" and "two Danish envoys" mean the state; "Turkish coffee" does not."""
        end = candidate.last
        longer = self._organisation_from(candidate.first, sentence)
        body = self._body(end, sentence, possessive=False)
        if longer is not None and longer.last > max(end + 1, body or 0):
            longer.country = candidate.country
            return longer, longer.last
        if body is None and (role := self._plural_role(end, sentence)):
            body = role
        if body is not None:
            candidate.last = body
            return candidate, body
        candidate.participates = False
        candidate.kind = "demonym"
        return candidate, end

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

    def _plural_role(self, end: int, sentence: Sentence) -> int | None:
        for k in range(end, min(end + 2, sentence.last)):
            match = self.gazetteer.role_table.match(self.lowers, k)
            if match and match[1][0].plural and match[0] <= sentence.last:
                return match[0]
            if self.lowers[k] in FUNCTION_WORDS or self.tokens[k].is_capital:
                return None
        return None

    def _is_modifier(self, end: int, sentence: Sentence) -> bool:
        """ "the Israel-Hamas war", "Russia-promoted", "the Geneva talks": part of another noun."""
        if end < sentence.last and self.lowers[end] in {"-", "–"} and end + 1 < sentence.last:
            joined = (
                self.tokens[end].start == self.tokens[end - 1].end
                and self.tokens[end + 1].start == self.tokens[end].end
            )
            return joined
        i = end
        if i < sentence.last and self.lowers[i] in self.gazetteer.event_nouns:
            return True
        return False

    def _is_posting(self, i: int, sentence: Sentence) -> bool:
        """ "envoy to the UN": where somebody is posted, and no party to what is said."""
        k = i - 1
        if k > sentence.first and self.lowers[k] == "the":
            k -= 1
        return k > sentence.first and self.lowers[k] in {"to", "at"} and (self.lowers[k - 1],) in self.posted

    # -- runs of capitals ----------------------------------------------------------------------------------------

    def _run(self, i: int, sentence: Sentence) -> tuple[Candidate | None, int]:
        if self.texts[i].isupper() and self.texts[i] in self.bracketed:
            return Candidate(i, i + 1, "acronym", "organisation"), i + 1
        title_end, titles, gender = self._titles(i, sentence)
        start = title_end
        if start >= sentence.last or not (self.texts[start][0].isupper() and self.tokens[start].is_word):
            return None, max(title_end, i + 1)
        if titles and self.gazetteer.form_table.match(self.texts, start) and not self._person_at(start, sentence):
            return None, start
        organisation = self._organisation_from(i, sentence)
        if organisation is not None and (not titles or organisation.last > start + 3):
            return organisation, organisation.last
        end = self._name_end(start, sentence)
        words = self.texts[start:end]
        opening = start == self._opening(sentence)
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

    def _opening(self, sentence: Sentence) -> int:
        i = sentence.first
        while i < sentence.last and not self.tokens[i].is_word:
            i += 1
        return i

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

    def _organisation_from(self, i: int, sentence: Sentence) -> Candidate | None:
        """ "Oslo Trade Council", "Ministry of Defence": a run of two or more words that holds a type noun."""
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
            if before in _PLACE_PREPOSITIONS or before == "at":
                return False
            if opening or not (self.tokens[start - 1].is_word or self.tokens[start - 1].text in ",-("):
                if word in self.inside:
                    return True
                return lowers[0] not in self.common and not lowers[0].endswith(("ly", "ing"))
            return lowers[0] not in self.common or word in self.gazetteer.given_names
        if (
            opening
            and lowers[0] in self.common
            and words[0] not in self.inside
            and words[0] not in self.gazetteer.given_names
        ):
            return False
        return any(w not in self.common for w in lowers) or all(w in self.gazetteer.given_names for w in words)

    def _is_outlet(self, start: int, end: int, sentence: Sentence) -> bool:
        """ "told the newspaper X", "X, a broadcaster,": an outlet that no list knows."""
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
        if sum(w.isalpha() for w in words) <= 4 and before not in _PLACE_PREPOSITIONS:
            return "person"
        return None
