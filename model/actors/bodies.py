"""Which names of organisations mean one organisation: acronyms, short forms, and the same words in another order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

_SMALL = frozenset("of the for and on in & -".split())
_NATIONAL = frozenset("u s us united states federal national".split())
_SHORTEST_ACRONYM = 3
_LONGEST_ACRONYM = 8


def is_acronym(word: str) -> bool:
    """Whether a word looks like letters that stand for a name."""
    return 2 <= len(word) <= _LONGEST_ACRONYM and sum(ch.isupper() for ch in word) >= 2


class Bodies:
    """The names of organisations in a text, with the numbers of their actors; words are lower case without periods."""

    def __init__(self, type_nouns: Container[str]) -> None:
        self._type_nouns = type_nouns
        self._names: dict[tuple[str, ...], int] = {}
        self._by_words: dict[frozenset[str], int] = {}
        self._by_tail: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._by_head: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._by_initials: dict[str, set[int]] = defaultdict(set)

    def add(self, words: Sequence[str], actor: int) -> None:
        """Remembers a name of two words or more under every form that could mean it later or earlier."""
        name = tuple(words)
        if name in self._names:
            return
        self._names[name] = actor
        self._by_words.setdefault(_content(name), actor)
        for k in range(1, len(name)):
            if len(name) - k >= 2 and name[k] not in _SMALL:
                self._by_tail[name[k:]].add(actor)
            if name[k - 1] not in _SMALL and all(self._is_kind(word) for word in name[k:]):
                self._by_head[name[:k]].add(actor)
        for letters in {_initials(name, _SMALL), _initials(name, ())}:
            if len(letters) >= _SHORTEST_ACRONYM:
                self._by_initials[letters].add(actor)

    def _is_kind(self, word: str) -> bool:
        return word in self._type_nouns or word in _SMALL

    def meant_by(self, words: Sequence[str]) -> int | None:
        """The one organisation that a name means: with these words in any order, or of which it is the end ("Intelligence
        Committee") or the beginning before words for its kind ("Acme" of "Acme Corp")."""
        name = tuple(words)
        if name in self._names:
            return self._names[name]
        same = self._by_words.get(_content(name)) if len(name) > 1 else None
        if same is not None:
            return same
        for table in (self._by_tail, self._by_head):
            found = table.get(name, set())
            if len(found) == 1:
                return next(iter(found))
        return None

    def abbreviated_by(self, letters: str) -> int | None:
        """The one organisation whose initials these are."""
        found = self._by_initials.get(letters, set())
        return next(iter(found)) if len(found) == 1 else None


def _content(name: Sequence[str]) -> frozenset[str]:
    return frozenset(w for w in name if w not in _SMALL and w not in _NATIONAL) or frozenset(name)


def _initials(name: Sequence[str], without: Container[str]) -> str:
    return "".join(w[0] for w in name if w[0].isalpha() and w not in without).upper()
