"""Features in words that a person understands: terms of `model.features` with the names of the pair in place of its roles.

One rule a kind of term, tried in order; what no rule knows is shown as it is, with the names in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from model.records import Contribution, PairEnd, PairRecord

BLOCKS = {
    "words": "words before, between and after the two",
    "windows": "words beside each of the two",
    "pattern": "kinds of words, in their order",
    "senses": "fields of meaning, in their order",
    "relations": "what each of the two is in the grammar",
    "paths": "the grammatical way from the one to the other",
    "frames": "predicates of the lexicon, and who fills their slots",
    "lexicon": "words of praise and blame",
    "connotations": "light and attitude that the words throw",
    "characters": "letters of the words between the two",
    "state": "speech, order and distance",
    "context": "words of the text before",
    "before": "fields of meaning of the text before",
    "sentence": "the sentence as a whole, if it was learned from",
    "balance": "praise and blame, added up",
    "rest": "everything else",
    "intercept": "any pair, before a word is read",
    "direction": "the other direction of the pair",
}
"""What a block looks at. A block that is not here is shown by its name."""

_SIGNS = {"+": "for", "-": "against", "0": "about"}
_WORTH = {"+": "praise", "-": "blame", "0": "neither praise nor blame"}
_KINDS = {
    "titled": "name with a title",
    "people": "name of a people",
    "thing": "common noun",
    "organisation": "name of an organisation",
}
_LIGHT = {"+": "favourable", "-": "unfavourable"}
_LETTERS = {"GOOD": "[praise]", "BAD": "[blame]", "PRO": "[supports]", "CON": "[opposes]", "SAY": "[says]"}
_SIDES = {"left": "before", "right": "after"}
_ROLE = re.compile(r"\b(HOLDER|TARGET|OTHER|narrator|nobody)([~&]?)")
_LETTER = re.compile(r"\b(GOOD|BAD|PRO|CON|SAY)\b!?")
_SHARED = " (shared)"

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for the features of one pair, whose ends are called `holder` and `target`."""

    holder: str
    target: str

    @classmethod
    def of(cls, record: PairRecord) -> Wording:
        """With the names that the record gives its ends."""
        return cls(_name(record.holder, record.text), _name(record.target, record.text))

    def block(self, name: str) -> str:
        """What the block looks at."""
        return BLOCKS.get(name, name)

    def feature(self, contribution: Contribution) -> str:
        """The feature in words."""
        text = contribution.feature
        if text.endswith(_SHARED):
            return " or ".join(self._one(part, contribution.block) for part in text.removesuffix(_SHARED).split(" / "))
        return self._one(text, contribution.block)

    def _one(self, text: str, block: str) -> str:
        for pattern, words in _RULES.get(block, ()):
            found = pattern.fullmatch(text)
            if found:
                return self._named(words(found))
        return self._named(text)

    def _named(self, text: str) -> str:
        return _ROLE.sub(self._role, text)

    def _role(self, found: re.Match[str]) -> str:
        names = {
            "HOLDER": self.holder,
            "TARGET": self.target,
            "OTHER": "another",
            "narrator": "the narrator",
            "nobody": "somebody",
        }
        return names[found[1]] + {"": "", "~": "’s people or things", "&": " and others"}[found[2]]


def _name(end: PairEnd | None, text: str) -> str:
    if end is None:
        return "the narrator"
    return text[end.start : end.end] if end.start is not None else end.name or ""


def _nearby(found: re.Match[str]) -> str:
    count = int(found[2])
    side = "before" if count < 0 else "after"
    return f"“{found[3]}” {abs(count)} word{'' if abs(count) == 1 else 's'} {side} {found[1]}"


def _frame(found: re.Match[str]) -> str:
    prefix, holder, sign, strength, more, target, kind = found.groups()
    details = [part for part in (kind, strength and f"strength {strength}") if part]
    ending = f" ({', '.join(details)})" if details else ""
    return f"{prefix or ''}{holder} {_SIGNS[sign]}{more} {target}{ending}"


def _characters(found: re.Match[str]) -> str:
    start, letters, end = found.groups()
    return f"letters “{'' if start else '…'}{letters}{'' if end else '…'}”"


_RULES: dict[str, tuple[Rule, ...]] = {
    "words": (
        (re.compile(r"(?:told )?between (.+)"), lambda m: f"“{m[1]}” between them"),
        (re.compile(r"told (before|after) (.+)"), lambda m: f"“{m[2]}” {m[1]} TARGET"),
        (re.compile(r"(before|after) (.+)"), lambda m: f"“{m[2]}” {m[1]} them"),
    ),
    "windows": (
        (re.compile(r"(left|right) of (HOLDER|TARGET): (.+)"), lambda m: f"“{m[3]}” shortly {_SIDES[m[1]]} {m[2]}"),
        (re.compile(r"(HOLDER|TARGET) ([+-]\d): (.+)"), _nearby),
    ),
    "pattern": ((re.compile(r"(.+)"), lambda m: _LETTER.sub(lambda found: _LETTERS[found[1]], m[1])),),
    "relations": (
        (re.compile(r"(\S+) (.+) of (\S+)"), lambda m: f"{m[1]}: {m[2]} of {_quoted(m[3])}"),
        (re.compile(r"(\S+) has (\S+) (\S+)"), lambda m: f"{m[1]}: has {m[2]} {_quoted(m[3])}"),
    ),
    "paths": ((re.compile(r"on the way: (.+)"), lambda m: f"{_quoted(m[1])} on the way from HOLDER to TARGET"),),
    "frames": (
        (
            re.compile(r"(at last: |plainly: |\w+ says: )?(\w+) ([+0-])(\d?)((?: [a-z]+)*) (\w+)(?: \((\w+)\))?"),
            _frame,
        ),
    ),
    "lexicon": (
        (re.compile(r"([+0-]) word (.+)"), lambda m: f"word of {_WORTH[m[1]]} {_place(m[2])}"),
        (re.compile(r"((?:\w+ tells: )?)(\w+) ([+0-]) deed"), lambda m: f"{m[1]}{m[2]} does {_deed(m[3])}"),
    ),
    "connotations": (
        (
            re.compile(r"near (HOLDER|TARGET) \((\d)\) (\w+) ([+-])"),
            lambda m: f"{_LIGHT[m[4]]} {m[3]} within {m[2]} words of {m[1]}",
        ),
        (re.compile(r"(.+) ([+-])"), lambda m: f"{m[1]}: {_LIGHT[m[2]]}"),
    ),
    "characters": ((re.compile(r"(<?)([^<>]+)(>?)"), _characters),),
    "context": ((re.compile(r"(.+)"), lambda m: f"“{m[1]}” in the text before"),),
    "state": (
        (re.compile(r"(HOLDER|TARGET) is a (.+)"), lambda m: f"{m[1]} is mentioned by a {_KINDS.get(m[2], m[2])}"),
    ),
    "sentence": ((re.compile(r"[0-9a-f]{16}"), lambda _: "this very sentence, as it was labelled"),),
    "balance": ((re.compile(r"((?:[a-z ,]+ )?)([+-]) (.+)"), lambda m: f"{_holder(m[1])}{_sum(m[2])}, {m[3]}"),),
}


def _quoted(word: str) -> str:
    """A word of the text in quotation marks; fields of meaning and mentions have none."""
    return word if word.startswith("[") or _ROLE.fullmatch(word) else f"“{word}”"


def _place(words: str) -> str:
    return {"between": "between them", "before": "before them", "after": "after them"}.get(words, words)


def _deed(sign: str) -> str:
    return {"+": "good", "-": "ill", "0": "neither good nor ill"}[sign]


def _holder(known: str) -> str:
    return f"holder {known.strip().rstrip(',')}: " if known.strip() else ""


def _sum(sign: str) -> str:
    return "more praise than blame" if sign == "+" else "more blame than praise"
