"""Later mentions of an issue by its last word: "the reform", "this reform", once "the pension reform" has been named."""

from __future__ import annotations

from collections.abc import Container, Sequence

from model.actors.cast import Candidate, CastMention
from model.actors.given import DETERMINERS, singular
from model.closed_classes import FUNCTION_WORDS
from model.records import KnownActor
from model.segmentation import Segmented
from model.tokens import tokenise

_SENTENCES_BACK = 3
_DEFINITE = DETERMINERS - {"a", "an"}


def later_mentions(
    candidates: Sequence[Candidate], known: Sequence[KnownActor], segmented: Segmented, not_before: Container[str]
) -> list[CastMention]:
    """Where an issue of two words or more is meant a few sentences after it was named; nothing where two issues could be.

    A last word right before one of the lower-case words `not_before` tells what something else is about.
    """
    heads = _heads(known)
    if not heads:
        return []
    tokens = segmented.tokens
    named: list[tuple[int, int]] = [(c.first, c.known) for c in candidates if c.known in set(heads.values())]
    taken = {i for c in candidates for i in range(c.first, c.last)}
    found = []
    seen: dict[int, int] = {}
    at = 0
    for number, sentence in enumerate(segmented.sentences):
        for i in range(sentence.first, sentence.last):
            while at < len(named) and named[at][0] <= i:
                seen[named[at][1]] = number
                at += 1
            issue = heads.get(singular(tokens[i].lower))
            if issue is None or i in taken or i == sentence.first or tokens[i - 1].lower not in _DEFINITE:
                continue
            if number - seen.get(issue, -_SENTENCES_BACK - 1) > _SENTENCES_BACK:
                continue
            behind = tokens[i + 1].lower if i + 1 < sentence.last else "."
            if behind == "of" or behind in not_before or (behind == "-" and tokens[i + 1].start == tokens[i].end):
                continue
            found.append(
                CastMention(
                    issue, i, i + 1, "role", True, f"'{tokens[i].lower}', the last word of an issue named before"
                )
            )
            seen[issue] = number
    return found


def _heads(known: Sequence[KnownActor]) -> dict[str, int]:
    """The last words of issues, each with the one issue that has it."""
    heads: dict[str, set[int]] = {}
    for number, actor in enumerate(known):
        if actor.type == "topic":
            for name in (actor.name, *actor.aliases):
                words = [t.lower for t in tokenise(name) if t.is_word and t.lower not in DETERMINERS]
                if len(words) > 1 and words[-1] not in FUNCTION_WORDS:
                    heads.setdefault(singular(words[-1]), set()).add(number)
    return {word: next(iter(numbers)) for word, numbers in heads.items() if len(numbers) == 1}
