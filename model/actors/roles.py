"""Whom a role noun means: "the senator", "the Ohio Republican", "the former president", "Russia's foreign minister"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from model.actors.cast import CastMention
from model.actors.discourse import NOBODY, Discourse
from model.closed_classes import FUNCTION_WORDS, PREPOSITIONS
from model.gazetteer import Gazetteer, Gender

_BACK = 12
"""So many sentences back a role noun may reach, where the text knows several persons with the role."""
_BACK_OF_WEAK = 2
_LEADING = frozenset(
    "president, vice president, prime minister, premier, chancellor, first lady, pope, king, queen, president-elect, attorney "
    "general, secretary of state".split(", ")
)
"""Offices with one holder: whoever holds one may be meant from anywhere."""
_WEAK = frozenset(
    "official leader lawyer attorney aide adviser advisor expert ally critic friend colleague rival opponent analyst supporter "
    "member doctor officer executive politician lawmaker legislator author writer activist campaigner agent deputy guard".split()
)
_DEFINITE = frozenset({"the", "that", "this"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "any", "no", "every", "each", "some"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "our", "my", "your", "'s", "'"})
_FORMER = frozenset({"former", "ex", "past"})
_OTHER = frozenset("new next future first last other previous second then incoming outgoing late would-be".split())
_KEEPS_APART = frozenset({"vice", "deputy", "lieutenant", "assistant", "associate", "general", "acting", "lt"})
_MOST_MODIFIERS = 4
_NO_MODIFIERS = frozenset({"verb", "past", "be", "have", "modal", "do", "adverb", "gerund"})
_FEMALE = frozenset(
    "woman girl wife mother daughter sister queen princess widow aunt niece grandmother actress nun spokeswoman congresswoman "
    "chairwoman businesswoman councilwoman policewoman waitress stewardess heroine girlfriend fiancée".split()
)
_MALE = frozenset(
    "man boy husband father son brother king prince widower uncle nephew grandfather actor monk spokesman congressman "
    "chairman businessman councilman policeman gunman fisherman priest boyfriend fiancé pope".split()
)
_SOMEBODY = frozenset("man woman boy girl person teenager child baby someone somebody gunman attacker".split())
_DESCRIPTION = 7


def gender_of_role(role: str) -> Gender | None:
    """The gender that a role noun tells."""
    last = role.split()[-1]
    return "f" if last in _FEMALE else "m" if last in _MALE else None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A role noun with what stands before it. `places` are capitalised words that name no actor ("Ohio")."""

    definite: bool
    former: bool
    other: bool
    owner: CastMention | None
    places: frozenset[str]


class Roles:
    """Resolves role nouns; who has which role is read off the whole text first."""

    def __init__(self, discourse: Discourse, gazetteer: Gazetteer) -> None:
        self.discourse = discourse
        self.gazetteer = gazetteer
        self.words = discourse.words
        self.tokens = discourse.segmented.tokens
        self.by_noun: dict[str, list[int]] = defaultdict(list)
        self.members: dict[int, list[int]] = defaultdict(list)
        for number, actor in enumerate(discourse.actors):
            if actor.type == "person":
                if actor.affiliation is not None:
                    self.members[actor.affiliation].append(number)
                for noun in {noun for role in actor.roles for noun in self._nouns(role)}:
                    self.by_noun[noun].append(number)
        self.described = self._described()

    def _nouns(self, role: str) -> set[str]:
        """All nouns by which the bearer of a role can be called, "former" kept before them."""
        words = role.replace(" .", "").split()
        former = "former " if words[0] in _FORMER else ""
        words = [word for word in words if word not in _FORMER]
        if not words:
            return set()
        names = {" ".join(words)}
        if not _KEEPS_APART & set(words):
            names.add(words[-1])
        names |= {noun for name in names for noun in self.gazetteer.called.get(name, ())}
        return {former + name for name in names}

    def _described(self) -> dict[int, set[str]]:
        """Capitalised words in what describes a person: "Sen. X of Ohio", "X, a Texas Republican", "X, D-Ill."."""
        described: dict[int, set[str]] = defaultdict(set)
        for first, mention in self.discourse.starting_at.items():
            if self.discourse.actors[mention.actor].type != "person":
                continue
            k = mention.last
            while k < min(len(self.tokens), mention.last + _DESCRIPTION):
                token = self.tokens[k]
                if token.is_capital and token.is_word:
                    described[mention.actor].add(token.lower)
                elif token.is_word and token.lower not in {"of", "a", "an", "the", "from"}:
                    break
                k += 1
            for k in range(first - 1, max(-1, first - _DESCRIPTION), -1):
                if not (self.tokens[k].is_capital or self.tokens[k].text == "."):
                    break
                described[mention.actor].add(self.tokens[k].lower)
        return described

    def at(self, i: int) -> tuple[int, str] | None:
        """The end and the noun of a singular role noun at token `i`, or None."""
        if self.words[i] in _SOMEBODY and i not in self.discourse.taken:
            return i + 1, self.words[i]
        match = self.gazetteer.role_table.match(self.words, i)
        if match is None or match[1][0].plural or any(k in self.discourse.taken for k in range(i, match[0])):
            return None
        return match[0], " ".join(self.words[i : match[0]])

    def resolve(self, i: int, last: int, noun: str) -> CastMention | None:
        """The mention that a role noun at tokens `i:last` makes; where it means nobody known, the discourse is told."""
        phrase = self._phrase(i)
        if self._belongs_to_a_name(i, last, noun):
            return None
        actor, how = self._meant(i, last, noun, phrase)
        if actor != NOBODY:
            return CastMention(actor, i, last, "role", True, how)
        if phrase.definite or phrase.owner or self._word(i - 1) in _INDEFINITE | _POSSESSIVE:
            self.discourse.add_noun(i, last, person=True, gender=gender_of_role(noun))
        return None

    def member(self, party: CastMention) -> CastMention | None:
        """The mention of a person that "the Ohio Democrat" makes, which names a party at first sight."""
        noun = " ".join(self.words[party.first : party.last])
        match = self.gazetteer.role_table.match(self.words, party.first)
        if match is None or match[0] != party.last or match[1][0].plural or self._modifies(party.last):
            return None
        phrase = self._phrase(party.first)
        if not phrase.definite or phrase.other or phrase.former or phrase.owner or self._is_narrowed(party.last):
            return None
        if self._belongs_to_a_name(party.first, party.last, noun):
            return None
        fitting = [n for n in self.members.get(party.actor, ()) if self._fits(n, None, phrase.places)]
        actor = self._choose(party.first, noun, fitting, bool(phrase.places))
        if actor == NOBODY:
            return None
        return CastMention(actor, party.first, party.last, "role", True, f"member of a party: '{noun}'")

    def _modifies(self, last: int) -> bool:
        """As "Republican" in "the Republican plan" and "the Republican-led House"."""
        number = self.discourse.sentence_of(last - 1)
        if number is None or last >= self.discourse.sentences[number].last:
            return False
        tag = self.discourse.grammar(number).tag(last)
        return (
            tag in {"noun", "adjective", "name", ""} or self._word(last) in {"-", "'s"} or last in self.discourse.taken
        )

    def _word(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    def _phrase(self, first: int) -> _Phrase:
        """Reads what stands before a role noun, from right to left."""
        former = other = False
        places: set[str] = set()
        owner: CastMention | None = None
        k = first
        while k > 0 and first - k < _MOST_MODIFIERS:
            word = self.words[k - 1]
            mention = self.discourse.ending_at.get(k - 1 if word in {"'s", "'"} else k)
            if mention is not None:
                if self.discourse.actors[mention.actor].type == "region":
                    places.add(self.words[mention.last - 1])
                else:
                    owner = mention
                k = mention.first
                break
            if word == "-" and self._word(k - 2) == "ex":
                former, k = True, k - 2
                continue
            if not self.tokens[k - 1].is_word or word in FUNCTION_WORDS | PREPOSITIONS | _POSSESSIVE:
                break
            if self._tag(k - 1) in _NO_MODIFIERS and word not in _FORMER | {"acting"}:
                break
            former |= word in _FORMER
            other |= word in _OTHER
            if self.tokens[k - 1].is_capital:
                places.add(word)
            k -= 1
        return _Phrase(self._word(k - 1) in _DEFINITE, former, other, owner, frozenset(places))

    def _tag(self, i: int) -> str:
        number = self.discourse.sentence_of(i)
        return "" if number is None else self.discourse.grammar(number).tag(i)

    def _belongs_to_a_name(self, i: int, last: int, noun: str) -> bool:
        """As in "the senator Ana Reyes", "Israel's envoy to the UN, Gil Adar", "Emma Baker, the mayor," and "Reyes is a judge"."""
        number = self.discourse.sentence_of(i)
        for distance, r in self.discourse.before(i, 0):
            if distance == 0 and r.actor != NOBODY and r.person and 0 <= i - r.last <= _DESCRIPTION:
                between = self.words[r.last : i]
                opened = between[:1] == [","] and "," not in between[1:]
                copula = between[:1] in (["is"], ["was"], ["became"]) or between[:2] in (["has", "been"], ["who", "is"])
                if (opened and not self._has_verb(r.last, i)) or copula:
                    self.discourse.actors[r.actor].roles.add(noun)
                    return True
        if number is None:
            return False
        return any(
            r.actor != NOBODY
            and r.person
            and 0 <= r.first - last <= _DESCRIPTION + 1
            and (r.first == last or noun in self.discourse.actors[r.actor].roles)
            for r in self.discourse.behind(i)
        )

    def _has_verb(self, first: int, last: int) -> bool:
        number = self.discourse.sentence_of(first)
        assert number is not None
        grammar = self.discourse.grammar(number)
        return any(grammar.tag(k) in {"verb", "past", "be", "have", "modal"} for k in range(first, last))

    def _meant(self, i: int, last: int, noun: str, phrase: _Phrase) -> tuple[int, str]:
        how = f"role noun '{noun}'"
        possessed = phrase.owner is not None and (self._possesses(phrase.owner) or self._opens(phrase.owner))
        if phrase.other or not (phrase.definite or possessed):
            return NOBODY, how
        owner = phrase.owner or self.discourse.owner_behind(last)
        if owner is None and self._is_narrowed(last):
            return NOBODY, how
        bearers = self.by_noun.get(("former " if phrase.former else "") + noun, [])
        fitting = [a for a in bearers if self._fits(a, owner, phrase.places)]
        if owner is not None:
            fitting = [a for a in fitting if self.discourse.actors[a].affiliation == owner.actor] or fitting
        barred = self._clause_subjects(last - 1)
        actor = self._choose(i, noun, [a for a in fitting if a not in barred], owner is not None or bool(phrase.places))
        if actor != NOBODY or owner is None or phrase.former:
            return actor, how
        body = self.discourse.actors[owner.actor].type not in ("person", "source", "topic")
        match = self.gazetteer.role_table.match(self.words, i)
        if body and owner is phrase.owner and not bearers and match is not None and match[1][0].represents:
            return owner.actor, how + " speaks for its body"
        return NOBODY, how

    def _possesses(self, owner: CastMention) -> bool:
        """As "Russia's", not "U.S." in "became U.S. ambassador"."""
        return self._word(owner.last) in {"'s", "'"} or self.words[owner.last - 1] in {"'s", "'"}

    def _opens(self, owner: CastMention) -> bool:
        """As "Iranian envoy leaves", a headline without "the"."""
        number = self.discourse.sentence_of(owner.first)
        return owner.kind == "demonym" and number is not None and self.discourse.sentences[number].first == owner.first

    def _is_narrowed(self, last: int) -> bool:
        """As in "the head of the agency" and "the lawyer who wrote it" and "the attorney in Utah", not in "accused the president of lying"."""
        following = self._word(last + 1)
        if self._word(last) == "of":
            return not following.endswith("ing")
        if self._word(last) in {"in", "from"}:
            return self.tokens[last + 1].is_capital if last + 1 < len(self.tokens) else False
        return self._word(last) in {"who", "that"}

    def _fits(self, actor: int, owner: CastMention | None, places: frozenset[str]) -> bool:
        if owner is not None and owner.actor == actor:
            return False
        cast = self.discourse.actors[actor]
        described = self.described.get(actor, set())
        if places and not any(_names_place(word, place) for word in described for place in places):
            return False
        if owner is None or cast.affiliation == owner.actor:
            return True
        if cast.affiliation is not None and self.discourse.actors[owner.actor].type == "state":
            parent = self.discourse.actors[cast.affiliation]
            return parent.country is not None and parent.country == self.discourse.actors[owner.actor].country
        return cast.affiliation is None

    def _clause_subjects(self, at: int) -> set[int]:
        """Whoever is subject of the verb of which the noun is the object."""
        number = self.discourse.sentence_of(at)
        if number is None:
            return set()
        grammar = self.discourse.grammar(number)
        verb = grammar.verb_of(at)
        if verb is None or grammar.function(at) != "object":
            return set()
        subjects = grammar.subjects_of(verb)
        return {r.actor for _, r in self.discourse.before(at, 0) if r.first in subjects or r.last - 1 in subjects}

    def _choose(self, i: int, noun: str, fitting: Sequence[int], told: bool) -> int:
        """The bearer of a role mentioned last, unless another stands beside in that sentence. The only bearer may be further
        away where it is `told` to whom or where the role belongs, or where the office has one holder."""
        if len(fitting) == 1 and (told or noun in _LEADING):
            return fitting[0]
        nearest: dict[int, list[int]] = defaultdict(list)
        subjects = set()
        for distance, r in self.discourse.before(i, _BACK_OF_WEAK if noun in _WEAK else _BACK):
            if r.actor in fitting and r.actor not in nearest[distance]:
                nearest[distance].append(r.actor)
                if r.function == "subject":
                    subjects.add((distance, r.actor))
        for distance in sorted(d for d, here in nearest.items() if here):
            here = nearest[distance]
            leading = [a for a in here if (distance, a) in subjects]
            return here[0] if len(here) == 1 else leading[0] if len(leading) == 1 else NOBODY
        return NOBODY


def _names_place(word: str, place: str) -> bool:
    """Whether a word is a place's name or short for it: "ill" of "illinois", "fla" of "florida"."""
    if word == place:
        return True
    letters = iter(place)
    return 2 <= len(word) <= 5 and word[0] == place[0] and all(ch in letters for ch in word)
