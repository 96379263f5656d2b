"""What annotated rows have in common: the words for labels, where a name stands, and pairs of marked spans.

Two ways of annotating a stance are read: a relation from holder to target whose name is the label (`related`), and one
target, at most one holder and a label for the whole text (`chosen`). No holder is the narrator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from model.records import LABELS, Label
from training.importers.rows import LeftOut, Record, Refused

WORDS: Mapping[str, Label] = {
    **dict.fromkeys(
        ("support", "supports", "positive", "pos", "pro", "favor", "favour", "for", "favorable"), "support"
    ),
    **dict.fromkeys(("oppose", "opposes", "negative", "neg", "con", "against", "contra", "anti", "critical"), "oppose"),
    **dict.fromkeys(("neutral", "none", "neither", "neu"), "neutral"),
}
HOLDERS = {"holder", "source", "subject", "opinion holder", "stance holder"}
TARGETS = {"target", "object", "stance target"}


@dataclass(frozen=True, slots=True)
class Span:
    """A marked mention: code points, half-open, and what it was marked as."""

    start: int
    end: int
    label: str = ""

    @property
    def end_of_pair(self) -> Record:
        """The span as the end of a record."""
        return {"start": self.start, "end": self.end}


def plain(word: object) -> str:
    """A label word as it is compared: case, spaces around it and underscores do not count."""
    return str(word).strip().casefold().replace("_", " ")


def label_of(word: object, words: Mapping[str, Label]) -> Label | None:
    """The label that a word stands for: the user's own words first, then the usual ones."""
    return words.get(plain(word)) or WORDS.get(plain(word))


def required_label(word: object, words: Mapping[str, Label]) -> Label:
    """As `label_of`; raises Refused with the remedy where the word is not known."""
    label = label_of(word, words)
    if label is None:
        raise Refused(f"label {str(word)!r} is not known; say what it means, as in --label oppose={word}")
    return label


def label_words(options: Iterable[str]) -> dict[str, Label]:
    """Reads `support=positive,pro`. Raises ValueError where it has another form."""
    words: dict[str, Label] = {}
    for option in options:
        name, equals, listed = option.partition("=")
        label = next((known for known in LABELS if known == name.strip()), None)
        if label is None or not equals:
            raise ValueError(f"{option!r} is not of the form support=WORD,WORD, oppose=… or neutral=…")
        words |= {plain(word): label for word in listed.split(",")}
    return words


def place_of(text: str, name: str) -> Record:
    """The end that a name is: its span where the text has it once as whole words, the name itself otherwise."""
    name = name.strip()
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return {"start": found[0][0], "end": found[0][1]} if len(found) == 1 else {"name": name}


def code_points(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets in UTF-16 units as offsets in code points. Raises Refused where they split a character."""
    raw = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= 2 * start <= 2 * end <= len(raw):
        raise Refused(f"{start}:{end} does not lie in the text")
    try:
        before, within = (raw[2 * a : 2 * b].decode("utf-16-le") for a, b in ((0, start), (start, end)))
    except UnicodeDecodeError as error:
        raise Refused(f"{start}:{end} splits a character; offsets do not count UTF-16 units") from error
    return len(before), len(before) + len(within)


def related(
    relations: Iterable[tuple[Span, Span, object]], words: Mapping[str, Label], text: str, context: str = ""
) -> Iterator[Record | LeftOut]:
    """A record for each relation from holder to target that is named as a label; others are left out."""
    for holder, target, name in relations:
        label = label_of(name, words)
        if label is None:
            yield LeftOut(f"{name} is no stance" if name else "without a label", "relation")
        else:
            yield record(text, holder.end_of_pair, target.end_of_pair, label, context)


def chosen(
    spans: Sequence[Span], choices: Sequence[object], words: Mapping[str, Label], text: str, context: str = ""
) -> Record:
    """The record of a text with one target, at most one holder, and one label. Raises Refused where there are more."""
    named = {label_of(choice, words): choice for choice in choices if label_of(choice, words)}
    if len(named) > 1:
        raise Refused(f"is labelled {' and '.join(str(choice) for choice in named.values())}, not one of them")
    label = next(iter(named), None) or required_label(choices[0], words)
    holders, targets = ([span for span in spans if plain(span.label) in kind] for kind in (HOLDERS, TARGETS))
    if len(targets) != 1 or len(holders) > 1:
        raise Refused(f"has {len(holders)} spans marked holder and {len(targets)} marked target, not one each")
    holder = holders[0].end_of_pair if holders else None
    return record(text, holder, targets[0].end_of_pair, label, context)


def record(text: str, holder: Record | None, target: Record, label: Label, context: str = "") -> Record:
    """A record but for its id and source."""
    return {"text": text, "holder": holder, "target": target, "label": label, "context": context}


def agreed(found: Iterable[Record | LeftOut]) -> Iterator[Record | LeftOut]:
    """Each pair once; a pair that was labelled twice, and differently, is left out."""
    pairs: dict[str, list[Record]] = {}
    for one in found:
        if isinstance(one, LeftOut):
            yield one
        else:
            pairs.setdefault(repr((one["holder"], one["target"])), []).append(one)
    for same in pairs.values():
        if len({one["label"] for one in same}) == 1:
            yield same[0]
        else:
            yield LeftOut("annotators disagree", "pair")
