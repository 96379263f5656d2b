"""Ways through a parse: what stands for a mention, what stands above it, and how to get from one end to the other."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from model.pairs import Item
from model.syntax.links import Parse

Steps = tuple[tuple[str, int], ...]

_BELOW_A_NOUN = {"modifier": "~", "apposition": "~", "coordinated": "&"}
_LONGEST_PATH = 6
_LONGEST_CHAIN = 5
_NOT_ABOVE = frozenset({"coordinated", "apposition", "and verb", "is", "is not"})
_NEAREST_ABOVE = ("object", "passive subject", "verb by", "subject", "modifier", "possessor", "of")
_MOST_HOLDERS = 3


def labels(items: Sequence[Item], parse: Parse) -> dict[int, list[str]]:
    """What to call each item that is a mention or stands for one: "HOLDER", "HOLDER~" for the noun that it modifies
    ("HOLDER officials"), "HOLDER&" for what it is coordinated with."""
    named: dict[int, list[str]] = defaultdict(list)
    for i, item in enumerate(items):
        if item.role:
            named[i].append(item.role)
    for link in parse.links:
        suffix = _BELOW_A_NOUN.get(link.relation)
        role = items[link.dependent].role
        if suffix and role and not items[link.governor].role:
            if role + suffix not in named[link.governor]:
                named[link.governor].append(role + suffix)
    return named


def chain(parse: Parse, i: int) -> Steps:
    """The governors of item `i`, nearest first, each with its relation to the one below it; at most five."""
    steps: Steps = ()
    seen = {i}
    while len(steps) < _LONGEST_CHAIN:
        found = [link for link in parse.above.get(i, ()) if link.relation not in _NOT_ABOVE]
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


def shortest_path(items: Sequence[Item], parse: Parse) -> Steps:
    """Steps (relation with its direction, item reached) from a holder to a target over at most six links; () if none."""
    near: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for governor, relation, dependent in parse.links:
        near[dependent].append((f"<{relation}", governor))
        near[governor].append((f"{relation}>", dependent))
    shortest: Steps = ()
    for start in [i for i, item in enumerate(items) if item.role == "HOLDER"][:_MOST_HOLDERS]:
        path = _search(items, near, start)
        if path and (not shortest or len(path) < len(shortest)):
            shortest = path
    return shortest


def _search(items: Sequence[Item], near: dict[int, list[tuple[str, int]]], start: int) -> Steps:
    queue: deque[tuple[int, Steps]] = deque([(start, ())])
    seen = {start}
    while queue:
        i, path = queue.popleft()
        if items[i].role == "TARGET":
            return path
        if len(path) < _LONGEST_PATH:
            for relation, j in near[i]:
                if j not in seen:
                    seen.add(j)
                    queue.append((j, (*path, (relation, j))))
    return ()
