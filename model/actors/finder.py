"""The way from a segmented text to its cast: recognise, join with what the caller gave, merge, affiliate, resolve, prune."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from model.actors.affiliate import affiliate
from model.actors.cast import Candidate, Cast, CastActor, CastMention, Recogniser
from model.actors.given import Given, join
from model.actors.issues import later_mentions
from model.actors.merge import merge
from model.actors.recognise import recognise
from model.actors.resolve import resolve
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.records import KnownActor
from model.segmentation import Segmented


def find_actors(
    segmented: Segmented,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    known: Sequence[KnownActor] = (),
    detect: bool = True,
    recogniser: Recogniser = recognise,
) -> Cast:
    """All actors of the text: those that `recogniser` detects and the `known` ones; with `detect` off the latter alone,
    under every name that means them."""
    detected = recogniser(segmented, gazetteer, lexicon)
    given = Given(known, gazetteer)
    candidates, known = join(given, given.find(segmented, detected), detected, segmented)
    actors, assigned = merge(candidates, segmented, gazetteer, known)
    named = [CastMention(a, c.first, c.last, c.kind, c.participates) for c, a in zip(candidates, assigned, strict=True)]
    named = sorted(
        [*named, *later_mentions(candidates, known, segmented, gazetteer.event_nouns)], key=lambda m: m.first
    )
    phrases = affiliate(actors, named, segmented, gazetteer, guess=False)
    meant = resolve(named, actors, segmented, gazetteer, lexicon)
    phrases |= affiliate(actors, meant, segmented, gazetteer, guess=True)
    kept = _kept(actors, candidates, assigned, len(known), detect)
    renumbered = {old: new for new, old in enumerate(kept)}
    for old in kept:
        affiliation = actors[old].affiliation
        actors[old].affiliation = None if affiliation is None else renumbered.get(affiliation)
    cast = [actors[old] for old in kept]
    mentions = [replace(m, actor=renumbered[m.actor]) for m in meant if m.actor in renumbered]
    return Cast(tuple(cast), tuple(mentions), frozenset(phrases))


def _kept(
    actors: Sequence[CastActor], candidates: Sequence[Candidate], assigned: Sequence[int], known: int, detect: bool
) -> list[int]:
    """The caller's actors, and if others are wanted those that act somewhere or that somebody belongs to; mere places are
    none."""
    mentioned = set(assigned)
    if not detect:
        return [n for n in range(known) if n in mentioned]
    acting = {a for c, a in zip(candidates, assigned, strict=True) if c.participates}
    modifying = {
        a
        for c, a in zip(candidates, assigned, strict=True)
        if not c.participates and actors[a].type not in ("state", "region")
    }
    owners = {actor.affiliation for actor in actors if actor.affiliation is not None}
    return [
        n for n in range(len(actors)) if n in mentioned and (n in acting or n in modifying or n in owners or n < known)
    ]
