"""Whom a role noun means: "the senator", "the Ohio Republican", "the former president", "Russia's foreign minister"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from model.actors.cast import CastMention
from model.actors.discourse import NOBODY, Discourse
from model.actors.role_phrases import (
    INDEFINITE,
    POSSESSIVE,
    RolePhrase,
    gender_of_role,
    names_place,
    nouns_of,
    places_of,
    read_phrase,
)
from model.gazetteer import Gazetteer

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
_SOMEBODY = frozenset("man woman boy girl person teenager child baby someone somebody gunman attacker".split())
_DESCRIPTION = 7


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
                for noun in {noun for role in actor.roles for noun in nouns_of(role, gazetteer.called)}:
                    self.by_noun[noun].append(number)
        self.described = places_of(discourse)

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
        phrase = read_phrase(self.discourse, i)
        if self._belongs_to_a_name(i, last, noun):
            return None
        actor, how = self._meant(i, last, noun, phrase)
        if actor != NOBODY:
            return CastMention(actor, i, last, "role", True, how)
        if phrase.definite or phrase.owner or self.discourse.word(i - 1) in INDEFINITE | POSSESSIVE:
            self.discourse.add_noun(i, last, person=True, gender=gender_of_role(noun))
        return None

    def member(self, party: CastMention) -> CastMention | None:
        """The mention of a person that "the Ohio Democrat" makes, which names a party at first sight."""
        noun = " ".join(self.words[party.first : party.last])
        match = self.gazetteer.role_table.match(self.words, party.first)
        if match is None or match[0] != party.last or match[1][0].plural or self._modifies(party.last):
            return None
        phrase = read_phrase(self.discourse, party.first)
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
            tag in {"noun", "adjective", "name", ""}
            or self.discourse.word(last) in {"-", "'s"}
            or last in self.discourse.taken
        )

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

    def _meant(self, i: int, last: int, noun: str, phrase: RolePhrase) -> tuple[int, str]:
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
        return self.discourse.word(owner.last) in {"'s", "'"} or self.words[owner.last - 1] in {"'s", "'"}

    def _opens(self, owner: CastMention) -> bool:
        """As "Iranian envoy leaves", a headline without "the"."""
        number = self.discourse.sentence_of(owner.first)
        return owner.kind == "demonym" and number is not None and self.discourse.sentences[number].first == owner.first

    def _is_narrowed(self, last: int) -> bool:
        """As in "the head of the agency" and "the lawyer who wrote it" and "the attorney in Utah", not in "accused the president of lying"."""
        following = self.discourse.word(last + 1)
        if self.discourse.word(last) == "of":
            return not following.endswith("ing")
        if self.discourse.word(last) in {"in", "from"}:
            return self.tokens[last + 1].is_capital if last + 1 < len(self.tokens) else False
        return self.discourse.word(last) in {"who", "that"}

    def _fits(self, actor: int, owner: CastMention | None, places: frozenset[str]) -> bool:
        if owner is not None and owner.actor == actor:
            return False
        cast = self.discourse.actors[actor]
        described = self.described.get(actor, set())
        if places and not any(names_place(word, place) for word in described for place in places):
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
