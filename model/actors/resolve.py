"""Whom pronouns and role nouns mean: by gender, number, role and salience. In doubt, nobody.

    discourse    who was mentioned where, in which part of the sentence (grammar)
    pronouns     he, she, it, they
    roles        "the senator", "the Ohio Republican", "Russia's foreign minister"
    type_nouns   "the company", "the department"

Each resolved mention says how it was found, so that a reader can judge it.
"""

from __future__ import annotations

from collections.abc import Sequence

from model.actors.cast import CastActor, CastMention
from model.actors.discourse import NOBODY, Discourse
from model.actors.pronouns import NEUTER, PERSONAL, PLURAL, Choice, Pronouns
from model.actors.role_phrases import gender_of_role
from model.actors.roles import Roles
from model.actors.type_nouns import TypeNouns
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.segmentation import Segmented, Sentence
from model.syntax.chunks import TIMES


def resolve(
    mentions: Sequence[CastMention],
    actors: Sequence[CastActor],
    segmented: Segmented,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
) -> list[CastMention]:
    """`mentions` (which are sorted) with those by pronoun and role noun; a party's that turns out to be a member's ("the Ohio
    Democrat") is replaced. Persons of unknown gender get the one that a pronoun tells, where nobody else comes near being
    meant."""
    for actor in actors:
        if actor.gender in (None, "u"):
            told = {gender for role in actor.roles if (gender := gender_of_role(role))}
            actor.gender = told.pop() if len(told) == 1 else actor.gender
    return _Resolver(mentions, Discourse(mentions, actors, segmented, gazetteer, lexicon), gazetteer).run()


class _Resolver:
    def __init__(self, mentions: Sequence[CastMention], discourse: Discourse, gazetteer: Gazetteer) -> None:
        self.actors = discourse.actors
        self.mentions = {m.first: m for m in mentions}
        self.discourse = discourse
        self.words = discourse.words
        self.pronouns = Pronouns(discourse)
        self.roles = Roles(discourse, gazetteer)
        self.type_nouns = TypeNouns(discourse, gazetteer)

    def run(self) -> list[CastMention]:
        """First what stands outside quotations, so that it is known who speaks them, then what stands inside."""
        for quoted in (False, True):
            for number, sentence in enumerate(self.discourse.sentences):
                self._sentence(number, sentence, quoted)
        return sorted(self.mentions.values(), key=lambda m: m.first)

    def _sentence(self, number: int, sentence: Sentence, quoted: bool) -> None:
        if not any(
            (self.discourse.quotation_at[i] is not None) == quoted for i in range(sentence.first, sentence.last)
        ):
            return
        nouns = {noun.at: noun for noun in self.discourse.grammar(number).nouns()}
        i = sentence.first
        while i < sentence.last:
            here = (self.discourse.quotation_at[i] is not None) == quoted
            i = min(self._token(i, i in nouns), sentence.last) if here else i + 1

    def _token(self, i: int, is_noun: bool) -> int:
        """Takes in what begins at token `i`; returns where to go on."""
        if i in self.discourse.taken:
            named = self.discourse.starting_at.get(i)
            if named is not None and self.actors[named.actor].type == "party":
                self._add(self.roles.member(named))
            return i + 1
        if role := self.roles.at(i):
            self._add(self.roles.resolve(i, *role))
            return role[0]
        if not self._add(self._at(i)) and is_noun and self.words[i] not in TIMES:
            self._common_noun(i)
        return i + 1

    def _common_noun(self, i: int) -> None:
        """A noun that means no actor may be what a pronoun means; "the rebels of X" may be meant for X."""
        plural = self.words[i] in self.discourse.plurals or (self.words[i].endswith("s") and self.words[i][-2:] != "ss")
        owner = self.discourse.owner_behind(i + 1) if self.words[i] in self.discourse.plurals else None
        actor = NOBODY if owner is None or self.actors[owner.actor].type == "person" else owner.actor
        self.discourse.add_noun(i, i + 1, actor=actor, plural=plural)

    def _add(self, mention: CastMention | None) -> bool:
        if mention is None:
            return False
        self.mentions[mention.first] = mention
        self.discourse.add(mention)
        return True

    def _at(self, i: int) -> CastMention | None:
        word = self.words[i]
        if word in PERSONAL:
            choice = self.pronouns.personal(i)
            if choice.sure and self.actors[choice.actor].gender in (None, "u"):
                self.actors[choice.actor].gender = PERSONAL[word]
            return self._pronoun(choice, i, "gender")
        if word in NEUTER:
            return self._pronoun(self.pronouns.neuter(i), i, "number")
        if word in PLURAL:
            return self._pronoun(self.pronouns.plural(i), i, "number")
        return self.type_nouns.resolve(i)

    def _pronoun(self, choice: Choice, i: int, by: str) -> CastMention | None:
        if choice.actor == NOBODY:
            return None
        return CastMention(choice.actor, i, i + 1, "pronoun", True, f"pronoun '{self.words[i]}' by {by} and salience")
