"""A coarse part of speech for every item, by closed word classes, what the lexicon knows, endings, and the item before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from model.closed_classes import POSSESSIVE_PRONOUNS
from model.connotations import WordClass
from model.pairs import Item

Tag = Literal["name", "noun", "adjective", "verb", "past", "gerund", "adverb", "preposition", "determiner", "possessive",
              "pronoun", "modal", "be", "have", "do", "coordinator", "subordinator", "relative", "to", "not", "number",
              "mark"]  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DETERMINERS = POSSESSIVE_PRONOUNS | _words(
    "a an the this these those some any no every each another such both all whose many much more most several few "
    "other various certain"
)
_PRONOUNS = _words(
    "i you he she it we they me him us them himself herself itself themselves everyone everybody someone anyone "
    "nobody none one others anybody somebody"
)
_PREPOSITIONS = _words(
    "of in on at by for from with over against about into onto under after before between among through during "
    "without within toward towards upon per via near outside inside across around behind beyond despite including "
    "regarding concerning amid alongside like unlike since until than along throughout off out up down besides except as"
)
_SUBORDINATORS = _words("because although though if unless while whereas when where whether lest")
_COORDINATORS = _words("and or but nor yet")
_RELATIVES = _words("who whom which")
_MODALS = _words("will would can could may might shall should must ca wo 'll 'd")
_BE = _words("is are was were be been being am 're 'm")
_HAVE = _words("has have had having 've")
_DO = _words("do does did")
_NEGATIONS = _words("not n't never")
_ADVERBS = _words(
    "also then now already still just only even ever too very so again often always once later soon ago here there "
    "well however instead meanwhile perhaps maybe almost quite rather"
)
_CLASSES: tuple[tuple[Tag, frozenset[str]], ...] = (
    ("not", _NEGATIONS),
    ("be", _BE),
    ("have", _HAVE),
    ("do", _DO),
    ("modal", _MODALS),
    ("to", frozenset({"to"})),
    ("relative", _RELATIVES),
    ("determiner", _DETERMINERS),
    ("pronoun", _PRONOUNS),
    ("coordinator", _COORDINATORS),
    ("subordinator", _SUBORDINATORS),
    ("preposition", _PREPOSITIONS),
    ("adverb", _ADVERBS),
)
_CLOSED: dict[str, Tag] = {word: tag for tag, words in reversed(_CLASSES) for word in words}
_VERB_OPENERS: frozenset[Tag] = frozenset({"modal", "to", "do"})
_NOUN_OPENERS: frozenset[Tag] = frozenset({"determiner", "possessive", "adjective", "number"})
_PLURAL_PRONOUNS = _words("i you we they")
_ADJECTIVE_ENDINGS = ("ous", "ful", "ive", "able", "ible", "al", "ic", "ish", "less", "ary", "ory", "ant", "ent", "ern")


def tag(items: Sequence[Item], word_class: Callable[[str], WordClass], past_forms: frozenset[str]) -> list[Tag]:
    """One tag an item. `word_class` tells the commonest class of a word; `past_forms` are irregular pasts ("said")."""
    words = [item.word for item in items]
    tags: list[Tag] = []
    for i, item in enumerate(items):
        before: Tag | None = tags[-1] if tags else None
        if item.role:
            tags.append("name")
        elif item.word == "'s":
            is_verb = before in ("pronoun", "relative") or (i > 0 and words[i - 1] in ("that", "there", "here", "what"))
            tags.append("be" if is_verb else "possessive")
        elif item.word[0].isdigit():
            tags.append("number")
        elif item.word == "that":
            tags.append(_that(words, i, before))
        elif item.word in _CLOSED:
            tags.append(_CLOSED[item.word])
        elif not item.word[0].isalpha():
            tags.append("mark")
        else:
            tags.append(_open(words, tags, word_class(item.word), past_forms))
    return tags


def _that(words: Sequence[str], i: int, before: Tag | None) -> Tag:
    after = words[i + 1] if i + 1 < len(words) else ""
    if before in ("name", "noun") and (after in _BE | _HAVE | _MODALS or after.endswith("ed")):
        return "relative"
    if before in ("verb", "past", "name", "noun", "adjective", None) or words[i - 1] == ",":
        return "subordinator"
    return "determiner"


def _open(words: Sequence[str], tags: Sequence[Tag], known: WordClass, past_forms: frozenset[str]) -> Tag:
    """The tag of the word after those of `tags`, which is of no closed class."""
    i = len(tags)
    word, before = words[i], tags[-1] if tags else None
    earlier = tags[-2] if i > 1 else None
    if word.endswith("ly") and known not in ("v", "n") and len(word) > 4:
        return "adverb"
    if before == "relative" and word.endswith("s") and known:
        return "verb"
    opened = before in _VERB_OPENERS or (before in ("not", "adverb") and earlier in _VERB_OPENERS)
    if (opened or (before == "pronoun" and words[i - 1] in _PLURAL_PRONOUNS)) and not word.endswith("ing"):
        is_noun = before == "to" and known == "n" and not word.endswith(("e", "t", "d"))
        return "noun" if is_noun else "verb"
    if word.endswith("ing") and len(word) > 4 and known in ("v", ""):
        if before in _NOUN_OPENERS:
            closes = i + 1 >= len(words) or words[i + 1] in ("of", "in", "by")
            return "noun" if closes else "adjective"
        return "gerund"
    if (word.endswith("ed") and len(word) > 3 and known != "n") or word in past_forms:
        return "adjective" if before in _NOUN_OPENERS and word.endswith("ed") else "past"
    if before in _NOUN_OPENERS or before == "preposition":
        return "adjective" if known == "a" else "noun"
    if known == "v":
        follows_singular = before in ("name", "noun") and not words[i - 1].endswith("s")
        return "verb" if word.endswith("s") or not follows_singular else "noun"
    if known == "a" or (not known and word.endswith(_ADJECTIVE_ENDINGS)):
        return "adjective"
    return "adverb" if known == "o" else "noun"
