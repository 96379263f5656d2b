"""Terms of the shallow parse: what each mention is to the words around it, and the way from holder to target."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

from model.features.reading import Reading

_BELOW_A_NOUN = {"modifier": "~", "apposition": "~", "coordinated": "&"}
_ABOVE = frozenset({"modifier", "relative", "participle", "apposition"})
_LONGEST_PATH = 6
_LONGEST_CHAIN = 5
_NOT_ABOVE = frozenset({"coordinated", "apposition", "and verb", "is", "is not"})
_NEAREST_ABOVE = ("object", "passive subject", "verb by", "subject", "modifier", "possessor", "of")
_MOST_HOLDERS = 3

Steps = tuple[tuple[str, int], ...]


def labels(reading: Reading) -> dict[int, list[str]]:
    """What to call each item that is a mention or stands for one: "HOLDER", "HOLDER~" for the noun that it modifies
    ("HOLDER officials"), "HOLDER&" for what it is coordinated with."""
    named: dict[int, list[str]] = defaultdict(list)
    for i, item in enumerate(reading.items):
        if item.role:
            named[i].append(item.role)
    for link in reading.parse.links:
        suffix = _BELOW_A_NOUN.get(link.relation)
        role = reading.items[link.dependent].role
        if suffix and role and not reading.items[link.governor].role:
            if role + suffix not in named[link.governor]:
                named[link.governor].append(role + suffix)
    return named


def relations(reading: Reading) -> Iterator[str]:
    """ "HOLDER subject of accus", "TARGET object of [blame-]", "TARGET has modifier embattl"."""
    named = labels(reading)
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
    path = shortest_path(reading)
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
            steps = chain(reading, i)
            for length in range(2, min(4, len(steps) + 1)):
                climbed = " ".join(f"{relation} of [{_sense(reading, j)}]" for relation, j in steps[:length])
                yield f"{role} {climbed}"


def chain(reading: Reading, i: int) -> Steps:
    """The governors of item `i`, nearest first, each with its relation to the one below it; at most five."""
    steps: Steps = ()
    seen = {i}
    while len(steps) < _LONGEST_CHAIN:
        found = [link for link in reading.parse.above.get(i, ()) if link.relation not in _NOT_ABOVE]
        found = [link for link in found if link.governor not in seen]
        if not found:
            break
        link = min(found, key=lambda link: _rank(link.relation))
        i = link.governor
        seen.add(i)
        steps = (*steps, (link.relation, i))
    return steps


def _rank(relation: str) -> int:
    return _NEAREST_ABOVE.index(relation) if relation in _NEAREST_ABOVE else len(_NEAREST_ABOVE)


def _verbs(reading: Reading) -> Iterator[str]:
    named = labels(reading)
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


def shortest_path(reading: Reading) -> Steps:
    """Steps (relation with its direction, item reached) from a holder to a target over at most six links; () if none."""
    near: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for governor, relation, dependent in reading.parse.links:
        near[dependent].append((f"<{relation}", governor))
        near[governor].append((f"{relation}>", dependent))
    shortest: Steps = ()
    for start in reading.holders[:_MOST_HOLDERS]:
        path = _search(reading, near, start)
        if path and (not shortest or len(path) < len(shortest)):
            shortest = path
    return shortest


def _search(reading: Reading, near: dict[int, list[tuple[str, int]]], start: int) -> Steps:
    queue: deque[tuple[int, Steps]] = deque([(start, ())])
    seen = {start}
    while queue:
        i, path = queue.popleft()
        if reading.items[i].role == "TARGET":
            return path
        if len(path) < _LONGEST_PATH:
            for relation, j in near[i]:
                if j not in seen:
                    seen.add(j)
                    queue.append((j, (*path, (relation, j))))
    return ()


def _word(reading: Reading, i: int) -> str:
    return reading.items[i].role or reading.stems[i] + ("!" if i in reading.parse.negated else "")


def _sense(reading: Reading, i: int) -> str:
    return reading.sense(i) or reading.parse.tags[i]


def _differ(one: str, other: str) -> bool:
    return one.rstrip("~&") != other.rstrip("~&")
