"""What part each mention, pronoun and common noun plays in its sentence, by the shallow parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from model.actors.cast import CastMention
from model.lexicon import Lexicon
from model.pairs import Item, Role
from model.segmentation import Segmented
from model.syntax import Parse, parse

Function = Literal["subject", "object", "possessor", "other"]
_SUBJECT = frozenset({"subject", "copula subject", "passive subject"})
_OBJECT = frozenset({"object", "second object"})
_NEIGHBOURS: tuple[Role, Role] = ("HOLDER", "TARGET")


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun that could be what a pronoun means; `at` is its token."""

    at: int
    word: str
    function: Function


class Grammar:
    """One sentence, parsed with every mention as one word. Tokens are those of the text."""

    def __init__(
        self, segmented: Segmented, first: int, last: int, mentions: Sequence[CastMention], lexicon: Lexicon
    ) -> None:
        self._tokens: list[int] = []
        items: list[Item] = []
        begins = {m.first: m for m in mentions}
        i = first
        while i < last:
            mention = begins.get(i)
            self._tokens.append(i)
            role: Role = _NEIGHBOURS[len(items) % 2] if mention else ""
            items.append(Item(role or segmented.tokens[i].lower, role, False, ""))
            i = min(mention.last, last) if mention else i + 1
        self._item = {token: n for n, token in enumerate(self._tokens)}
        self._items = items
        self._parse: Parse = parse(items, lexicon.connotations.word_class, lexicon.past_forms, lexicon.reporting)
        self._apposed = {
            link.governor: link.dependent
            for link in self._parse.links
            if link.relation == "apposition" and link.dependent < link.governor
        }

    def tag(self, token: int) -> str:
        """The part of speech of the word at a token, "" inside a mention or outside the sentence."""
        item = self._item.get(token)
        return "" if item is None else self._parse.tags[item]

    def function(self, token: int) -> Function:
        """The part that the mention or word at a token plays; of another name for what stands before it, the part of that."""
        item = self._item.get(token, -1)
        found: Function = "other"
        for link in self._parse.above.get(item, ()):
            if link.relation in _SUBJECT:
                return "subject"
            if link.relation in _OBJECT:
                found = "object"
            elif link.relation == "possessor":
                return "possessor"
        if found == "other" and item in self._apposed:
            return self.function(self._tokens[self._apposed[item]])
        return found

    def verb_of(self, token: int) -> int | None:
        """The token of the verb of which a mention or word is subject or object."""
        for link in self._parse.above.get(self._item.get(token, -1), ()):
            if link.relation in _SUBJECT or link.relation in _OBJECT:
                return self._tokens[link.governor]
        return None

    def subjects_of(self, verb: int) -> set[int]:
        """The tokens of a verb's subjects."""
        item = self._item[verb]
        return {
            self._tokens[link.dependent]
            for link in self._parse.links
            if link.governor == item and link.relation in _SUBJECT
        }

    def coordinated(self, token: int) -> list[int]:
        """The tokens that are joined to this one by "and"."""
        item = self._item.get(token, -1)
        return [self._tokens[k.dependent] for k in self._parse.links if k[:2] == (item, "coordinated")]

    def nouns(self) -> list[Noun]:
        """The common nouns that head a group, in reading order, but for those that are another name for a mention."""
        modifiers = {link.dependent for link in self._parse.links if link.relation == "modifier"}
        for a, b in self._apposed.items():
            modifiers |= {n for n, other in ((a, b), (b, a)) if self._items[other].role}
        return [
            Noun(token, self._items[n].word, self.function(token))
            for n, token in enumerate(self._tokens)
            if self._parse.tags[n] == "noun" and n not in modifiers
        ]
