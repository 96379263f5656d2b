"""Whom "I" and "we" mean: the speaker of the direct speech that they stand in, or the body for which the speaker speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from model.actors.cast import Cast, CastMention
from model.attribution import Speech
from model.segmentation import Segmented

_SINGULAR = frozenset("i me my mine myself".split())
_PLURAL = frozenset("we us our ours ourselves".split())


def with_first_persons(cast: Cast, speeches: Sequence[Speech], segmented: Segmented) -> Cast:
    """The cast with a mention for every first-person pronoun in direct speech whose speaker is known. Speakers in `speeches`
    are numbers of actors."""
    taken = {i for m in cast.mentions for i in range(m.first, m.last)}
    found: dict[int, CastMention] = {}
    for speech in speeches:
        if speech.kind != "direct" or speech.speaker is None:
            continue
        speaker = cast.actors[speech.speaker]
        side = speaker.affiliation if speaker.represents and speaker.affiliation is not None else speech.speaker
        for i in range(speech.first, speech.last):
            word = segmented.tokens[i].lower
            if i in taken or (word not in _SINGULAR and word not in _PLURAL):
                continue
            actor = speech.speaker if word in _SINGULAR else side
            found[i] = CastMention(
                actor, i, i + 1, "pronoun", True, f"first person '{word}' in the speech of {speaker.name}"
            )
    return replace(cast, mentions=tuple(sorted([*cast.mentions, *found.values()], key=lambda m: m.first)))
