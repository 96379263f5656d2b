"""Terms of what words connote: light and attitude on each mention, by its links and by nearness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import prod

from model.closed_classes import PREPOSITIONS
from model.connotations import Connotation, sign
from model.features.reading import Reading, ngrams, repeated

_PATTERN_MARGIN = 6
_WINDOW = 5
_NEAR = (3, 7)
_NEGATED = 0.5
_LINKING = frozenset({"preposition", "to", "not", "possessive", "coordinator", "relative", "subordinator", "be"})
_TOWARD = frozenset({"of", "on", "against", "to", "for", "with", "toward", "towards"})
_MOST = 6


def senses(reading: Reading) -> list[str]:
    """1-4-grams over fields of meaning, placeholders and linking words around the mentions; senses near each of them."""
    start, end = max(0, reading.first - _PATTERN_MARGIN), min(len(reading.items), reading.last + 1 + _PATTERN_MARGIN)
    row = [letter for i in range(start, end) if (letter := _letter(reading, i))]
    terms = ngrams(row, 1, 4)
    for role, places in reading.ends:
        for i in places[:2]:
            for side, span in (("before", range(max(0, i - _WINDOW), i)), ("after", range(i + 1, i + 1 + _WINDOW))):
                inside = [k for k in span if k < len(reading.items) and not reading.items[k].role]
                terms += [f"{sense} {side} {role}" for k in inside if (sense := reading.sense(k))]
    return terms


def _letter(reading: Reading, i: int) -> str:
    sense = reading.sense(i)
    return sense or (reading.words[i] if reading.parse.tags[i] in _LINKING else "")


def senses_before(reading: Reading) -> list[str]:
    """Fields of meaning in the text that precedes."""
    return [rating.sense for rating in reading.ratings_before if rating]


def connotations(reading: Reading) -> Iterator[str]:
    """Ratings as terms that stand the oftener the stronger they are."""
    yield from _by_link(reading)
    yield from _on_path(reading)
    yield from _above(reading)
    yield from _by_nearness(reading)
    before: dict[str, float] = defaultdict(float)
    for rating in reading.ratings_before:
        for name, value in _light_and_stance(rating):
            before[f"{name} {sign(value)}"] += abs(value)
    for name, total in before.items():
        yield from [f"earlier {name}"] * min(_MOST, max(1, round(total)))


def _by_link(reading: Reading) -> Iterator[str]:
    named = reading.labels
    negated = reading.parse.negated
    slots: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for governor, relation, dependent in reading.parse.links:
        if reading.items[governor].role:
            below = reading.ratings[dependent]
            if below and not reading.items[dependent].role and relation in ("modifier", "apposition"):
                yield from repeated(f"{reading.items[governor].role} is", below.light)
            continue
        rating = reading.ratings[governor]
        for name in named.get(dependent, ()):
            slots[governor][relation].append(name)
            if rating and governor in negated:
                yield f"{name} {relation} of a negated verb"
            elif rating:
                yield from _of_link(name, relation, rating)
    for governor, by in slots.items():
        rating = reading.ratings[governor]
        if not rating or not rating.stance or governor in negated:
            continue
        for holder in by.get("subject", []) + by.get("verb by", []):
            for relation, targets in by.items():
                if relation in ("object", "passive subject") or relation.startswith("verb "):
                    for target in targets:
                        if target.rstrip("~&") != holder.rstrip("~&"):
                            link = "" if relation in ("object", "passive subject") else relation.removeprefix("verb")
                            yield from repeated(f"{holder} to{link} {target}", rating.stance)


def _of_link(name: str, relation: str, rating: Connotation) -> Iterator[str]:
    """What the governor's rating says of a mention in that relation to it."""
    if relation in ("subject", "copula subject", "verb by"):
        yield from repeated(f"{name} does", rating.agent)
        yield from repeated(f"{name} holds", rating.stance)
    elif relation in ("object", "passive subject", "second object"):
        yield from repeated(f"{name} undergoes", rating.patient)
        yield from repeated(f"{name} receives", rating.stance)
    elif relation in ("is", "modifier", "apposition"):
        yield from repeated(f"{name} is", rating.light)
    elif relation == "possessor":
        yield from repeated(f"{name} has", rating.light)
        yield from repeated(f"{name} holds in", rating.stance)
    elif relation in _TOWARD:
        yield from repeated(f"{relation} {name}, stance", rating.stance)
        yield from repeated(f"{relation} {name}, light", rating.light)
    elif relation.removeprefix("verb ") in PREPOSITIONS:
        yield from repeated(f"{name} beside", rating.tone)


def _on_path(reading: Reading) -> Iterator[str]:
    path = reading.path
    if path:
        total = 0.0
        for _, i in path[:-1]:
            rating = reading.ratings[i]
            if rating and i not in reading.parse.negated:
                total += rating.tone
                yield from repeated("on the way", rating.tone)
        signs = _signs(reading, [i for _, i in path[:-1]])
        if signs:
            yield f"way product {sign(prod(signs))}"
            yield f"way {''.join(map(sign, signs))}"
        yield f"way in all {sign(total)}"
        yield f"way of {len(path)}"


def _above(reading: Reading) -> Iterator[str]:
    """The product of the signs above each mention: "vetoed the repeal of TARGET" favours it."""
    for role, places in reading.ends:
        for i in places[:2]:
            steps = reading.chain(i)
            signs = _signs(reading, [j for _, j in steps])
            if signs:
                product = prod(signs)
                first = steps[0][0].removeprefix("verb ")
                yield from (f"above {role} {sign(product)}", f"above {role} {sign(product)}, {first}")
                yield f"above {role} {''.join(map(sign, signs))}"


def _signs(reading: Reading, places: Sequence[int]) -> list[int]:
    """1 or -1 for each item of `places` with a tone; a negated one turns."""
    signs = []
    for i in places:
        rating = reading.ratings[i]
        if rating and abs(rating.tone) >= 1:
            signs.append((1 if rating.tone > 0 else -1) * (-1 if i in reading.parse.negated else 1))
    return signs


def _by_nearness(reading: Reading) -> Iterator[str]:
    """Sums of ratings before, between and after the mentions, near each of them, in each other's speech, and in all."""
    sums: dict[tuple[str, str, str], float] = defaultdict(float)
    for i, rating in enumerate(reading.ratings):
        if rating is None or reading.items[i].role:
            continue
        negated = any(reading.parse.tags[k] == "not" for k in range(max(0, i - 3), i))
        places = _places(reading, i)
        for name, value in _named_values(rating):
            value *= -_NEGATED if negated else 1
            for place in places:
                sums[place, name, sign(value)] += abs(value)
    order = _order(reading)
    for (place, name, sign_), total in sums.items():
        yield from [f"{place} {name} {sign_}"] * min(_MOST, max(1, round(total)))
        if place in ("between", "in all") or place.startswith("near TARGET"):
            yield f"{order}, {place} {name} {sign_}"
    for place in dict.fromkeys(place for place, _, _ in sums):
        for name in ("light", "stance"):
            net = sums.get((place, name, "+"), 0.0) - sums.get((place, name, "-"), 0.0)
            if net:
                yield f"{place} {name} net {sign(net)}"
            if abs(net) >= 3:
                yield f"{place} {name} clearly {sign(net)}"


def _places(reading: Reading, i: int) -> list[str]:
    places = ["in all", "before" if i < reading.first else "between" if i < reading.last else "after"]
    for role, mentions in reading.ends:
        distance = min((abs(i - k) for k in mentions), default=len(reading.items))
        places += [f"near {role} ({reach})" for reach in _NEAR if distance <= reach]
    if reading.items[i].speaker:
        places.append(f"said by {reading.items[i].speaker}")
    return places


def _order(reading: Reading) -> str:
    if not reading.targets:
        return "no target"
    if not reading.holders:
        return "target alone"
    return "holder first" if reading.items[reading.first].role == "HOLDER" else "target first"


def _named_values(rating: Connotation) -> list[tuple[str, float]]:
    named = (("light", rating.light), ("stance", rating.stance), ("agent", rating.agent), ("patient", rating.patient))
    return [(name, value) for name, value in named if value]


def _light_and_stance(rating: Connotation | None) -> list[tuple[str, float]]:
    return [pair for pair in _named_values(rating) if pair[0] in ("light", "stance")] if rating else []
