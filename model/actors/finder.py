"""The way from a segmented text to its cast: recognise, merge, affiliate, prune, resolve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from model.actors.affiliate import affiliate
from model.actors.cast import Candidate, Cast, CastActor, CastMention
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
) -> Cast:
    """All actors of the text. With `detect` off, only the `known` ones and the pronouns that mean them."""
    candidates = recognise(segmented, gazetteer, lexicon, known, detect)
    actors, assigned = merge(candidates, segmented, gazetteer, known)
    named = [CastMention(a, c.first, c.last, c.kind, c.participates) for c, a in zip(candidates, assigned, strict=True)]
    affiliate(actors, named, segmented, gazetteer)
    meant = sorted([*named, *resolve(named, actors, segmented, gazetteer)], key=lambda m: m.first)
    affiliate(actors, meant, segmented, gazetteer)
    kept = _kept(actors, candidates, assigned, len(known))
    renumbered = {old: new for new, old in enumerate(kept)}
    for old in kept:
        affiliation = actors[old].affiliation
        actors[old].affiliation = None if affiliation is None else renumbered[affiliation]
    cast = [actors[old] for old in kept]
    mentions = [replace(m, actor=renumbered[m.actor]) for m in meant if m.actor in renumbered]
    return Cast(tuple(cast), tuple(mentions))


def _kept(
    actors: Sequence[CastActor], candidates: Sequence[Candidate], assigned: Sequence[int], known: int
) -> list[int]:
    """Actors that act somewhere, the caller's, and those whom somebody belongs to; mere places are none."""
    acting = {a for c, a in zip(candidates, assigned, strict=True) if c.participates}
    modifying = {
        a for c, a in zip(candidates, assigned, strict=True) if not c.participates and actors[a].type not in ("state",)
    }
    owners = {actor.affiliation for actor in actors if actor.affiliation is not None}
    mentioned = set(assigned)
    return [
        n for n in range(len(actors)) if n in mentioned and (n in acting or n in modifying or n in owners or n < known)
    ]
