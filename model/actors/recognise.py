"""Finds the spans that name actors: known actors, gazetteer forms, and other runs of capitals (model.actors.runs).

Whether a capital at a sentence's start is a name is decided by evidence: the gazetteer, the same word capitalised
inside another sentence, or that no list knows the word in lower case.
"""

from __future__ import annotations

from collections.abc import Sequence

from model.actors.cast import Candidate
from model.actors.runs import PLACE_PREPOSITIONS, Runs
from model.actors.view import View
from model.closed_classes import FUNCTION_WORDS
from model.gazetteer import Form, Gazetteer
from model.lexicon import Lexicon
from model.phrases import PhraseTable
from model.records import ActorType, KnownActor, MentionKind
from model.segmentation import Segmented, Sentence
from model.tokens import tokenise

_CAPITAL_PREPOSITIONS = PLACE_PREPOSITIONS | frozenset({"at", "to", "from", "outside", "of", "towards", "via"})
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
        self.view = View(segmented, gazetteer)
        self.runs = Runs(self.view)
        self.tokens = segmented.tokens
        self.texts = self.view.texts
        self.lowers = self.view.lowers
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.known = known
        self.known_table: PhraseTable[int] = PhraseTable(
            (words, number)
            for number, actor in enumerate(known)
            for name in (actor.name, *actor.aliases)
            if (words := tuple(t.lower for t in tokenise(name)))
        )
        self.posted = {words for words, role in gazetteer.roles if role.represents and len(words) == 1}

    def run(self, detect: bool) -> list[Candidate]:
        found: list[Candidate] = []
        for sentence in self.view.segmented.sentences:
            self.view.read(sentence)
            i = sentence.first
            while i < sentence.last:
                candidate, i = self._at(i, sentence, detect)
                if candidate is not None:
                    if found and self._repeats(candidate, found[-1]):
                        candidate.participates = found[-1].participates
                    found.append(candidate)
        return found

    def _repeats(self, candidate: Candidate, before: Candidate) -> bool:
        """An acronym in brackets right behind a name plays the part that the name plays."""
        return (
            candidate.first == before.last + 1
            and self.texts[before.last] == "("
            and candidate.last == candidate.first + 1
        )

    def _at(self, i: int, sentence: Sentence, detect: bool) -> tuple[Candidate | None, int]:
        if match := self.known_table.match(self.lowers, i):
            number = match[1][0]
            return Candidate(i, match[0], "name", self.known[number].type, known=number), match[0]
        if not detect or not (self.tokens[i].is_word and self.texts[i][0].isupper()):
            return self._lower_case(i, sentence, detect)
        if self.lowers[i] in FUNCTION_WORDS and not self.gazetteer.form_table.match(self.texts, i):
            return None, i + 1
        thing = self.gazetteer.not_actor_table.match(self.texts, i)
        if thing and not self._longer_form(i, thing[0]) and not self.runs.person_at(i, sentence):
            longer = self.runs.organisation_from(i, sentence)
            return (longer, longer.last) if longer and longer.last > thing[0] else (None, thing[0])
        if form := self.gazetteer.form_table.match(self.texts, i):
            return self._form(i, *form, sentence)
        return (None, i + 1) if self.view.shouting else self.runs.candidate(i, sentence)

    def _lower_case(self, i: int, sentence: Sentence, detect: bool) -> tuple[Candidate | None, int]:
        if detect and self.tokens[i].is_word and (form := self.gazetteer.form_table.match(self.texts, i)):
            return self._form(i, *form, sentence)
        return None, i + 1

    def _longer_form(self, i: int, end: int) -> bool:
        form = self.gazetteer.form_table.match(self.texts, i)
        return form is not None and form[0] > end

    def _form(self, i: int, end: int, forms: list[Form], sentence: Sentence) -> tuple[Candidate | None, int]:
        form = forms[0]
        entity = self.gazetteer.entities[form.entity]
        if end == i + 1 and form.kind != "acronym" and self.runs.person_at(i, sentence):
            return self.runs.candidate(i, sentence)
        if (
            end == i + 1
            and i == self.view.opening(sentence)
            and self.lowers[i] in self.gazetteer.common_words
            and self.texts[i] not in self.view.inside
        ):
            if entity.type not in ("state", "bloc"):
                return None, end
        if entity.name == "West" and (i == 0 or self.lowers[i - 1] != "the"):
            return None, end
        if form.kind == "city":
            longer = self.runs.organisation_from(i, sentence)
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
        longer = self.runs.organisation_from(i, sentence)
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
        elif before in PLACE_PREPOSITIONS or (form.kind == "metonym" and before == "at"):
            candidate.participates = False
            candidate.kind = "place"
        if self._is_modifier(end, sentence):
            candidate.participates = False
        return candidate, end

    def _stance_word(self, i: int) -> bool:
        return i >= 0 and self.lowers[i] in self.lexicon.predicate_table

    def _demonym(self, candidate: Candidate, sentence: Sentence) -> tuple[Candidate | None, int]:
        """Tells "Turkish officials" and "two Danish envoys", which mean the state, from "Turkish coffee"."""
        end = candidate.last
        longer = self.runs.organisation_from(candidate.first, sentence)
        body = self._body(end, sentence, possessive=False)
        if longer is not None and longer.last > max(end + 1, body or 0):
            longer.country = candidate.country
            return longer, longer.last
        if body is None:
            body = self._role_holders(candidate.first, end, sentence)
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

    def _role_holders(self, first: int, end: int, sentence: Sentence) -> int | None:
        """The end of "envoys" in "two Danish envoys", and of "diplomat" in "an Iranian diplomat", else None."""
        single = first > sentence.first and self.lowers[first - 1] in {"a", "an", "one", "another"}
        for k in range(end, min(end + 2, sentence.last)):
            match = self.gazetteer.role_table.match(self.lowers, k)
            if match and match[0] <= sentence.last:
                role = match[1][0]
                named = match[0] < sentence.last and self.tokens[match[0]].is_capital
                if role.plural or (single and role.represents and not named):
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
        i = end
        if i < sentence.last and self.lowers[i] in self.gazetteer.event_nouns:
            return True
        return False

    def _is_posting(self, i: int, sentence: Sentence) -> bool:
        """As in "envoy to the UN": where somebody is posted, and no party to what is said."""
        k = i - 1
        if k > sentence.first and self.lowers[k] == "the":
            k -= 1
        return k > sentence.first and self.lowers[k] in {"to", "at"} and (self.lowers[k - 1],) in self.posted
