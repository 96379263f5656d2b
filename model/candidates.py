"""Which ordered pairs an article gives the classifier to judge, sentence by sentence.

A holder is an actor mentioned in the target's sentence, or whoever speaks the words the target stands in (also where
only an earlier sentence names the speaker). Nobody outside a quotation holds a stance toward what is only inside it,
but for its speaker; media outlets hold none; an affiliation ("Israel's ambassador X") is no stance.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.actors import Cast, CastMention
from model.attribution import Speech, innermost
from model.lexicon import Premodifiers
from model.pairs import CONTEXT_TOKENS, Pair, Range, Role, make_pair, name_runs
from model.records import Speech as SpeechKind
from model.segmentation import Segmented

MAX_DISTANCE = 60
"""Tokens between the nearest mentions of holder and target, beyond which they are no pair."""
MAX_ACTORS = 14
"""Actors of one sentence that are paired with each other; a longer list is cut there."""
_THIRD_PERSON = frozenset({"his", "her", "its", "their"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Holder (None: the narrator) and target are actor numbers; `distance` is in tokens, None where the holder is
    not named in the sentence; `direct` tells that no pronoun or role noun had to be resolved."""

    holder: int | None
    target: int
    sentence: int
    pair: Pair
    speech: SpeechKind
    speaker: int | None
    distance: int | None
    direct: bool


def candidate_pairs(
    segmented: Segmented, cast: Cast, speeches: Sequence[Speech], premodifiers: Premodifiers
) -> Iterator[Candidate]:
    """All pairs to judge, in reading order. Speakers in `speeches` are numbers of actors."""
    yield from _Pairing(segmented, cast, speeches, premodifiers).run()


class _Pairing:
    def __init__(
        self, segmented: Segmented, cast: Cast, speeches: Sequence[Speech], premodifiers: Premodifiers
    ) -> None:
        self.segmented = segmented
        self.premodifiers = premodifiers
        self.cast = cast
        self.speeches_of = _by_sentence(segmented, speeches)
        self.quoted: dict[int, int] = {
            i: number for number, q in enumerate(segmented.quotations) for i in range(q.first, q.last)
        }

    def run(self) -> Iterator[Candidate]:
        m = 0
        mentions = self.cast.mentions
        for number, sentence in enumerate(self.segmented.sentences):
            while m < len(mentions) and mentions[m].first < sentence.first:
                m += 1
            here = []
            while m < len(mentions) and mentions[m].first < sentence.last:
                here.append(mentions[m])
                m += 1
            if here:
                first, tokens = sentence.first, self.segmented.tokens[sentence.first : sentence.last]
                runs = [(first + a, first + b) for a, b in name_runs(tokens)]
                yield from self._sentence(number, (sentence.first, sentence.last), here, runs)

    def _sentence(self, number: int, within: Range, here: list[CastMention], runs: list[Range]) -> Iterator[Candidate]:
        speeches = self.speeches_of[number]
        actors = list(dict.fromkeys(m.actor for m in here if m.participates))[:MAX_ACTORS]
        targets = [a for a in actors if self.cast.actors[a].type != "source"]
        for target in targets:
            target_mentions = [m for m in here if m.actor == target and m.participates]
            outside = [m for m in target_mentions if m.first not in self.quoted]
            speakers = {
                speaker
                for m in target_mentions
                if (s := innermost(speeches, m.first)) and (speaker := s.speaker) is not None
            }
            if outside and not any(innermost(speeches, m.first) for m in outside):
                yield self._candidate(None, target, number, within, here, runs, speeches)
            holders = [a for a in actors if self.cast.actors[a].type not in ("source", "topic")]
            for holder in dict.fromkeys([*holders, *sorted(speakers)]):
                if holder == target or self.cast.actors[holder].type in ("source", "topic"):
                    continue
                if holder in speakers or self._may_pair(holder, target, here, target_mentions):
                    yield self._candidate(holder, target, number, within, here, runs, speeches)

    def _may_pair(self, holder: int, target: int, here: list[CastMention], targets: list[CastMention]) -> bool:
        for h in here:
            if h.actor != holder or not h.participates:
                continue
            for t in targets:
                gap = max(h.first, t.first) - min(h.last, t.last)
                if gap > MAX_DISTANCE or self.quoted.get(h.first) != self.quoted.get(t.first):
                    continue
                if {(h.first, t.first), (t.first, h.first)} & self.cast.affiliations:
                    continue
                return True
        return False

    def _candidate(
        self,
        holder: int | None,
        target: int,
        number: int,
        within: Range,
        here: list[CastMention],
        runs: list[Range],
        speeches: list[Speech],
    ) -> Candidate:
        def role(actor: int | None) -> Role:
            return (
                "OTHER" if actor is None else "HOLDER" if actor == holder else "TARGET" if actor == target else "OTHER"
            )

        holders = [m for m in here if holder is not None and m.participates and self._is_holder(m, holder, speeches)]
        holders = [m for m in holders if m.actor != target]
        targets = [m for m in here if m.actor == target and m.participates]
        own = self._possessives(holders) | self._possessives(targets)
        here, holders, targets = ([m for m in some if m.first not in own] for some in (here, holders, targets))
        demonyms = {m.last: m.first for m in here if m.kind == "demonym" and not m.participates}
        holder_ranges = [(demonyms.get(m.first, m.first), m.last) for m in holders]
        target_ranges = [(demonyms.get(m.first, m.first), m.last) for m in targets]
        ends = {*holder_ranges, *target_ranges}
        others = [(m.first, m.last) for m in here if not any(a <= m.first and m.last <= b for a, b in ends)]
        others += [run for run in runs if not any(run[0] < b and a < run[1] for a, b in [*ends, *others])]
        pair = make_pair(
            self.segmented,
            within,
            holders=holder_ranges,
            targets=target_ranges,
            others=others,
            speeches=[(s, role(s.speaker)) for s in speeches],
            premodifiers=self.premodifiers,
            narrator=holder is None,
            context=self._context(within[0]) if holder is not None and not holders else (),
        )
        speech = next((s for m in targets if (s := innermost(speeches, m.first))), None)
        distance = min((max(h.first, t.first) - min(h.last, t.last) for h in holders for t in targets), default=None)
        return Candidate(
            holder,
            target,
            number,
            pair,
            speech.kind if speech else "none",
            speech.speaker if speech else None,
            distance,
            all(any(m.resolved_by is None for m in ms) for ms in (holders, targets) if ms),
        )

    def _is_holder(self, mention: CastMention, holder: int, speeches: list[Speech]) -> bool:
        """The holder's own mentions; in a representative's speech, the name of the body it speaks for is "we"."""
        if mention.actor == holder:
            return True
        actor = self.cast.actors[holder]
        if not actor.represents or mention.actor != actor.affiliation:
            return False
        speech = innermost(speeches, mention.first)
        return speech is not None and speech.speaker == holder

    def _possessives(self, mentions: list[CastMention]) -> set[int]:
        """Where "its" and "their" stand for an actor that other words mean too: training records leave them as they are, and a
        predicate may hold one ("threw its weight behind")."""
        own = {m.first for m in mentions if self.segmented.tokens[m.first].lower in _THIRD_PERSON}
        return own if len(own) < len(mentions) else set()

    def _context(self, first: int) -> list[str]:
        return [t.lower for t in self.segmented.tokens[max(0, first - CONTEXT_TOKENS) : first]]


def _by_sentence(segmented: Segmented, speeches: Sequence[Speech]) -> list[list[Speech]]:
    """The speeches that reach into each sentence."""
    found: list[list[Speech]] = [[] for _ in segmented.sentences]
    starts = [sentence.first for sentence in segmented.sentences]
    for speech in speeches:
        number = max(0, bisect_right(starts, speech.first) - 1)
        while number < len(found) and segmented.sentences[number].first < speech.last:
            found[number].append(speech)
            number += 1
    return found
