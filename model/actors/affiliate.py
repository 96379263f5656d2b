"""Whom a person belongs to or speaks for, and which state a public body is of: "the Kremlin's spokesman X", "X, Norway's envoy
to the UN", "Rep. X, D-Ohio", "Turkish Foreign Ministry"."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

from model.actors.belonging import Belonging
from model.actors.cast import CastActor, CastMention
from model.actors.descriptions import Descriptions
from model.actors.focus import Focus
from model.gazetteer import Gazetteer
from model.segmentation import Segmented


def affiliate(
    actors: Sequence[CastActor],
    mentions: MutableSequence[CastMention],
    segmented: Segmented,
    gazetteer: Gazetteer,
    guess: bool,
) -> set[tuple[int, int]]:
    """Sets `affiliation`, `represents` and `roles` of `actors`, where not yet set. With `guess`, a title without an owner
    ("Foreign Minister X") belongs to whoever the text was speaking of. Mentions that only describe a person ("a Texas
    Republican") take part in nothing from then on. Returns the first tokens of persons and owners named in one phrase, the
    person's first."""
    text = Belonging(actors, mentions, segmented, gazetteer)
    descriptions, focus = Descriptions(text), Focus(text)
    for n in range(len(mentions)):
        if actors[mentions[n].actor].type == "person" and mentions[n].kind == "name":
            descriptions.read(n)
    if guess:
        for n in range(len(mentions)):
            if actors[mentions[n].actor].type == "person" and mentions[n].kind in ("name", "role"):
                focus.read(n)
        focus.public_bodies()
    return text.phrases
