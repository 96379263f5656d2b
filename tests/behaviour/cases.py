"""The cases of end_to_end.txt, and what of a case holds in an answer of `POST /v1/stances`.

The format is told at the head of that file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATH = Path(__file__).resolve().parent / "end_to_end.txt"
LOW_CONFIDENCE = 0.8
"""A stance up to this confidence is one of low confidence."""
LEANING = 0.1
"""A score from here on leans to a side."""

Answer = dict[str, Any]

_STANCE = re.compile(r"(?P<holder>.+) -> (?P<target>.+) (?P<sign>[-+0]\??)$")
_UNSIGNED = re.compile(r"nobody -> (?P<target>.+)$")
_ASIDE = re.compile(r"(?P<name>.+) not (?P<end>holder|target)$")
_ONE = re.compile(r"one actor: (?P<forms>.+ = .+)$")
_TWO = re.compile(r"two actors: (?P<one>.+) \| (?P<other>.+)$")
_AFFILIATED = re.compile(r"affiliated: (?P<member>.+) -> (?P<body>.+)$")
_LABELS = {"+": "support", "-": "oppose", "0": "neutral"}


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what must hold of its answer. `number` counts from 1 within a phenomenon."""

    phenomenon: int
    title: str
    number: int
    text: str
    expectations: tuple[str, ...]

    @property
    def name(self) -> str:
        """As in "12.3": phenomenon and number."""
        return f"{self.phenomenon}.{self.number}"

    @property
    def open(self) -> bool:
        """Whether rules may be mended with this case in view; cases alternate in pairs, so that twins stay together."""
        return (self.number - 1) // 2 % 2 == 0


def read_cases(path: Path = PATH) -> list[Case]:
    """All cases in order. Raises ValueError for an expectation that is not understood."""
    cases: list[Case] = []
    phenomenon, title, number = 0, "", 0
    lines = (line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("//"))
    for block in "\n".join(lines).split("\n\n"):
        texts: list[str] = []
        expectations: list[str] = []
        for line in filter(str.strip, block.split("\n")):
            if line.startswith("## "):
                head, title = line[3:].split(" ", 1)
                phenomenon, number = int(head), 0
            elif line.startswith(" "):
                expectations += [part.strip() for part in line.split(";")]
            else:
                texts.append(line)
        if texts:
            number += 1
            cases.append(Case(phenomenon, title, number, "\n\n".join(texts), tuple(expectations)))
            for expectation in expectations:
                if not any(p.match(expectation) for p in (_STANCE, _UNSIGNED, _ASIDE, _ONE, _TWO, _AFFILIATED)):
                    raise ValueError(f"{cases[-1].name}: {expectation}")
    return cases


def unmet(case: Case, answer: Answer) -> list[tuple[str, str]]:
    """The expectations that the answer does not meet, each with what it says instead; none if the case is right."""
    reading = _Reading(answer, case.text)
    return [(e, wrong) for e in case.expectations if (wrong := reading.wrong(e)) is not None]


class _Reading:
    """An answer, asked by name."""

    def __init__(self, answer: Answer, text: str) -> None:
        self.actors: list[dict[str, Any]] = answer["actors"]
        self.stances: list[dict[str, Any]] = answer["stances"]
        self.text = text

    def wrong(self, expectation: str) -> str | None:
        """What the answer says instead; None where the expectation is met."""
        if m := _ONE.match(expectation):
            groups = [self.at(form) for form in m["forms"].split(" = ")]
            return None if all(groups) and len(set().union(*groups)) == 1 else f"actors {groups}"
        if m := _TWO.match(expectation):
            one, other = self.at(m["one"]), self.at(m["other"])
            return None if len(one) == len(other) == 1 and one != other else f"actors {[one, other]}"
        if m := _AFFILIATED.match(expectation):
            return self._affiliated(m["member"], m["body"])
        if m := _ASIDE.match(expectation):
            actor = self.find(m["name"])
            return None if actor is None else self._signed(**{m["end"]: actor["id"]})
        if m := _UNSIGNED.match(expectation):
            actor = self.find(m["target"])
            return f"no actor {m['target']}" if actor is None else self._signed(target=actor["id"])
        m = _STANCE.match(expectation)
        assert m is not None
        return self._stance(m["holder"], m["target"], m["sign"])

    def find(self, name: str) -> dict[str, Any] | None:
        """The actor of this name or alias; failing that, the one whose name or alias ends with it ("Minister Okoro")."""
        wanted = _plain(name)
        for fits in (str.__eq__, lambda form, wanted: form.endswith(" " + wanted)):
            for actor in self.actors:
                if any(fits(_plain(form), wanted) for form in (actor["name"], *actor["aliases"])):
                    return actor
        return None

    def at(self, form: str) -> set[str]:
        """The actors that the text means where it writes `form`; an occurrence that means none stands as an empty id."""
        found: set[str] = set()
        for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", self.text):
            here = {
                actor["id"]
                for actor in self.actors
                for mention in actor["mentions"]
                if mention["start"] < m.end() and mention["end"] > m.start()
            }
            found |= here or {""}
        return found

    def _stance(self, holder: str, target: str, sign: str) -> str | None:
        target_actor = self.find(target)
        if target_actor is None:
            return f"no actor {target}"
        if holder == "narrator":
            said = target_actor["portrayal"]
        else:
            holder_actor = self.find(holder)
            if holder_actor is None:
                return f"no actor {holder}"
            ends = (holder_actor["id"], target_actor["id"])
            said = next((s for s in self.stances if (s["holder"], s["target"]) == ends), None)
        label, score = (said["label"], said["score"]) if said else ("neutral", 0.0)
        confidence = said.get("confidence", 0.0) if said else 0.0
        wanted = _LABELS[sign[0]]
        if sign == "0?":
            right = label == "neutral" or confidence <= LOW_CONFIDENCE
        elif sign.endswith("?"):
            right = (score if wanted == "support" else -score) >= LEANING and confidence <= LOW_CONFIDENCE
        else:
            right = label == wanted
        return None if right else (f"{label} {score:+.2f}" if said else "nothing")

    def _signed(self, **ends: str) -> str | None:
        """The first stance other than neutral with this end; None if there is none."""
        for stance in self.stances:
            if stance["label"] != "neutral" and all(stance[end] == actor for end, actor in ends.items()):
                names = {actor["id"]: actor["name"] for actor in self.actors}
                return (
                    f"{names[stance['holder']]} -> {names[stance['target']]} {stance['label']} {stance['score']:+.2f}"
                )
        return None

    def _affiliated(self, member: str, body: str) -> str | None:
        one, other = self.find(member), self.find(body)
        if one is None or other is None:
            return f"no actor {member if one is None else body}"
        if one["affiliation"] == other["id"]:
            return None
        return f"of {next((a['name'] for a in self.actors if a['id'] == one['affiliation']), 'none')}"


def _plain(form: str) -> str:
    return form.casefold().removeprefix("the ")


def by_phenomenon(cases: Sequence[Case]) -> Iterator[tuple[int, str, list[Case]]]:
    """Number, title and cases of each phenomenon, in order."""
    for number, title in {case.phenomenon: case.title for case in cases}.items():
        yield number, title, [case for case in cases if case.phenomenon == number]
