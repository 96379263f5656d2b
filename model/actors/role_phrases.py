"""The words around a role noun ("the former Ohio senator"), and by which nouns the bearer of a role can be called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from model.actors.cast import CastMention
from model.actors.discourse import Discourse
from model.closed_classes import FUNCTION_WORDS, PREPOSITIONS
from model.gazetteer import Gender

_FORMER = frozenset({"former", "ex", "past"})
_OTHER = frozenset("new next future first last other previous second then incoming outgoing late would-be".split())
_KEEPS_APART = frozenset({"vice", "deputy", "lieutenant", "assistant", "associate", "general", "acting", "lt"})
_MOST_MODIFIERS = 4
_NO_MODIFIERS = frozenset({"verb", "past", "be", "have", "modal", "do", "adverb", "gerund"})
DEFINITE = frozenset({"the", "that", "this"})
INDEFINITE = frozenset({"a", "an", "another", "one", "any", "no", "every", "each", "some"})
POSSESSIVE = frozenset({"his", "her", "their", "its", "our", "my", "your", "'s", "'"})
_DESCRIPTION = 7
_FEMALE = frozenset(
    "woman girl wife mother daughter sister queen princess widow aunt niece grandmother actress nun spokeswoman congresswoman "
    "chairwoman businesswoman councilwoman policewoman waitress stewardess heroine girlfriend fiancée".split()
)
_MALE = frozenset(
    "man boy husband father son brother king prince widower uncle nephew grandfather actor monk spokesman congressman "
    "chairman businessman councilman policeman gunman fisherman priest boyfriend fiancé pope".split()
)


def gender_of_role(role: str) -> Gender | None:
    """The gender that a role noun tells."""
    last = role.split()[-1]
    return "f" if last in _FEMALE else "m" if last in _MALE else None


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role noun with what stands before it. `places` are capitalised words that name no actor ("Ohio")."""

    definite: bool
    former: bool
    other: bool
    owner: CastMention | None
    places: frozenset[str]


def nouns_of(role: str, called: Mapping[str, frozenset[str]]) -> set[str]:
    """All nouns by which the bearer of a role can be called, "former" kept before them."""
    words = role.replace(" .", "").split()
    former = "former " if words[0] in _FORMER else ""
    words = [word for word in words if word not in _FORMER]
    if not words:
        return set()
    names = {" ".join(words)}
    if not _KEEPS_APART & set(words):
        names.add(words[-1])
    names |= {noun for name in names for noun in called.get(name, ())}
    return {former + name for name in names}


def places_of(discourse: Discourse) -> dict[int, set[str]]:
    """Capitalised words in what describes a person: "Sen. X of Ohio", "X, a Texas Republican", "X, D-Ill."."""
    described: dict[int, set[str]] = defaultdict(set)
    tokens = discourse.segmented.tokens
    for first, mention in discourse.starting_at.items():
        if discourse.actors[mention.actor].type != "person":
            continue
        k = mention.last
        while k < min(len(tokens), mention.last + _DESCRIPTION):
            token = tokens[k]
            if token.is_capital and token.is_word:
                described[mention.actor].add(token.lower)
            elif token.is_word and token.lower not in {"of", "a", "an", "the", "from"}:
                break
            k += 1
        for k in range(first - 1, max(-1, first - _DESCRIPTION), -1):
            if not (tokens[k].is_capital or tokens[k].text == "."):
                break
            described[mention.actor].add(tokens[k].lower)
    return described


def read_phrase(discourse: Discourse, first: int) -> RolePhrase:
    """Reads what stands before a role noun, from right to left."""
    former = other = False
    places: set[str] = set()
    owner: CastMention | None = None
    k = first
    while k > 0 and first - k < _MOST_MODIFIERS:
        word = discourse.words[k - 1]
        mention = discourse.ending_at.get(k - 1 if word in {"'s", "'"} else k)
        if mention is not None:
            if discourse.actors[mention.actor].type == "region":
                places.add(discourse.words[mention.last - 1])
            else:
                owner = mention
            k = mention.first
            break
        if word == "-" and discourse.word(k - 2) == "ex":
            former, k = True, k - 2
            continue
        if not discourse.segmented.tokens[k - 1].is_word or word in FUNCTION_WORDS | PREPOSITIONS | POSSESSIVE:
            break
        if discourse.tag(k - 1) in _NO_MODIFIERS and word not in _FORMER | {"acting"}:
            break
        former |= word in _FORMER
        other |= word in _OTHER
        if discourse.segmented.tokens[k - 1].is_capital:
            places.add(word)
        k -= 1
    return RolePhrase(discourse.word(k - 1) in DEFINITE, former, other, owner, frozenset(places))


def names_place(word: str, place: str) -> bool:
    """Whether a word is a place's name or short for it: "ill" of "illinois", "fla" of "florida"."""
    if word == place:
        return True
    letters = iter(place)
    return 2 <= len(word) <= 5 and word[0] == place[0] and all(ch in letters for ch in word)
