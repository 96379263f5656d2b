"""A table of phrases, matched longest first at a position in a sequence of lower-case words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class PhraseTable(Generic[Entry]):
    """Maps phrases (tuples of lower-case words) to entries; several entries may share a phrase.

    With `gap` above 0, that many words in all may stand between the words of a phrase ("won the *full* backing
    of"), as long as none is punctuation or itself in `solid`.
    """

    def __init__(
        self,
        phrases: Iterable[tuple[tuple[str, ...], Entry]],
        gap: int = 0,
        solid: frozenset[str] = frozenset(),
    ) -> None:
        self._gap = gap
        self._solid = solid
        self._by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str], list[Entry]]]] = {}
        self._reach: dict[str, int] = {}
        index: dict[tuple[str, ...], list[Entry]] = {}
        for words, entry in phrases:
            first = words[0]
            if words not in index:
                index[words] = []
                self._by_first.setdefault(first, []).append((words, frozenset(words[1:]), index[words]))
                self._reach[first] = max(self._reach.get(first, 0), len(words) + gap)
            if entry not in index[words]:
                index[words].append(entry)
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def __contains__(self, word: str) -> bool:
        return any(len(words) == 1 for words, _, _ in self._by_first.get(word, ()))

    def match(self, words: Sequence[str], at: int) -> tuple[int, list[Entry]] | None:
        """The end index and the entries of the longest phrase that starts at `at`, or None."""
        candidates = self._by_first.get(words[at])
        if candidates is None:
            return None
        following = frozenset(words[at + 1 : at + self._reach[words[at]]])
        for phrase, rest, entries in candidates:
            if rest <= following:
                end = self._end(phrase, words, at)
                if end is not None:
                    return end, entries
        return None

    def _end(self, phrase: tuple[str, ...], words: Sequence[str], at: int) -> int | None:
        left = self._gap if len(phrase) > 1 else 0
        i = at + 1
        for word in phrase[1:]:
            while (
                i < len(words)
                and words[i] != word
                and left
                and _may_stand_between(words[i])
                and words[i] not in self._solid
            ):
                left -= 1
                i += 1
            if i >= len(words) or words[i] != word:
                return None
            i += 1
        return i


def _may_stand_between(word: str) -> bool:
    """Words, sums of money and numbers may stand inside a phrase; punctuation may not."""
    return word.isalpha() or word in {"$", "€", "£", "¥", "0"}
