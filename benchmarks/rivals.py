"""What the model is compared with: the commonest answer, VADER, and the stance lexicon without any learning.

Each gives rows of shape (n, 3) as the model does; only their order within a row and, over two rows, their product count.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from benchmarks.sets import NEUTRAL, OPPOSE, SUPPORT, Answers, Floats, Task, five_classes
from model.frames import Hit, read_frames
from model.lexicon import Lexicon
from model.pairs import Pair, read_pair
from training.corpus import LabelledPair

VADER_NEUTRAL = 0.05
"""Compound values nearer to 0 are neutral, as VADER's authors advise (Hutto & Gilbert, ICWSM 2014)."""


def majority(task: Task) -> Answers:
    """Always the commonest true class of the set itself: no guess without knowledge does better in accuracy."""
    answers = task.judge(task.records, np.full((len(task.records), 3), 1 / 3))
    commonest = np.bincount(answers.truth).argmax()
    return Answers(answers.truth, np.full_like(answers.truth, commonest), answers.groups)


def vader(task: Task) -> Answers:
    """The sentiment of the whole sentence. It knows no direction: where one is asked for, who is named first holds it."""
    analyzer = SentimentIntensityAnalyzer()
    rows = np.array([_vader_row(analyzer.polarity_scores(r.pair.text)["compound"]) for r in task.records])
    if task.judge is five_classes:
        rows[1::2] = (0.0, 1.0, 0.0)
    return task.judge(task.records, rows)


def _vader_row(compound: float) -> tuple[float, float, float]:
    return max(-compound, 0.0), VADER_NEUTRAL, max(compound, 0.0)


def lexicon_alone(task: Task, lexicon: Lexicon) -> Answers:
    """The clause reader's word: the last predicate with holder and target in its slots; failing that, for a sign that must
    be given, what the sentence says well and ill in all."""
    rows = np.array([_lexicon_row(record, lexicon) for record in task.records])
    return task.judge(task.records, rows)


def _lexicon_row(record: LabelledPair, lexicon: Lexicon) -> Floats:
    pair = read_pair(record.pair, lexicon)
    hits = read_frames(pair.items, lexicon)
    wanted = [hit for hit in hits if _reads(hit, pair)]
    row = np.zeros(3)
    if wanted:
        row[wanted[-1].polarity + 1] = 1.0
    else:
        row[NEUTRAL] = 0.5
        row[SUPPORT if _balance(hits, pair, lexicon) > 0 else OPPOSE] = 0.1
    return row


def _reads(hit: Hit, pair: Pair) -> bool:
    return "TARGET" in hit.targets and (pair.holder == "narrator" or "HOLDER" in hit.holders)


def _balance(hits: Sequence[Hit], pair: Pair, lexicon: Lexicon) -> int:
    words = [item.word for item in pair.items if not item.role] + list(pair.context)
    return sum(hit.polarity for hit in hits) + sum((w in lexicon.positive) - (w in lexicon.negative) for w in words)
