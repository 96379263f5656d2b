"""Holds a scored article against its expectation file and says what is right, missing and wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from model.records import Actor, ArticleStances

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "seeds" / "articles"
FURTHER = HERE / "articles"
SIGN = {"support": "+", "oppose": "-", "neutral": "0"}


@dataclass
class Outcome:
    """What an article's answer gets right: each list holds a line for a reader."""

    actors_found: list[str] = field(default_factory=list)
    actors_missed: list[str] = field(default_factory=list)
    aliases_merged: list[str] = field(default_factory=list)
    aliases_apart: list[str] = field(default_factory=list)
    not_actors: list[str] = field(default_factory=list)
    sources_wrong: list[str] = field(default_factory=list)
    affiliations_right: list[str] = field(default_factory=list)
    affiliations_wrong: list[str] = field(default_factory=list)
    signs_right: list[str] = field(default_factory=list)
    signs_missed: list[str] = field(default_factory=list)
    signs_turned: list[str] = field(default_factory=list)
    evidence_wrong: list[str] = field(default_factory=list)
    absent_right: list[str] = field(default_factory=list)
    absent_wrong: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Adds another article's lines."""
        for name, lines in vars(other).items():
            getattr(self, name).extend(lines)


def rate(right: list[str], *wrong: list[str]) -> float:
    """The share of right lines among all."""
    total = len(right) + sum(map(len, wrong))
    return len(right) / total if total else 1.0


def article_paths() -> list[Path]:
    """The sample and the further articles."""
    return sorted([*SAMPLES.glob("*.txt"), *FURTHER.glob("*.txt")])


def expectation(path: Path) -> dict[str, Any]:
    """What a careful reader found in the article."""
    loaded: dict[str, Any] = yaml.safe_load((HERE / "expectations" / f"{path.stem}.yaml").read_text(encoding="utf-8"))
    return loaded


def surface_forms(actor: Actor) -> set[str]:
    """All names of an actor, as they compare."""
    return {form.removeprefix("the ").removeprefix("The ") for form in (actor.name, *actor.aliases)}


def find(answer: ArticleStances, expected: dict[str, Any]) -> Actor | None:
    """The actor that the expectation means: by name or alias, or a state by its country code."""
    names = [expected["name"], *expected.get("aliases", [])]
    for name in names:
        for actor in answer.actors:
            if name in surface_forms(actor):
                return actor
    if expected["type"] == "state":
        return next((a for a in answer.actors if a.type == "state" and a.country == expected.get("country")), None)
    return None


def compare(answer: ArticleStances, expected: dict[str, Any]) -> Outcome:
    """Everything that the expectation asks, one line each."""
    outcome = Outcome()
    by_name: dict[str, Actor | None] = {}
    for want in expected["actors"]:
        actor = by_name[want["name"]] = find(answer, want)
        (outcome.actors_found if actor else outcome.actors_missed).append(want["name"])
        for alias in want.get("aliases", []):
            merged = actor is not None and any(
                alias in form or form in alias for form in surface_forms(actor) if len(form) > 1
            )
            (outcome.aliases_merged if merged else outcome.aliases_apart).append(f"{alias} = {want['name']}")
    names = {actor.id: actor.name for actor in answer.actors}
    for want in expected["actors"]:
        actor = by_name[want["name"]]
        if actor is not None and want.get("affiliation"):
            owner = by_name.get(want["affiliation"])
            right = owner is not None and owner.id in _owners(answer, actor)
            line = f"{want['name']} of {want['affiliation']}, said {names.get(actor.affiliation or '')}"
            (outcome.affiliations_right if right else outcome.affiliations_wrong).append(line)
    listed = {form for actor in answer.actors for form in surface_forms(actor)}
    outcome.not_actors += [name for name in expected["not_actors"] if name in listed]
    for source in expected["sources"]:
        actor = find(answer, {"name": source, "type": "source"})
        holds = actor is not None and any(s.holder == actor.id for s in answer.stances)
        if actor is not None and (actor.type != "source" or holds):
            outcome.sources_wrong.append(f"{source} is a {actor.type}")
    for want in expected["stances"]:
        _stance(answer, want, by_name, outcome)
    for want in expected["absent"]:
        holder, target = by_name.get(want["holder"]), by_name.get(want["target"])
        signed = holder and target and _label(answer, holder, target) in ("support", "oppose")
        (outcome.absent_wrong if signed else outcome.absent_right).append(f"{want['holder']} -> {want['target']}")
    return outcome


def _owners(answer: ArticleStances, actor: Actor) -> set[str]:
    """Whom an actor belongs to, over all steps: a ministry's spokeswoman belongs to its state too."""
    affiliations = {a.id: a.affiliation for a in answer.actors}
    owners: set[str] = set()
    owner = actor.affiliation
    while owner is not None and owner not in owners:
        owners.add(owner)
        owner = affiliations[owner]
    return owners


def _stance(answer: ArticleStances, want: dict[str, Any], by_name: dict[str, Actor | None], outcome: Outcome) -> None:
    line = f"{want['holder']} -> {want['target']} {want['sign']} ({want['evidence']})"
    holder, target = by_name.get(want["holder"]), by_name.get(want["target"])
    label = _label(answer, holder, target) if holder and target else None
    if label is None or label == "neutral":
        outcome.signs_missed.append(line)
    elif SIGN[label] != want["sign"]:
        outcome.signs_turned.append(line)
    else:
        outcome.signs_right.append(line)
        stance = next(s for s in answer.stances if holder and target and (s.holder, s.target) == (holder.id, target.id))
        if not any(want["evidence"] in e.text or e.text in want["evidence"] for e in stance.evidence):
            outcome.evidence_wrong.append(line)


def _label(answer: ArticleStances, holder: Actor, target: Actor) -> str | None:
    return next((s.label for s in answer.stances if (s.holder, s.target) == (holder.id, target.id)), None)
