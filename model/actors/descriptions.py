"""Whom a person belongs to by the words around the name: "the Kremlin's spokesman X", "X, Norway's envoy to the UN", "Rep. X,
D-Ohio"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.actors.belonging import BODIES, DETERMINERS, REACH, Belonging
from model.actors.cast import CastMention

_BEHIND = 7
_OWNER_REACH = 5
_PARTIES = {"r": "Republican Party", "d": "Democratic Party"}
_ENDS = frozenset({".", ";", ":", "!", "?", "—", '"', "“", "”", "said", "says", "told", "and", "who", "whom", "whose", "which", "that"})  # fmt: skip
_OWNERLESS = frozenset({"person", "source", "topic"})
_POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my"})
_RANKS = frozenset(
    "senior former top deputy chief acting outgoing veteran longtime associate assistant executive ex".split()
)
_FORMER = frozenset({"former", "ex"})


@dataclass(frozen=True, slots=True)
class _Role:
    """A role noun at tokens `first:last`."""

    first: int
    last: int
    noun: str
    represents: bool
    former: bool


class Descriptions:
    """Reads the phrases before and behind the names of persons."""

    def __init__(self, text: Belonging) -> None:
        self.text = text

    def read(self, n: int) -> None:
        """Reads what stands around mention `n` of a person."""
        mention = self.text.mentions[n]
        self._party_behind(mention)
        self._before(mention, self.text.name_start(mention))
        self._behind(mention)

    def _party_behind(self, mention: CastMention) -> None:
        """As in "X (R-Ohio)", "X, D-Ill.," and "X, a Texas Republican"."""
        opening, letter, sign = (self.text.word(mention.last + k) for k in range(3))
        if opening in {"(", ",", "["} and letter in _PARTIES and sign in {"-", "–", "—", ")", "]"}:
            party = self.text.by_name.get(_PARTIES[letter])
            if party is not None:
                self.text.set_owner(mention, party, represents=False)
            return
        if opening == "of" or (opening, letter) == (",", "whose"):
            n = self.text.mention_over(mention.last + 1 + (letter in {"the", "whose"}))
            if n is not None and self.text.actors[self.text.mentions[n].actor].type in BODIES:
                self.text.join(mention, n, represents=True)
        elif opening == ",":
            k = mention.last + 1
            while k < min(len(self.text.words), mention.last + _BEHIND) and self.text.words[k] not in _ENDS | {","}:
                n = self.text.mention_over(k)
                if n is not None and self.text.actors[self.text.mentions[n].actor].type == "party":
                    after = self.text.word(self.text.mentions[n].last)
                    if after in {",", ".", "who", "from", "of", "and", "in", "whose"}:
                        self.text.join(mention, n, represents=False)
                        self.text.describes(n)
                    return
                if not (
                    self.text.tokens[k].is_capital
                    or self.text.words[k] in {"a", "an", "the", "moderate", "conservative", "senior"}
                ):
                    return
                k += 1

    def _before(self, mention: CastMention, start: int) -> None:
        """What stands before: "its chair, Dr. X,", "Israel's envoy to the UN (UN) X", "the PA (PA) X", "Republican Sen. X"."""
        appositive = self.text.apposed(mention, start)
        if appositive is not None and (self._before_until(mention, appositive) or self._waits(appositive)):
            return
        if self._before_until(mention, mention.first):
            return
        n = self.text.mention_over(start - 1)
        if n is None and self.text.word(start - 1) == ")" and self.text.word(start - 3) == "(":
            n = self.text.mention_over(start - 4)
        if n is not None:
            self._premodifier(mention, n, titled=start < mention.first)

    def _waits(self, comma: int) -> bool:
        """Whether "its chair" has an owner who is not yet known."""
        return any(self.text.word(k) == "its" and self.text.mention_over(k) is None for k in range(comma - 4, comma))

    def _before_until(self, mention: CastMention, end: int) -> bool:
        """Reads the roles that stand before token `end`; tells whether one has an owner."""
        first = end
        while first > 0 and end - first < REACH and self.text.words[first - 1] not in _ENDS | {","}:
            first -= 1
        roles = [role for role in self._roles(first, end) if self._only_complements(role.last, end)]
        for role in roles:
            self.text.actors[mention.actor].roles.add(("former " if role.former else "") + role.noun)
        for role in reversed(roles):
            owner = self._owner(role, end)
            if owner is not None:
                self.text.join(mention, owner, role.represents and not role.former)
                return True
        scene = self._scene(first) if roles and roles[-1].represents else None
        if scene is not None:
            self.text.set_owner(mention, scene, represents=True)
        return scene is not None

    def _premodifier(self, mention: CastMention, n: int, titled: bool) -> None:
        """Whom a name or adjective right before titles and name makes the person's: "Republican Sen. X", "U.S. Treasury Secretary
        X", "Danish racer X"."""
        before = self.text.mentions[n]
        owner = self.text.actors[before.actor]
        if owner.type in _OWNERLESS:
            return
        if owner.type == "party":
            self.text.join(mention, n, represents=False)
            self.text.describes(n)
        elif owner.type == "state":
            self.text.join(mention, n, represents=titled)
        elif titled or self.text.words[before.last] in {"'s", "("}:
            self.text.join(mention, n, represents=True)

    def _behind(self, mention: CastMention) -> None:
        """What stands behind: "X, Norway's envoy to the UN,", "X, a spokesman for Norway", "X is the mayor"."""
        first = mention.last + 1
        copula = self.text.word(mention.last) in {"is", "was"}
        if (
            self.text.word(mention.last) == ","
            and self.text.word(first) == "who"
            and self.text.word(first + 1) in {"is", "was"}
        ):
            copula, first = True, first + 2
        if not copula and self.text.word(mention.last) != ",":
            return
        owned = self.text.mention_over(first) if first < len(self.text.words) else None
        if (
            self.text.word(first) not in DETERMINERS
            and owned is None
            and (copula or not self._opens_description(first))
        ):
            return
        end = first
        while end < len(self.text.words) and end - first < REACH and self.text.words[end] not in _ENDS | {","}:
            end += 1
        for role in self._roles(first, end):
            if role.first - first > _BEHIND or self._named_right_behind(role.last):
                return
            self.text.actors[mention.actor].roles.add(("former " if role.former else "") + role.noun)
            owner = self._owner(role, end)
            if owner is not None:
                self.text.join(mention, owner, role.represents and not role.former)
                return

    def _opens_description(self, k: int) -> bool:
        """Whether the word behind "X," can begin another name for X: a possessor, a role noun, an adjective of rank."""
        if k >= len(self.text.words):
            return False
        return (
            self.text.word(k) in _POSSESSIVE | _RANKS
            or self.text.tokens[k].is_capital
            or self.text.gazetteer.role_table.match(self.text.words, k) is not None
        )

    def _named_right_behind(self, k: int) -> bool:
        n = self.text.mention_over(k) if k < len(self.text.words) else None
        return n is not None and self.text.actors[self.text.mentions[n].actor].type == "person"

    def _roles(self, start: int, end: int) -> Iterator[_Role]:
        """The role nouns in tokens `start:end`."""
        k = start
        while k < end:
            match = self.text.gazetteer.role_table.match(self.text.words, k)
            if match and match[0] <= end and not match[1][0].plural and self.text.mention_over(k) is None:
                former = any(word in _FORMER for word in self.text.words[max(start, k - 3) : k])
                yield _Role(k, match[0], " ".join(self.text.words[k : match[0]]), match[1][0].represents, former)
                k = match[0]
            else:
                k += 1

    def _owner(self, role: _Role, end: int) -> int | None:
        """The mention of the owner before a role ("Norway's envoy", "deputy U.S. trade envoy"), else behind it ("spokesman for
        Norway")."""
        k = role.first
        while k > 0 and role.first - k < _OWNER_REACH:
            n = self.text.mention_over(k - 1)
            if n is not None:
                return n if self._is_body(n) else None
            if self.text.words[k - 1] in _ENDS | DETERMINERS | _POSSESSIVE | {",", "of", "to", "for"} or self._parts(
                k - 1, role
            ):
                break
            k -= 1
        for m in range(role.last, min(end, role.last + 3)):
            if self.text.words[m] in {"of", "for"}:
                for k in range(m + 1, min(end, m + 6)):
                    n = self.text.mention_over(k)
                    if n is not None:
                        return n if self._is_body(n) else None
                    if self.text.words[k] in self.text.gazetteer.type_nouns:
                        return None
        return None

    def _parts(self, k: int, role: _Role) -> bool:
        """Whether the word at `k` parts an owner from a role as a verb does: "Kenya sued Finance Minister X"."""
        plain = self.text.tokens[k].text.islower() and self.text.words[k] != "'s"
        return plain and (self.text.tokens[role.first].is_capital or self.text.words[k].endswith("ed"))

    def _is_body(self, n: int) -> bool:
        return self.text.actors[self.text.mentions[n].actor].type not in _OWNERLESS

    def _only_complements(self, start: int, end: int) -> bool:
        """Between role and name stand only titles and complements ("to the United Nations (UN)", "a man known only as")."""
        named = end
        while (title := self.text.title_before(named)) is not None and title > start:
            named = title
        if named > start and self.text.words[named - 1] in {"to", "of", "for", "the", "and"}:
            return False
        k = start
        while k < end:
            n = self.text.mention_over(k)
            if n is not None:
                k = self.text.mentions[n].last
            elif (
                self.text.words[k] in {"to", "of", "for", "the", "(", ")", "and", "-", "."}
                or self.text.gazetteer.title_table.match(self.text.words, k)
                or (self.text.tokens[k].text[0].isupper() and end - k <= 6)
            ):
                k += 1
            else:
                return False
        return True

    def _scene(self, start: int) -> int | None:
        """The state whose capital opens the sentence: "In Minsk, Foreign Minister X said"."""
        n = self.text.mention_over(start - 2) if self.text.word(start - 1) == "," and start >= 2 else None
        if (
            n is None
            or self.text.mentions[n].kind != "place"
            or self.text.actors[self.text.mentions[n].actor].type != "state"
        ):
            return None
        return self.text.mentions[n].actor
