"""From a pair to the terms of its feature blocks: the words a TF-IDF vectoriser counts.

    words         stems, 1-2-grams, tagged before / between / after the mentions
    windows       five words to each side of each mention, and the three nearest with their distance
    pattern       1-4-grams over placeholders, lexicon classes and function words around the mentions
    senses        the same over fields of meaning with their sign ("HOLDER blame- TARGET")
    relations     what each mention is subject, object, possessor … of, as word and as sense
    paths         the chain of links from holder to target, and verbs with both in their slots
    frames        who fills the slots of which predicate (model.frames)
    lexicon       favourable and unfavourable words by segment and nearness
    connotations  light and attitude that the words throw on each mention, by link and by nearness
    characters    3-5-grams inside the words between the mentions
    state         speech, quotation, order and distance of the mentions
    context       stems of the text that precedes
    before        senses of the text that precedes
    sentence      the masked sentence as a whole, so that wire copy that was labelled is remembered
    balance       the sum of all that is said well and ill, in the sentence and before it

All blocks read the same items; none ever sees a name. `surface`, `predicates`, `links` and `ratings` make the terms.
"""

from __future__ import annotations

from dataclasses import dataclass

from model.features.links import above, paths, relations
from model.features.predicates import balance, frames, lexicon_hits, pattern
from model.features.ratings import connotations, senses, senses_before
from model.features.reading import Reading
from model.features.surface import characters, context, sentence, state, windows, words
from model.lexicon import Lexicon
from model.pairs import Pair

Terms = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Block:
    """A TF-IDF block: terms come from `analyse`; `weight` scales the block, `min_df` drops rare terms.

    `idf` and `normalise` are off for blocks whose terms are few and each of which must keep its full voice.
    """

    name: str
    weight: float = 1.0
    min_df: int = 2
    idf: bool = True
    normalise: bool = True


BLOCKS: tuple[Block, ...] = (
    Block("words"),
    Block("windows"),
    Block("pattern"),
    Block("senses"),
    Block("relations"),
    Block("paths"),
    Block("frames", idf=False, normalise=False),
    Block("lexicon", weight=0.5, idf=False, normalise=False),
    Block("connotations", weight=0.3, idf=False, normalise=False),
    Block("characters", weight=0.7, min_df=3),
    Block("state", weight=0.25, idf=False, normalise=False),
    Block("context", weight=0.5),
    Block("before", weight=0.5),
    Block("sentence", weight=2.0, min_df=1, idf=False, normalise=False),
    Block("balance", idf=False, normalise=False),
)


def analyse(pair: Pair, lexicon: Lexicon) -> Terms:
    """The terms of every block of `BLOCKS` for `pair`."""
    reading = Reading(pair, lexicon)
    return {
        "words": words(reading),
        "windows": windows(reading),
        "pattern": pattern(reading),
        "senses": senses(reading),
        "relations": [*relations(reading), *above(reading)],
        "paths": list(paths(reading)),
        "frames": list(frames(reading)),
        "lexicon": list(lexicon_hits(reading)),
        "connotations": list(connotations(reading)),
        "characters": characters(reading),
        "state": state(reading),
        "context": context(reading),
        "before": senses_before(reading),
        "sentence": [sentence(reading)],
        "balance": list(balance(reading)),
    }
