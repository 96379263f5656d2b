"""Terms of the shallow parse: what each mention is to the words around it, and the way from holder to target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from model.features.reading import Reading

_ABOVE = frozenset({"modifier", "relative", "participle", "apposition"})


def relations(reading: Reading) -> Iterator[str]:
    """ "HOLDER subject of accus", "TARGET object of [blame-]", "TARGET has modifier embattl"."""
    named = reading.labels
    for governor, relation, dependent in reading.parse.links:
        role_above, role_below = reading.items[governor].role, reading.items[dependent].role
        if role_above and role_below:
            yield f"{role_below} {relation} of {role_above}"
            continue
        for name in named.get(dependent, ()):
            yield f"{name} {relation} of {_word(reading, governor)}"
            yield f"{name} {relation} of [{_sense(reading, governor)}]"
        if role_above and relation in _ABOVE:
            yield f"{role_above} has {relation} {_word(reading, dependent)}"


def paths(reading: Reading) -> Iterator[str]:
    """Verbs with both mentions in their slots, then the shortest chain of links from holder to target."""
    yield from _verbs(reading)
    path = reading.path
    if not path:
        yield "no path"
        return
    inner, (last_relation, _) = path[:-1], path[-1]
    yield "words: " + " ".join(f"{relation} {_word(reading, i)}" for relation, i in inner) + f" {last_relation}"
    yield "senses: " + " ".join(f"{relation} {_sense(reading, i)}" for relation, i in inner) + f" {last_relation}"
    yield "links: " + " ".join(relation for relation, _ in path)
    yield "through: " + " ".join(_sense(reading, i) for _, i in inner)
    for _, i in inner:
        yield f"on the way: {_word(reading, i)}"
        yield f"on the way: [{_sense(reading, i)}]"


def above(reading: Reading) -> Iterator[str]:
    """What stands above each mention, as senses: "TARGET object of [refusal-] object of [law]"."""
    for role, places in reading.ends:
        for i in places[:2]:
            steps = reading.chain(i)
            for length in range(2, min(4, len(steps) + 1)):
                climbed = " ".join(f"{relation} of [{_sense(reading, j)}]" for relation, j in steps[:length])
                yield f"{role} {climbed}"


def _verbs(reading: Reading) -> Iterator[str]:
    named = reading.labels
    slots: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for governor, relation, dependent in reading.parse.links:
        if not reading.items[governor].role:
            slots[governor][relation].append(dependent)
    for verb, by in slots.items():
        subjects = [n for d in by.get("subject", []) + by.get("verb by", []) for n in named.get(d, ())]
        objects = [n for r in ("object", "passive subject") for d in by.get(r, []) for n in named.get(d, ())]
        others = [d for r in ("object", "second object") for d in by.get(r, []) if not reading.items[d].role]
        obliques = [
            (r.removeprefix("verb "), n)
            for r in by
            if r.startswith("verb ") and r != "verb by"
            for d in by[r]
            for n in named.get(d, ())
        ]
        word, sense = _word(reading, verb), _sense(reading, verb)
        for subject in subjects:
            for target in objects:
                if _differ(subject, target):
                    yield f"{subject} {word} {target}"
                    yield f"{subject} [{sense}] {target}"
            for preposition, target in obliques:
                if _differ(subject, target):
                    yield f"{subject} {word} {preposition} {target}"
                    yield f"{subject} [{sense}] {preposition} {target}"
                    for other in others:
                        yield f"{subject} {word} {_word(reading, other)} {preposition} {target}"
                        yield f"{subject} [{sense} {_sense(reading, other)}] {preposition} {target}"
        for preposition, target in obliques:
            for other_end in objects:
                if _differ(other_end, target):
                    yield f"[{sense}] {other_end} {preposition} {target}"


def _word(reading: Reading, i: int) -> str:
    return reading.items[i].role or reading.stems[i] + ("!" if i in reading.parse.negated else "")


def _sense(reading: Reading, i: int) -> str:
    return reading.sense(i) or reading.parse.tags[i]


def _differ(one: str, other: str) -> bool:
    return one.rstrip("~&") != other.rstrip("~&")
