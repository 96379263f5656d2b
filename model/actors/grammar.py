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
from model.syntax.tags import Tag

Function = Literal["subject", "object", "possessor", "other"]
_SUBJECT = frozenset({"subject", "copula subject", "passive subject"})
_OBJECT = frozenset({"object", "second object"})
_BEFORE_SUBJECTS: frozenset[Tag] = frozenset({"determiner", "adjective", "noun", "mark", "number"})
_VERBAL: frozenset[Tag] = frozenset({"verb", "past", "be", "have", "modal", "do", "adverb", "not"})
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
        self._parts = self._read_parts()

    def _read_parts(self) -> dict[int, tuple[Function, int | None]]:
        """What each item is, and of which verb."""
        parts: dict[int, tuple[Function, int | None]] = {}
        for governor, relation, dependent in self._parse.links:
            if relation in _SUBJECT:
                parts[dependent] = ("subject", governor)
            elif relation in _OBJECT and parts.get(dependent, ("", None))[0] != "subject":
                parts[dependent] = ("object", governor)
            elif relation == "possessor":
                parts.setdefault(dependent, ("possessor", None))
        opening = next((n for n, item in enumerate(self._items) if item.role), None)
        if opening is not None and opening not in parts and set(self._parse.tags[:opening]) <= _BEFORE_SUBJECTS:
            verb = self._verb_behind(opening)
            if verb is not None:
                parts[opening] = ("subject", verb)
        return parts

    def _verb_behind(self, n: int) -> int | None:
        """The verb right behind an item, or behind what commas enclose there: "Reyes, the town's No. 2, said"."""
        words = [item.word for item in self._items]
        n += 1
        if n < len(words) and words[n] == "," and "," in words[n + 1 :]:
            n = words.index(",", n + 1) + 1
        found = None
        while n < len(words) and self._parse.tags[n] in _VERBAL:
            found = n if found is None or self._parse.tags[n] != "adverb" else found
            n += 1
        return found

    def tag(self, token: int) -> str:
        """The part of speech of the word at a token, "" inside a mention or outside the sentence."""
        item = self._item.get(token)
        return "" if item is None else self._parse.tags[item]

    def function(self, token: int) -> Function:
        """The part that the mention or word at a token plays; of another name for what stands before it, the part of that."""
        item = self._item.get(token, -1)
        seen = set()
        while item not in self._parts and item in self._apposed and item not in seen:
            seen.add(item)
            item = self._apposed[item]
        return self._parts.get(item, ("other", None))[0]

    def verb_of(self, token: int) -> int | None:
        """The token of the verb of which a mention or word is subject or object."""
        verb = self._parts.get(self._item.get(token, -1), ("other", None))[1]
        return None if verb is None else self._tokens[verb]

    def subjects_of(self, verb: int) -> set[int]:
        """The tokens of a verb's subjects."""
        item = self._item[verb]
        return {self._tokens[n] for n, part in self._parts.items() if part == ("subject", item)}

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
