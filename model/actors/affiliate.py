"""Whom a person belongs to or speaks for, and which state a public body is of: "the Kremlin's spokesman X", "X, Norway's envoy
to the UN", "Rep. X, D-Ohio", "Turkish Foreign Ministry"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, MutableSequence, Sequence
from dataclasses import dataclass, replace

from model.actors.cast import CastActor, CastMention
from model.gazetteer import Gazetteer
from model.records import ActorType
from model.segmentation import Segmented

_REACH = 14
_BEHIND = 7
_OWNER_REACH = 5
_LONGEST_TITLE = 6
_PARTIES = {"r": "Republican Party", "d": "Democratic Party"}
_ENDS = frozenset({".", ";", ":", "!", "?", "—", '"', "“", "”", "said", "says", "told", "and", "who", "whom", "whose", "which", "that"})  # fmt: skip
_OWNERLESS = frozenset({"person", "source", "topic"})
_DETERMINERS = frozenset({"a", "an", "the"})
_POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my"})
_RANKS = frozenset(
    "senior former top deputy chief acting outgoing veteran longtime associate assistant executive ex".split()
)
_FORMER = frozenset({"former", "ex"})
_STATE_ROLES = frozenset({"minister", "ambassador", "envoy", "premier", "negotiator", "diplomat", "consul"})
_BODY_ROLES = frozenset(
    "executive ceo chairman chairwoman chair director founder co-founder president commissioner treasurer commander boss".split()
)
_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_TOO_COMMON = frozenset({"president", "vice president", "director", "commander"})
"""Titles that tell nothing of whose they are, without more."""
_PUBLIC = frozenset(
    "ministry department embassy army navy parliament police consulate treasury presidency government administration".split()
)
_STATES: frozenset[ActorType] = frozenset({"state", "region"})
_BODY_TYPES: frozenset[ActorType] = frozenset({"organisation", "company", "party", "armed_group", "bloc"})


def affiliate(
    actors: Sequence[CastActor],
    mentions: MutableSequence[CastMention],
    segmented: Segmented,
    gazetteer: Gazetteer,
    guess: bool,
) -> set[tuple[int, int]]:
    """Sets `affiliation`, `represents` and `roles` of `actors`, where not yet set. With `guess`, a title without an owner
    ("Foreign Minister X") belongs to whoever the text was speaking of. Mentions that only describe a person ("a Texas
    Republican") take part in nothing from then on. Returns the first tokens of persons and owners named in one phrase, the
    person's first."""
    work = _Affiliation(actors, mentions, segmented, gazetteer)
    for n in range(len(mentions)):
        if actors[mentions[n].actor].type == "person" and mentions[n].kind == "name":
            work.person(n)
    if guess:
        for n in range(len(mentions)):
            if actors[mentions[n].actor].type == "person" and mentions[n].kind in ("name", "role"):
                work.in_focus(n)
        work.public_bodies()
    return work.phrases


@dataclass(frozen=True, slots=True)
class _Role:
    """A role noun at tokens `first:last`."""

    first: int
    last: int
    noun: str
    represents: bool
    former: bool


class _Affiliation:
    def __init__(
        self,
        actors: Sequence[CastActor],
        mentions: MutableSequence[CastMention],
        segmented: Segmented,
        gazetteer: Gazetteer,
    ) -> None:
        self.actors = actors
        self.mentions = mentions
        self.gazetteer = gazetteer
        self.tokens = segmented.tokens
        self.words = [t.lower for t in segmented.tokens]
        self.quoted = {i for q in segmented.quotations for i in range(q.first, q.last)}
        self.firsts = [m.first for m in mentions]
        self.sentences = segmented.sentences
        self.sentence_firsts = [s.first for s in segmented.sentences]
        self.phrases: set[tuple[int, int]] = set()
        self.by_name = {actor.name: n for n, actor in enumerate(actors)}

    def person(self, n: int) -> None:
        """Reads what stands around mention `n` of a person."""
        mention = self.mentions[n]
        start = self._name_start(mention)
        self._party_behind(mention)
        self._before(mention, start)
        self._behind(mention)

    def _word(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    def _mention_over(self, k: int) -> int | None:
        n = bisect_left(self.firsts, k + 1) - 1
        return n if n >= 0 and self.mentions[n].first <= k < self.mentions[n].last else None

    def _join(self, mention: CastMention, n: int, represents: bool) -> None:
        """Whoever is mentioned belongs to the actor of mention `n`, which stands in the same phrase."""
        self.phrases.add((mention.first, self.mentions[n].first))
        self._set(mention, self.mentions[n].actor, represents)

    def _set(self, mention: CastMention, owner: int, represents: bool) -> None:
        actor = self.actors[mention.actor]
        if actor.affiliation is None and owner != mention.actor and not self._is_below(owner, mention.actor):
            actor.affiliation = owner
            actor.represents = represents

    def _is_below(self, number: int, above: int) -> bool:
        """Whether an actor belongs to another, over any number of steps; so that no two belong to each other."""
        seen: set[int] = set()
        at: int | None = number
        while at is not None and at not in seen:
            if at == above:
                return True
            seen.add(at)
            at = self.actors[at].affiliation
        return False

    def _describes(self, n: int) -> None:
        """Mention `n` only describes somebody, and can neither hold nor receive a stance there."""
        self.mentions[n] = replace(self.mentions[n], participates=False)

    def _name_start(self, mention: CastMention) -> int:
        """Where the titles right before a name begin."""
        start = mention.first
        while (title := self._title_before(start)) is not None:
            start = title
        return start

    def _title_before(self, end: int) -> int | None:
        """Where the longest title begins that ends right before token `end`, maybe with a period."""
        dotted = self._word(end - 1) == "."
        for first in range(max(0, end - _LONGEST_TITLE), end):
            match = self.gazetteer.title_table.match(self.words, first)
            if match is not None and match[0] == end - dotted:
                return first
        return None

    def _party_behind(self, mention: CastMention) -> None:
        """As in "X (R-Ohio)", "X, D-Ill.," and "X, a Texas Republican"."""
        opening, letter, sign = (self._word(mention.last + k) for k in range(3))
        if opening in {"(", ",", "["} and letter in _PARTIES and sign in {"-", "–", "—", ")", "]"}:
            party = self.by_name.get(_PARTIES[letter])
            if party is not None:
                self._set(mention, party, represents=False)
            return
        if opening == "of" or (opening, letter) == (",", "whose"):
            n = self._mention_over(mention.last + 1 + (letter in {"the", "whose"}))
            if n is not None and self.actors[self.mentions[n].actor].type in _BODY_TYPES:
                self._join(mention, n, represents=True)
        elif opening == ",":
            k = mention.last + 1
            while k < min(len(self.words), mention.last + _BEHIND) and self.words[k] not in _ENDS | {","}:
                n = self._mention_over(k)
                if n is not None and self.actors[self.mentions[n].actor].type == "party":
                    after = self._word(self.mentions[n].last)
                    if after in {",", ".", "who", "from", "of", "and", "in", "whose"}:
                        self._join(mention, n, represents=False)
                        self._describes(n)
                    return
                if not (
                    self.tokens[k].is_capital
                    or self.words[k] in {"a", "an", "the", "moderate", "conservative", "senior"}
                ):
                    return
                k += 1

    def _before(self, mention: CastMention, start: int) -> None:
        """What stands before: "its chair, Dr. X,", "Israel's envoy to the UN (UN) X", "the PA (PA) X", "Republican Sen. X"."""
        appositive = self._apposed(mention, start)
        if appositive is not None and (self._before_until(mention, appositive) or self._waits(appositive)):
            return
        if self._before_until(mention, mention.first):
            return
        n = self._mention_over(start - 1)
        if n is None and self._word(start - 1) == ")" and self._word(start - 3) == "(":
            n = self._mention_over(start - 4)
        if n is not None:
            self._premodifier(mention, n, titled=start < mention.first)

    def _apposed(self, mention: CastMention, start: int) -> int | None:
        """The comma of "Israel's envoy, X," and "its chair, Dr. X,": where what stands before it is another name for X."""
        n = self._mention_over(start - 1)
        k = start if n is None else self.mentions[n].first
        while self.tokens[k - 1].is_capital and self.tokens[k - 1].is_word and k > 1:
            k -= 1
        if self._word(k - 1) == "as" and "known" in self.words[max(0, k - 3) : k]:
            while k > 0 and start - k < _REACH and self._word(k - 1) not in {",", "."}:
                k -= 1
        closed = self._word(mention.last) in {",", ".", ")", '"', "”"} or k < start
        return k - 1 if self._word(k - 1) == "," and closed else None

    def _waits(self, comma: int) -> bool:
        """Whether "its chair" has an owner who is not yet known."""
        return any(self._word(k) == "its" and self._mention_over(k) is None for k in range(comma - 4, comma))

    def _before_until(self, mention: CastMention, end: int) -> bool:
        """Reads the roles that stand before token `end`; tells whether one has an owner."""
        first = end
        while first > 0 and end - first < _REACH and self.words[first - 1] not in _ENDS | {","}:
            first -= 1
        roles = [role for role in self._roles(first, end) if self._only_complements(role.last, end)]
        for role in roles:
            self.actors[mention.actor].roles.add(("former " if role.former else "") + role.noun)
        for role in reversed(roles):
            owner = self._owner(role, end)
            if owner is not None:
                self._join(mention, owner, role.represents and not role.former)
                return True
        scene = self._scene(first) if roles and roles[-1].represents else None
        if scene is not None:
            self._set(mention, scene, represents=True)
        return scene is not None

    def _premodifier(self, mention: CastMention, n: int, titled: bool) -> None:
        """Whom a name or adjective right before titles and name makes the person's: "Republican Sen. X", "U.S. Treasury Secretary
        X", "Danish racer X"."""
        before = self.mentions[n]
        owner = self.actors[before.actor]
        if owner.type in _OWNERLESS:
            return
        if owner.type == "party":
            self._join(mention, n, represents=False)
            self._describes(n)
        elif owner.type == "state":
            self._join(mention, n, represents=titled)
        elif titled or self.words[before.last] in {"'s", "("}:
            self._join(mention, n, represents=True)

    def _behind(self, mention: CastMention) -> None:
        """What stands behind: "X, Norway's envoy to the UN,", "X, a spokesman for Norway", "X is the mayor"."""
        first = mention.last + 1
        copula = self._word(mention.last) in {"is", "was"}
        if self._word(mention.last) == "," and self._word(first) == "who" and self._word(first + 1) in {"is", "was"}:
            copula, first = True, first + 2
        if not copula and self._word(mention.last) != ",":
            return
        owned = self._mention_over(first) if first < len(self.words) else None
        if self._word(first) not in _DETERMINERS and owned is None and (copula or not self._opens_description(first)):
            return
        end = first
        while end < len(self.words) and end - first < _REACH and self.words[end] not in _ENDS | {","}:
            end += 1
        for role in self._roles(first, end):
            if role.first - first > _BEHIND or self._named_right_behind(role.last):
                return
            self.actors[mention.actor].roles.add(("former " if role.former else "") + role.noun)
            owner = self._owner(role, end)
            if owner is not None:
                self._join(mention, owner, role.represents and not role.former)
                return

    def _opens_description(self, k: int) -> bool:
        """Whether the word behind "X," can begin another name for X: a possessor, a role noun, an adjective of rank."""
        if k >= len(self.words):
            return False
        return (
            self._word(k) in _POSSESSIVE | _RANKS
            or self.tokens[k].is_capital
            or self.gazetteer.role_table.match(self.words, k) is not None
        )

    def _named_right_behind(self, k: int) -> bool:
        n = self._mention_over(k) if k < len(self.words) else None
        return n is not None and self.actors[self.mentions[n].actor].type == "person"

    def _roles(self, start: int, end: int) -> Iterator[_Role]:
        """The role nouns in tokens `start:end`."""
        k = start
        while k < end:
            match = self.gazetteer.role_table.match(self.words, k)
            if match and match[0] <= end and not match[1][0].plural and self._mention_over(k) is None:
                former = any(word in _FORMER for word in self.words[max(start, k - 3) : k])
                yield _Role(k, match[0], " ".join(self.words[k : match[0]]), match[1][0].represents, former)
                k = match[0]
            else:
                k += 1

    def _owner(self, role: _Role, end: int) -> int | None:
        """The mention of the owner before a role ("Norway's envoy", "deputy U.S. trade envoy"), else behind it ("spokesman for
        Norway")."""
        k = role.first
        while k > 0 and role.first - k < _OWNER_REACH:
            n = self._mention_over(k - 1)
            if n is not None:
                return n if self._is_body(n) else None
            if self.words[k - 1] in _ENDS | _DETERMINERS | _POSSESSIVE | {",", "of", "to", "for"}:
                break
            k -= 1
        for m in range(role.last, min(end, role.last + 3)):
            if self.words[m] in {"of", "for"}:
                for k in range(m + 1, min(end, m + 6)):
                    n = self._mention_over(k)
                    if n is not None:
                        return n if self._is_body(n) else None
                    if self.words[k] in self.gazetteer.type_nouns:
                        return None
        return None

    def _is_body(self, n: int) -> bool:
        return self.actors[self.mentions[n].actor].type not in _OWNERLESS

    def _only_complements(self, start: int, end: int) -> bool:
        """Between role and name stand only titles and complements ("to the United Nations (UN)", "a man known only as")."""
        named = end
        while (title := self._title_before(named)) is not None and title > start:
            named = title
        if named > start and self.words[named - 1] in {"to", "of", "for", "the", "and"}:
            return False
        k = start
        while k < end:
            n = self._mention_over(k)
            if n is not None:
                k = self.mentions[n].last
            elif (
                self.words[k] in {"to", "of", "for", "the", "(", ")", "and", "-", "."}
                or self.gazetteer.title_table.match(self.words, k)
                or (self.tokens[k].text[0].isupper() and end - k <= 6)
            ):
                k += 1
            else:
                return False
        return True

    def _scene(self, start: int) -> int | None:
        """The state whose capital opens the sentence: "In Minsk, Foreign Minister X said"."""
        n = self._mention_over(start - 2) if self._word(start - 1) == "," and start >= 2 else None
        if n is None or self.mentions[n].kind != "place" or self.actors[self.mentions[n].actor].type != "state":
            return None
        return self.mentions[n].actor

    def in_focus(self, n: int) -> None:
        """Whom a title without an owner belongs to: the state or body that the sentence before was about."""
        mention = self.mentions[n]
        actor = self.actors[mention.actor]
        if actor.affiliation is not None:
            return
        if mention.kind == "role":
            before = self._mention_over(mention.first - 1 - (self._word(mention.first - 1) == "'s"))
            if before is not None and self.actors[self.mentions[before].actor].type == "state":
                self._join(mention, before, represents=True)
            return
        start = self._name_start(mention)
        comma = self._apposed(mention, start)
        title = " ".join(self.words[start : mention.first]) if comma is None else self._phrase_before(comma)
        last = title.split()[-1] if title else ""
        if not title or title in _TOO_COMMON or last not in _STATE_ROLES | _BODY_ROLES | _VOICES:
            return
        types = _STATES if last in _STATE_ROLES or "government" in title.split() else _BODY_TYPES
        owner = self._focus(mention, types | _STATES if last in _VOICES else types)
        if owner is not None:
            self._set(mention, owner, represents=True)

    def _phrase_before(self, comma: int) -> str:
        """As "a spokeswoman" in "A spokeswoman, X, said"; "" where it is not the sentence's beginning."""
        number = bisect_right(self.sentence_firsts, comma) - 1
        words = self.words[self.sentences[number].first : comma]
        return " ".join(words[1:]) if len(words) <= 5 and words[0] in _DETERMINERS else ""

    def _focus(self, mention: CastMention, types: frozenset[ActorType]) -> int | None:
        """The first actor of such a type in the sentence before, else in the one before that; or that of a person there."""
        number = bisect_right(self.sentence_firsts, mention.first) - 1
        for back in range(1, min(2, number) + 1):
            sentence = self.sentences[number - back]
            k = bisect_left(self.firsts, sentence.first)
            while k < len(self.mentions) and self.mentions[k].first < sentence.last:
                m = self.mentions[k]
                actor = self.actors[m.actor]
                if actor.type in types and m.participates and m.kind != "demonym" and m.first not in self.quoted:
                    return m.actor
                if actor.type == "person" and actor.affiliation is not None and actor.represents:
                    if self.actors[actor.affiliation].type in types:
                        return actor.affiliation
                k += 1
        return None

    def public_bodies(self) -> None:
        """Gives ministries and the like to the state of their country, where it acts in the text; those without a country to the
        state named first in their first sentence, or before it."""
        acting: dict[str | None, int] = {}
        for m in self.mentions:
            if m.participates and self.actors[m.actor].type == "state":
                acting.setdefault(self.actors[m.actor].country, m.actor)
        seen: set[int] = set()
        for mention in self.mentions:
            actor = self.actors[mention.actor]
            if mention.actor in seen or actor.type != "organisation" or actor.affiliation is not None:
                continue
            seen.add(mention.actor)
            if _PUBLIC & set(actor.name.lower().split()):
                owner = acting.get(actor.country) if actor.country is not None else self._state_before(mention)
                if owner is not None:
                    self._set(mention, owner, represents=True)

    def _state_before(self, mention: CastMention) -> int | None:
        number = bisect_right(self.sentence_firsts, mention.first) - 1
        for back in (0, 1):
            if number < back:
                return None
            k = bisect_left(self.firsts, self.sentences[number - back].first)
            while k < len(self.mentions) and self.mentions[k].first < mention.first:
                m = self.mentions[k]
                if self.actors[m.actor].type == "state" and m.participates and m.first not in self.quoted:
                    return m.actor
                k += 1
        return None
