"""Who and what has been mentioned so far, where, and in which part: what pronouns and role nouns choose from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.actors.cast import CastActor, CastMention
from model.actors.grammar import Function, Grammar
from model.attribution import Nominal, attribute
from model.gazetteer import Gazetteer, Gender
from model.lexicon import Lexicon
from model.segmentation import Segmented

NOBODY = -1
_PLURALS = frozenset("people police troops officials forces authorities leaders allies they them their".split())
_MOST_STEPS = 16
_MAY_SPEAK = frozenset({"he", "she", "they", "it"})


@dataclass(frozen=True, slots=True)
class Referent:
    """Tokens `first:last` mean `actor`, or (NOBODY) somebody or something that is no actor. `quoted` is the number of the
    quotation around it; `speaks` tells that it is subject of a reporting verb."""

    actor: int
    first: int
    last: int
    function: Function
    quoted: int | None
    speaks: bool
    plural: bool = False
    person: bool = False
    gender: Gender | None = None


class Discourse:
    """A text with its mentions, to which resolved ones are added as they are found."""

    def __init__(
        self,
        mentions: Sequence[CastMention],
        actors: Sequence[CastActor],
        segmented: Segmented,
        gazetteer: Gazetteer,
        lexicon: Lexicon,
    ) -> None:
        self.actors = actors
        self.segmented = segmented
        self.sentences = segmented.sentences
        self.lexicon = lexicon
        self.kinds = gazetteer.type_nouns
        self.plurals = {words[-1] for words, role in gazetteer.roles if role.plural} | _PLURALS
        self.words = [t.lower for t in segmented.tokens]
        self.taken = {i for m in mentions for i in range(m.first, m.last)}
        self.ending_at = {m.last: m for m in mentions}
        self.starting_at = {m.first: m for m in mentions}
        self.named = [0] * len(actors)
        self.quotation_at: list[int | None] = [None] * len(self.words)
        for quotation, q in enumerate(segmented.quotations):
            self.quotation_at[q.first : q.last] = [quotation] * (q.last - q.first)
        self._starts = [s.first for s in self.sentences]
        self._mentions: list[list[CastMention]] = [[] for _ in self.sentences]
        self._referents: list[list[Referent]] = [[] for _ in self.sentences]
        self._grammars: list[Grammar | None] = [None] * len(self.sentences)
        for mention in mentions:
            if (number := self.sentence_of(mention.first)) is not None:
                self._mentions[number].append(mention)
                self.named[mention.actor] += 1
        for mentions_here in self._mentions:
            for mention in mentions_here:
                self.add(mention)
        self._speaker_of = self._speakers(mentions)

    def sentence_of(self, token: int) -> int | None:
        """The number of the sentence around a token; None in a dateline."""
        number = bisect_right(self._starts, token) - 1
        return number if number >= 0 and token < self.sentences[number].last else None

    def grammar(self, number: int) -> Grammar:
        """The parse of a sentence, made when it is first asked for."""
        found = self._grammars[number]
        if found is None:
            s = self.sentences[number]
            found = self._grammars[number] = Grammar(
                self.segmented, s.first, s.last, self._mentions[number], self.lexicon
            )
        return found

    def word(self, i: int) -> str:
        """The word at a token, "" beyond the text."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def tag(self, i: int) -> str:
        """The part of speech of the word at a token, "" inside a mention or outside sentences."""
        number = self.sentence_of(i)
        return "" if number is None else self.grammar(number).tag(i)

    def add(self, mention: CastMention) -> None:
        """Takes in a mention, named or resolved, instead of what was known at its place."""
        actor = self.actors[mention.actor]
        self._insert(
            Referent(
                mention.actor,
                mention.first,
                mention.last,
                *self._place(mention.last - 1 if mention.kind == "role" else mention.first),
                self._is_plural(mention, actor),
                actor.type == "person",
            )
        )

    def add_noun(
        self,
        first: int,
        last: int,
        *,
        actor: int = NOBODY,
        person: bool = False,
        gender: Gender | None = None,
        plural: bool = False,
    ) -> None:
        """Takes in an expression that is no mention of an actor, but may be what a pronoun means."""
        self._insert(Referent(actor, first, last, *self._place(last - 1), plural, person, gender))

    def owner_behind(self, last: int) -> CastMention | None:
        """The mention in "of Peru", "for the bank" at token `last`."""
        if last < len(self.words) and self.words[last] in {"of", "for"}:
            return self.starting_at.get(last + 1 + (self.words[last + 1 : last + 2] == ["the"]))
        return None

    def _place(self, token: int) -> tuple[Function, int | None, bool]:
        number = self.sentence_of(token)
        assert number is not None
        grammar = self.grammar(number)
        function = grammar.function(token)
        verb = grammar.verb_of(token) if function == "subject" else None
        speaks = verb is not None and self.words[verb] in self.lexicon.saying
        return function, self.quotation_at[token], speaks

    def _insert(self, referent: Referent) -> None:
        number = self.sentence_of(referent.first)
        assert number is not None
        here = self._referents[number]
        here[:] = [r for r in here if r.first != referent.first]
        here.append(referent)
        if len(here) > 1 and here[-2].first > referent.first:
            here.sort(key=lambda r: r.first)

    def _is_plural(self, mention: CastMention, actor: CastActor) -> bool:
        """As "Democrats", "Turkish officials", "the rebels"."""
        last = self.words[mention.last - 1]
        if last in self.plurals:
            return True
        if not last.endswith("s") or last.endswith("ss") or self.segmented.tokens[mention.last - 1].text.isupper():
            return False
        return " ".join(self.words[mention.first : mention.last]) != actor.name.lower() and actor.type != "person"

    def _speakers(self, mentions: Sequence[CastMention]) -> dict[int, int]:
        """For each quotation the first token of the mention or pronoun that speaks it."""
        nominals = [
            Nominal(m.first, m.last, self.actors[m.actor].type == "source" or not m.participates, self._person(m))
            for m in mentions
        ]
        nominals += [
            Nominal(i, i + 1, False, word != "it")
            for i, word in enumerate(self.words)
            if word in _MAY_SPEAK and i not in self.taken
        ]
        nominals.sort(key=lambda n: n.first)
        speakers: dict[int, int] = {}
        for speech in attribute(self.segmented, nominals, self.lexicon):
            quotation = self.quotation_at[speech.first]
            if speech.kind == "direct" and speech.speaker is not None and quotation is not None:
                speakers.setdefault(quotation, nominals[speech.speaker].first)
        return speakers

    def _person(self, mention: CastMention) -> bool:
        return self.actors[mention.actor].type == "person"

    def speaker(self, quotation: int | None) -> int | None:
        """The actor who speaks a quotation, as far as the pronouns that stand for speakers have been resolved."""
        at = None if quotation is None else self._speaker_of.get(quotation)
        if at is None:
            return None
        number = self.sentence_of(at)
        here = () if number is None else self._referents[number]
        return next((r.actor for r in here if r.first == at and r.actor != NOBODY), None)

    def before(self, token: int, back: int) -> Iterator[tuple[int, Referent]]:
        """What was mentioned before a token in its sentence and the `back` ones before it, the nearest sentence first and
        each in reading order; with how many sentences lie between. Seen from outside, a quotation takes no distance."""
        at = self.sentence_of(token)
        distance, steps = 0, 0
        while at is not None and at >= 0 and distance <= back and steps < _MOST_STEPS:
            for referent in self._referents[at]:
                if referent.last <= token:
                    yield distance, referent
            if not distance or self.quotation_at[token] is not None or not self._is_quoted(at):
                distance += 1
            at, steps = at - 1, steps + 1

    def _is_quoted(self, number: int) -> bool:
        """Whether a sentence is but for its last words inside a quotation."""
        sentence = self.sentences[number]
        first = self.quotation_at[min(sentence.first + 1, sentence.last - 1)]
        return first is not None and first == self.quotation_at[max(sentence.first, sentence.last - 2)]

    def behind(self, token: int) -> Iterator[Referent]:
        """What is mentioned behind a token in its sentence."""
        number = self.sentence_of(token)
        return (r for r in (self._referents[number] if number is not None else ()) if r.first > token)
