"""Actors and issues that the caller gave: where the text names them, and what becomes of what was detected there.

Names and text meet without regard to hyphens, periods and diacritics, issues also to number and determiners ("the
cease-fires" is "ceasefire", "reform of the pension" is "pension reform"). Case matters where it tells something: for
acronyms, and for a name that is an ordinary word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from model.actors.cast import Candidate
from model.actors.names import folded, person_name, same_person
from model.closed_classes import FUNCTION_WORDS
from model.gazetteer import Gazetteer
from model.records import ActorType, KnownActor, MentionKind
from model.segmentation import Segmented, Sentence
from model.tokens import Token, tokenise

DETERMINERS = frozenset("a an the this that these those its his her their our".split())
_MAX_TOKENS = 16
_START = 2
_JOINERS = frozenset("- – ‑ ' ’ 's & / .".split())
_LEGAL_FORMS = frozenset(
    "ag bv co company corp corporation gmbh group holding holdings inc incorporated limited llc llp ltd nv oyj plc sa se spa".split()
)
_SAME_THING = frozenset(
    "accord act agreement bill deal initiative law legislation measure measures motion package pact plan plans policy programme "
    "program project proposal proposals reform reforms resolution scheme treaty".split()
)
"""As in "the ceasefire deal": behind the name of an issue, still the issue."""
_ABOUT_IT = frozenset(
    "advocate advocates backer backers campaign committee critic critics debate debates dispute envoy line monitor monitors "
    "negotiation negotiations negotiator negotiators opponent opponents protest protests row supporter supporters talks vote "
    "votes violation violations zone".split()
)
"""As in "the ceasefire talks": behind the name of an issue, something else."""
_OWN_FORMS = frozenset({"name", "alias", "acronym"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A way to write known actor `number`; `ordinary` words need a capital, `acronym`s all capitals."""

    number: int
    ordinary: bool
    acronym: bool
    is_name: bool


class Given:
    """The caller's actors and issues, made ready to be found."""

    def __init__(self, known: Sequence[KnownActor], gazetteer: Gazetteer) -> None:
        self.known = known
        self.gazetteer = gazetteer
        self.listed: dict[int, int] = {}
        self._names: dict[str, _Phrase] = {}
        self._issues: dict[str, _Phrase] = {}
        for number, actor in enumerate(known):
            for name in (actor.name, *actor.aliases):
                self._add(number, name.strip(), name == actor.name)
        self._starts = {key[:_START] for key in (*self._names, *self._issues)}

    def _add(self, number: int, name: str, is_name: bool) -> None:
        tokens = tokenise(name.removesuffix("'s").removesuffix("’s"))
        words = [t for t in tokens if t.text[0].isalnum()]
        if not words:
            return
        alone = words[0] if len(words) == 1 else None
        ordinary = alone is not None and alone.is_capital and self._is_ordinary(alone.lower)
        acronym = alone is not None and len(alone.text) > 1 and alone.text.isupper()
        phrase = _Phrase(number, ordinary, acronym, is_name)
        if self.known[number].type == "topic":
            said = [w for w in words if w.lower not in DETERMINERS] or words
            self._issues.setdefault("".join(singular(_letters(w)) for w in said), phrase)
            if len(said) == 2:
                turned = (said[1].lower, "of", said[0].lower)
                self._issues.setdefault("".join(singular(w) for w in turned), phrase)
        else:
            said = words[1:] if words[0].text == "The" and len(words) > 1 else words
            self._names.setdefault("".join(map(_letters, said)), phrase)
        match = self.gazetteer.form_table.match([t.text for t in tokens], 0)
        if match and match[0] == len(tokens) and match[1][0].kind in _OWN_FORMS:
            self.listed.setdefault(match[1][0].entity, number)

    def _is_ordinary(self, word: str) -> bool:
        return word in FUNCTION_WORDS or word in self.gazetteer.common_words

    def find(self, segmented: Segmented, detected: Sequence[Candidate]) -> list[Candidate]:
        """Where the text names them, in reading order. Among `detected` is evidence whether a capital at the beginning of
        a sentence is a name."""
        if not self._starts:
            return []
        spans = {(c.first, c.last) for c in detected}
        return [c for sentence in segmented.sentences for c in self._in_sentence(segmented.tokens, sentence, spans)]

    def _in_sentence(
        self, tokens: Sequence[Token], sentence: Sentence, detected: set[tuple[int, int]]
    ) -> Iterator[Candidate]:
        i = sentence.first
        while i < sentence.last:
            found = None
            for end, phrase in self._phrases_at(tokens, i, sentence.last):
                if _is_written_so(phrase, tokens[i:end], i > sentence.first or (i, end) in detected):
                    found = (end, phrase)
            if found is None:
                i += 1
                continue
            end, phrase = found
            actor = self.known[phrase.number]
            last, participates = self._part(tokens, i, end, sentence.last, actor.type == "topic")
            kind: MentionKind = "name" if phrase.is_name else "alias"
            yield Candidate(i, last, kind, actor.type, participates=participates, known=phrase.number)
            i = last

    def _phrases_at(self, tokens: Sequence[Token], i: int, limit: int) -> Iterator[tuple[int, _Phrase]]:
        """Phrases that begin at token `i`, shorter ones first, each with its end."""
        if not tokens[i].text[0].isalnum():
            return
        name = issue = ""
        for k in range(i, min(limit, i + _MAX_TOKENS)):
            token = tokens[k]
            if not token.text[0].isalnum():
                if token.lower not in _JOINERS:
                    return
                continue
            letters = _letters(token)
            name += letters
            bare = k > i and token.lower in DETERMINERS
            if not bare:
                issue += singular(letters)
            if len(issue) >= _START and issue[:_START] not in self._starts and name[:_START] not in self._starts:
                return
            phrase = self._names.get(name) or (None if bare else self._issues.get(issue))
            if phrase is not None:
                yield k + 1, phrase

    def _part(self, tokens: Sequence[Token], first: int, last: int, limit: int, issue: bool) -> tuple[int, bool]:
        """The end of the whole mention, and whether it is one itself or only says what something else is about."""
        if issue and last < limit and tokens[last].lower in _SAME_THING:
            last += 1
        before = first > 1 and tokens[first - 1].text in "-–" and tokens[first - 1].end == tokens[first].start
        behind = tokens[last].lower if last < limit else ""
        if behind in {"-", "–"} and tokens[last].start == tokens[last - 1].end:
            return last, False
        about = behind in self.gazetteer.event_nouns or (issue and behind in _ABOUT_IT)
        return last, not (about or (issue and before))


def _is_written_so(phrase: _Phrase, tokens: Sequence[Token], evident: bool) -> bool:
    if phrase.acronym:
        return all(t.text.isupper() for t in tokens if t.is_word)
    return not phrase.ordinary or (evident and tokens[0].is_capital)


def join(
    given: Given, found: Sequence[Candidate], detected: Sequence[Candidate], segmented: Segmented
) -> tuple[list[Candidate], list[KnownActor]]:
    """One list of candidates, in reading order and without overlap, and the known actors with their types.

    What the caller named wins over what was detected there, except for a longer name of somebody else: "Jordan" is not
    named in "Jordan Price", nor "Acme" in "Acme Workers' Union". An actor of the gazetteer that the caller named is the
    caller's under all its names.
    """
    work = _Joining(given, segmented)
    return work.run(found, detected)


class _Joining:
    def __init__(self, given: Given, segmented: Segmented) -> None:
        self.given = given
        self.known = given.known
        self.gazetteer = given.gazetteer
        self.segmented = segmented
        self.full_names = [
            [name for written in (actor.name, *actor.aliases) if (name := person_name(written)).is_full]
            for actor in given.known
        ]
        self.told: dict[int, Counter[ActorType]] = defaultdict(Counter)

    def run(
        self, found: Sequence[Candidate], detected: Sequence[Candidate]
    ) -> tuple[list[Candidate], list[KnownActor]]:
        firsts = [d.first for d in detected]
        listed = dict(self.given.listed)
        left: dict[int, Candidate] = dict(enumerate(detected))
        kept: list[Candidate] = []
        for mine in found:
            if kept and mine.first < kept[-1].last:
                continue
            n = max(0, bisect_left(firsts, mine.first + 1) - 1)
            here = []
            while n < len(detected) and detected[n].first < mine.last:
                if detected[n].last > mine.first and n in left:
                    here.append(n)
                n += 1
            winner = self._winner(mine, left[here[0]]) if len(here) == 1 else mine
            for n in here:
                del left[n]
            if winner.known is not None and winner.entity is not None and winner.kind in _OWN_FORMS:
                listed.setdefault(winner.entity, winner.known)
            kept.append(winner)
        known = [self._typed(number, actor) for number, actor in enumerate(self.known)]
        candidates = sorted([*kept, *left.values()], key=lambda c: c.first)
        for candidate in candidates:
            if candidate.known is None and candidate.entity is not None:
                candidate.known = listed.get(candidate.entity)
            if candidate.known is not None:
                candidate.type = known[candidate.known].type
        return candidates, known

    def _winner(self, mine: Candidate, other: Candidate) -> Candidate:
        """What stands where the caller's `mine` and the detected `other` overlap."""
        assert mine.known is not None
        if (mine.first, mine.last) == (other.first, other.last):
            if other.type is not None:
                self.told[mine.known][other.type] += 1
            return replace(other, kind=mine.kind if other.kind == "name" else other.kind, known=mine.known)
        if mine.first < other.first or mine.last > other.last:
            return mine
        if self._is_longer_name(mine, other):
            return replace(other, known=mine.known)
        return other if self._is_somebody_else(other) else mine

    def _is_longer_name(self, mine: Candidate, other: Candidate) -> bool:
        """As "Turkish officials" for Turkey, "Acme Corp" for Acme, "Ruth Vail" for Vail."""
        assert mine.known is not None
        if mine.first == other.first:
            if other.entity is not None and other.type == "state":
                return True
            rest = self.segmented.tokens[mine.last : other.last]
            return all(t.lower in _LEGAL_FORMS or not t.is_word for t in rest)
        if mine.last != other.last or other.type != "person" or self.known[mine.known].type not in ("person", None):
            return False
        name = person_name(self._surface(other))
        names = self.full_names[mine.known]
        if not names:
            names.append(name)
        return any(same_person(name, full, self.gazetteer.nicknames) for full in names if name.is_full)

    def _is_somebody_else(self, other: Candidate) -> bool:
        """Whether a longer detected name is sure enough to be one: by a title, a given name, or a noun for its kind."""
        first, last = self.segmented.tokens[other.first], self.segmented.tokens[other.last - 1]
        if other.type == "person":
            return bool(other.titles) or first.text in self.gazetteer.given_names
        return other.entity is not None or last.lower in self.gazetteer.type_nouns

    def _typed(self, number: int, actor: KnownActor) -> KnownActor:
        """The actor with its type: the caller's, else what it was oftenest detected as. An issue whose name is that of an
        actor is no issue."""
        told = self.told[number].most_common(1)
        capital = actor.name[:1].isupper()
        if told and (actor.type is None or (actor.type == "topic" and capital)):
            return replace(actor, type=told[0][0])
        if actor.type is None:
            entity = next((e for e, n in self.given.listed.items() if n == number), None)
            return replace(actor, type="organisation" if entity is None else self.gazetteer.entities[entity].type)
        return actor

    def _surface(self, candidate: Candidate) -> str:
        return self.segmented.text[slice(*self.segmented.span(candidate.first, candidate.last))]


def _letters(token: Token) -> str:
    """The letters and digits of a token as names compare."""
    lower = token.lower
    if not lower.isascii():
        lower = folded(lower)
    return lower if lower.isalnum() else "".join(ch for ch in lower if ch.isalnum())


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """A lower-case noun without the ending of its plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
