"""Who fills the slots of a predicate: subject and objects of a verb, author and target of a noun.

Rules over the words between placeholders, each named after what it finds. Where a slot cannot be told it stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from model.closed_classes import BE_FORMS, PREPOSITIONS
from model.lexicon import Form, Lexicon, Predicate
from model.pairs import Item, Role
from model.tokens import DOUBLE_QUOTES

_DETERMINERS = frozenset(
    (
        "a an the this these those its his her their our my your no any some such much more most further "
        "fresh new strong harsh sharp fierce public full growing mounting widespread political military "
        "financial open renewed total"
    ).split()
)
_VERB_OPENERS = frozenset(
    (
        "to will would can could may might shall should must do does did n't not never we they i you who he she it"
    ).split()
)
CLAUSE_ENDS = frozenset(
    "; : — – but while whereas although though because after before as when where if unless since".split()
)
_SUBJECT_ENDS = frozenset("; : — – because while whereas although though if unless that".split())
_LOCATIVES = frozenset({"in", "at", "near", "inside", "outside", "across", "around"})
_OBJECT_CONTROL = frozenset(
    (
        "urge urged urges urging ask asked asks asking tell told tells telling order ordered press pressed "
        "pushed invite invited want wants wanted call called calls calling for on persuade persuaded allow "
        "allowed force forced help helped"
    ).split()
)
_AUTHOR_PREPOSITIONS = frozenset({"by", "from"})
_SKIPPED = frozenset(
    (
        "has have had was were is are be been being also then later again now already once ever just only 's "
        "'re 've 'll 'd will would can could may might shall should must do does did"
    ).split()
)
_OBJECT_REACH = 14
_HAVING = frozenset(
    "has have had having enjoy enjoys enjoyed deserve deserves deserved get gets got receive receives received".split()
)
_GRANTING = tuple(
    (
        "voic express offer launch issue issui deliver reiterat pledg give giv gave extend show declar announc make mak made "
        "lodg file filing mount repeat rais level heap pour lavish wage waging provid promis send sent renew impos stag start "
        "began begin maintain step intensif increas continu conduct carr lead led reaffirm restat register vent unleash hurl"
    ).split()
)
_GIVING = frozenset(
    (
        "offer offers offered offering give gives gave given giving promise promises promised send sends sent show shows "
        "showed grant grants granted pledge pledged lend lends lent hand hands handed deal dealt owe owes owed extend "
        "extended wish wished guarantee guaranteed assure assured"
    ).split()
)


class Slots:
    """Finds the roles around a predicate at items `i:last`. Verbs are to be asked in reading order, so that a second
    verb ("praised X and thanked Y") can share the subject of the first."""

    def __init__(self, items: Sequence[Item], lexicon: Lexicon) -> None:
        self.items = items
        self.words = [item.word for item in items]
        self.lexicon = lexicon
        self.previous_subject: set[Role] = set()

    def of_verb(self, predicate: Predicate, form: Form, i: int, last: int) -> tuple[set[Role], set[Role]]:
        passive = form in ("past", "participle") and predicate.pos == "verb" and self._is_passive(i, last)
        subject = self.previous_subject = self._subject(i)
        if passive:
            agent = self._after(last, _AUTHOR_PREPOSITIONS)
            return (subject, agent) if predicate.holder == "object" else (agent, subject)
        inside: set[Role] = {self.items[k].role for k in range(i, last) if self.items[k].role}
        objects = inside or self._objects(last, subject)
        whom = self._object_relative(i)
        if whom:
            objects = whom
        if predicate.holder == "object":
            return objects, subject
        return subject, objects

    def of_noun(self, predicate: Predicate, i: int, last: int) -> tuple[set[Role], set[Role]]:
        """As in "X's criticism of Y", "criticism of Y by X", "X voiced criticism of Y", "Y has X's support"."""
        holders: set[Role] = set()
        for k in range(i - 1, max(-1, i - 5), -1):
            if self.words[k] == "'s" and k > 0 and self.items[k - 1].role:
                holders = {self.items[k - 1].role}
                break
            if self.items[k].role and k == i - 1:
                holders = {self.items[k].role}
                break
            if self.words[k] in PREPOSITIONS or self.items[k].role:
                break
        holders = holders or self._after(last, _AUTHOR_PREPOSITIONS, reach=12)
        wanted = frozenset(predicate.target_prepositions) - _AUTHOR_PREPOSITIONS
        targets = self._after(last, wanted)
        recipient = None if holders or targets else self._recipient(i)
        if recipient is not None:
            return self._clause_subject(recipient), {self.items[recipient].role}
        verb = self._verb_between(i)
        if verb in _HAVING and not targets:
            speaker = self.items[i].speaker
            return holders or ({speaker} if speaker else set()), self._clause_subject(i) - holders
        if not holders and verb.startswith(_GRANTING):
            holders = self._clause_subject(i)
        return holders - targets, targets

    def _verb_between(self, i: int) -> str:
        """The verb that the noun at `i` is the object of, over its determiners and adjectives; "" where there is none."""
        for k in range(i - 1, max(-1, i - 5), -1):
            if self.items[k].role or self.words[k] in PREPOSITIONS or self.words[k] in CLAUSE_ENDS:
                return ""
            if self.words[k] in _HAVING or self.words[k].startswith(_GRANTING):
                return self.words[k]
        return ""

    def _recipient(self, i: int) -> int | None:
        """Where X stands in "offered X every assistance"."""
        for k in range(i - 1, max(0, i - 5), -1):
            if self.items[k].role:
                return k if self.words[k - 1] in _GIVING else None
            if self.words[k] in PREPOSITIONS or self.words[k] in CLAUSE_ENDS or self.words[k] == "'s":
                return None
        return None

    def in_noun_context(self, i: int) -> bool:
        before = self.words[i - 1] if i else ""
        if before in _VERB_OPENERS:
            return False
        if before in _DETERMINERS or before in PREPOSITIONS or before == "'s":
            return True
        return i > 0 and not self.items[i - 1].role and (before.endswith("ing") or before.endswith("ed"))

    def _is_verb(self, k: int) -> bool:
        match = self.lexicon.predicate_table.match(self.words, k)
        return bool(
            match and any(p.pos == "verb" and form in ("past", "present", "participle") for p, form in match[1])
        )

    def _is_passive(self, i: int, last: int) -> bool:
        k = i - 1
        while k >= 0 and (
            self.words[k].endswith("ly") or self.words[k] in {"n't", "not", "also", "never", "widely", "been", "being"}
        ):
            if self.words[k] in {"been", "being"}:
                return True
            k -= 1
        if k >= 0 and (self.words[k] in BE_FORMS or self.words[k] in {"get", "gets", "got"}):
            return True
        follows = last < len(self.words) and self.words[last] == "by"
        return follows and not self._after(last, frozenset({""}))

    def _subject(self, i: int) -> set[Role]:
        """The nearest noun phrase left of the verb that can be its subject, with what it is coordinated to."""
        k = i - 1
        while k > 0 and (self.words[k] in _SKIPPED or self.words[k].endswith("ly")):
            k -= 1
        if k > 0 and self.words[k] in {"and", "but", "or", "yet", "then"}:
            return self.previous_subject or self._clause_subject(k)
        k = i - 1
        inserted = 0
        controlled = False
        while k >= 0:
            word, item = self.words[k], self.items[k]
            if word in {",", ")"} and (opened := self._insertion_start(k)) is not None:
                if word == "," and self.items[k - 1].role and k - opened <= 3:
                    return self._coordinated(k - 1)
                k = opened - 1
                continue
            if word in {"who", "which"} or (
                word == "that" and k + 1 < i and self.words[k + 1] in _SKIPPED | {self.words[i]}
            ):
                antecedent = k - 1
                while antecedent >= 0 and not self.items[antecedent].role and k - antecedent < 6:
                    antecedent -= 1
                return self._coordinated(antecedent) if antecedent >= 0 and self.items[antecedent].role else set()
            if word in _SUBJECT_ENDS and k < i - 1:
                return set()
            if item.role:
                before = self._governor(k)
                if k + 1 < i and self.words[k + 1] == "to" and before in _OBJECT_CONTROL and inserted <= 1:
                    controlled = True
                    k -= 1
                    continue
                if before in PREPOSITIONS and self._has_earlier_role(k):
                    k -= 1
                    inserted += 1
                    continue
                found = self._coordinated(k)
                return found if not controlled or found else set()
            k -= 1
            if i - k > 40:
                break
        return set()

    def _clause_subject(self, i: int) -> set[Role]:
        """The first noun phrase of the clause that ends before item `i`, which no preposition governs."""
        start = i
        while start > 0 and self.words[start - 1] not in _SUBJECT_ENDS and not self._opens_speech(start - 1):
            start -= 1
        for k in range(start, i):
            possessive = k + 1 < len(self.items) and self.words[k + 1] == "'s"
            if self.items[k].role and not possessive and self._governor(k) not in PREPOSITIONS:
                return {self.items[k].role}
        return set()

    def _opens_speech(self, k: int) -> bool:
        """A quotation mark that begins a sentence or follows a comma or colon; others stand around single words."""
        return self.words[k] in DOUBLE_QUOTES and (k == 0 or self.words[k - 1] in {",", ":", "."})

    def _governor(self, k: int) -> str:
        """The word before the noun phrase of item `k`, over its determiner and adjectives."""
        m = k - 1
        while m > 0 and k - m < 4 and (self.words[m] in _DETERMINERS or self.words[m - 1] in _DETERMINERS):
            m -= 1
        return self.words[m] if m >= 0 else ""

    def _has_earlier_role(self, k: int) -> bool:
        for m in range(k - 1, -1, -1):
            if self.words[m] in _SUBJECT_ENDS:
                return False
            if self.items[m].role:
                return True
        return False

    def _insertion_start(self, k: int) -> int | None:
        """The index of the comma that opens the insertion which `k` closes: ", which borders X," or ", a doctor,"."""
        opener = "(" if self.words[k] == ")" else ","
        for m in range(k - 1, max(-1, k - 16), -1):
            if self.words[m] == opener:
                if m == 0 or k - m < 2:
                    return None
                inside = self.words[m + 1 : k]
                relative = inside[0] in {
                    "who",
                    "which",
                    "whose",
                    "whom",
                    "a",
                    "an",
                    "the",
                    "once",
                    "long",
                    "already",
                }
                role_before = bool(self.items[m - 1].role)
                return m if role_before and (relative or opener == "(" or len(inside) <= 4) else None
        return None

    def _object_relative(self, i: int) -> set[Role]:
        """As in "X, whom Y had accused": the object is the antecedent of the pronoun before the subject."""
        for k in range(i - 1, max(-1, i - 7), -1):
            if self.words[k] in {"whom", "which"} or (self.words[k] == "that" and self._is_relative(k)):
                between = range(k + 1, i)
                if not any(self.items[m].role for m in between) or "," in self.words[k + 1 : i]:
                    return set()
                for m in range(k - 1, max(-1, k - 3), -1):
                    if self.items[m].role:
                        return {self.items[m].role}
                return set()
        return set()

    def _is_relative(self, k: int) -> bool:
        """Whether "that" follows its antecedent; after a reporting verb ("said on Monday that") it opens a clause."""
        reported = any(word in self.lexicon.reporting for word in self.words[max(0, k - 5) : k])
        return k > 0 and bool(self.items[k - 1].role) and not reported

    def _coordinated(self, k: int) -> set[Role]:
        """The role at `k` and those joined to it on the left by "and" or a comma."""
        roles: set[Role] = {self.items[k].role}
        m = k - 1
        while m > 0 and self.words[m] in {"and", ",", "or", "the"}:
            if self.items[m - 1].role and self.words[m] != "the":
                roles.add(self.items[m - 1].role)
                m -= 2
            elif self.words[m] == "the" or self.words[m - 1] in {"and", ","}:
                m -= 1
            else:
                break
        return roles

    def _objects(self, last: int, subject: set[Role]) -> set[Role]:
        """The first actor after the verb in its clause, with those coordinated to it on the right; "thanked his aide"
        passes over the subject's own possessive."""
        for k in range(last, min(len(self.items), last + _OBJECT_REACH)):
            word, item = self.words[k], self.items[k]
            if item.role:
                before = self.words[k - 1]
                own = k + 1 < len(self.items) and self.words[k + 1] == "'s" and item.role in subject
                if own or (before in _LOCATIVES and k > last):
                    continue
                return self._coordinated_right(k)
            if word in CLAUSE_ENDS and k > last:
                return set()
            if word == "and" and k + 1 < len(self.words) and self._is_verb(k + 1):
                return set()
        return set()

    def _coordinated_right(self, k: int) -> set[Role]:
        roles: set[Role] = {self.items[k].role} | self._named_after(k)
        m = k + 1
        if self.words[m : m + 2] in (["led", "by"], ["headed", "by"]):
            leader = next((n for n in range(m + 2, min(m + 6, len(self.items))) if self.items[n].role), None)
            if leader is not None:
                roles.add(self.items[leader].role)
                m = leader + 1
        while m + 1 < len(self.items) and self.words[m] in {"and", ",", "or", "the"}:
            step = 2 if self.words[m + 1] in {"and", "the"} else 1
            at = m + step
            if at < len(self.items) and self.items[at].role and not self._starts_clause(at):
                roles.add(self.items[at].role)
                m = at + 1
            else:
                break
        return roles

    def _named_after(self, k: int) -> set[Role]:
        """Who is named in apposition to a possessive's noun: X in "Iran's ambassador, X"."""
        if self.words[k + 1 : k + 2] != ["'s"]:
            return set()
        for m in range(k + 2, min(k + 6, len(self.items))):
            if self.items[m].role:
                return {self.items[m].role}
            if self.words[m] in PREPOSITIONS or self.words[m] in CLAUSE_ENDS or self.words[m] in {"and", "'s"}:
                break
        return set()

    def _starts_clause(self, k: int) -> bool:
        """An actor after "and" that has a verb of its own right behind it begins a new clause."""
        return k + 1 < len(self.items) and (self._is_verb(k + 1) or self.words[k + 1] in _SKIPPED - {"'s"})

    def _after(self, last: int, prepositions: frozenset[str], reach: int = 8) -> set[Role]:
        """The actor that one of `prepositions` governs within `reach` items after `last`."""
        for k in range(last, min(len(self.items), last + reach)):
            if self.words[k] in CLAUSE_ENDS or self.words[k] == ",":
                return set()
            if self.words[k] in prepositions:
                for m in range(k + 1, min(len(self.items), k + 6)):
                    if self.items[m].role:
                        return self._coordinated_right(m)
                    if self.words[m] in PREPOSITIONS or self.words[m] in CLAUSE_ENDS:
                        break
        return set()
