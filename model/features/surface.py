"""Terms of the words as they stand: around, between and inside, and how the mentions are present."""

from __future__ import annotations

from hashlib import sha1

from model.features.reading import Reading, ngrams
from model.stems import stem

_WINDOW = 5
MAX_BETWEEN = 60


def words(reading: Reading) -> list[str]:
    stems, first, last = reading.stems, reading.first, reading.last
    told = "told " if reading.pair.holder == "narrator" else ""
    if told or first == last:
        return ngrams(stems[:first], 1, 2, f"{told}before ") + ngrams(stems[first + 1 :], 1, 2, f"{told}after ")
    return (
        ngrams(stems[:first], 1, 2, "before ")
        + ngrams(stems[first : last + 1][:MAX_BETWEEN], 1, 2, "between ")
        + ngrams(stems[last + 1 :], 1, 2, "after ")
    )


def windows(reading: Reading) -> list[str]:
    terms: list[str] = []
    for role, places in reading.ends:
        for i in places[:3]:
            left, right = reading.stems[max(0, i - _WINDOW) : i], reading.stems[i + 1 : i + 1 + _WINDOW]
            terms += ngrams(left, 1, 2, f"left of {role}: ") + ngrams(right, 1, 2, f"right of {role}: ")
            terms += [f"{role} {-d}: {w}" for d, w in enumerate(reversed(left[-3:]), 1)]
            terms += [f"{role} +{d}: {w}" for d, w in enumerate(right[:3], 1)]
    return terms


def characters(reading: Reading) -> list[str]:
    between = reading.items[reading.first + 1 : reading.last][:MAX_BETWEEN]
    inside = [item.word for item in between if not item.role and item.word.isalpha() and len(item.word) > 3]
    return [
        padded[k : k + n]
        for word in inside
        for padded in (f"<{word}>",)
        for n in (3, 4, 5)
        for k in range(len(padded) - n + 1)
    ]


def state(reading: Reading) -> list[str]:
    items = reading.items
    terms = [f"holder {reading.pair.holder}"]
    if reading.targets and reading.holders:
        terms.append("holder first" if reading.holders[0] < reading.targets[0] else "target first")
        distance = reading.last - reading.first
        terms.append("distance " + next(str(d) for d in (2, 4, 7, 12, 20, 10**6) if distance <= d))
    for role, places in reading.ends:
        for i in places[:1]:
            terms.append(f"{role} is a {items[i].kind or 'speaker'}")
            if items[i].speaker:
                terms.append(f"{role} in {items[i].speaker}'s speech" + (", quoted" if items[i].quoted else ""))
            elif items[i].quoted:
                terms.append(f"{role} quoted")
            if i + 1 < len(items) and items[i + 1].word == "'s":
                terms.append(f"{role} possessive")
    if sum(item.role == "OTHER" for item in items) > 1:
        terms.append("others")
    if items and items[-1].word == "?":
        terms.append("question")
    return terms


def sentence(reading: Reading) -> str:
    """A fingerprint of all items in their order: it stands for the words as written, mentions masked."""
    return sha1(" ".join(reading.words).encode(), usedforsecurity=False).hexdigest()[:16]


def context(reading: Reading) -> list[str]:
    return ngrams([stem(word) for word in reading.pair.context], 1, 2)
