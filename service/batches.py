"""Batches: one article a line in, one answer a line out, in the same order, however many there are.

A line that cannot be answered gives `{"line": n, "error": problem}` (lines count from 1) and the next one is taken up.
Empty lines are skipped. No more than a line is held in memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from model.errors import ArticleError
from model.scorer import StanceScorer
from service.bodies import BROKEN_OFF, decode
from service.logs import log_crash
from service.metrics import ARTICLES
from service.orders import from_json
from service.problems import (
    BAD_REQUEST,
    TOO_LARGE,
    ProblemError,
    invalid_article,
    unforeseen,
)
from service.schemas import stances_json
from service.settings import Settings
from service.strict_json import parse


def answer_lines(read: Callable[[], bytes], scorer: StanceScorer, settings: Settings) -> Iterator[bytes]:
    """The answers to the articles that `read` yields (pieces of NDJSON; empty at the end), a line each.

    Where `read` fails, the last line says so.
    """
    number = 0
    try:
        for number, line in split_lines(read, settings.max_line_bytes):
            if line is None or line.strip():
                yield _answer(number, line, scorer, settings) + b"\n"
    except BROKEN_OFF:
        yield _error(number + 1, ProblemError(BAD_REQUEST, "the body broke off here; send the rest again")) + b"\n"
    except Exception as error:
        log_crash(error)
        yield _error(number + 1, unforeseen()) + b"\n"


def split_lines(read: Callable[[], bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines without their end; None for one that is longer than `limit` bytes."""
    number, held, overlong = 1, bytearray(), False
    while piece := read():
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            held += piece[start:end]
            yield number, None if overlong or len(held) > limit else bytes(held)
            number, overlong, start = number + 1, False, end + 1
            held.clear()
        held += piece[start:]
        if len(held) > limit:
            overlong = True
            held.clear()
    if held or overlong:
        yield number, None if overlong else bytes(held)


def _answer(number: int, line: bytes | None, scorer: StanceScorer, settings: Settings) -> bytes:
    try:
        if line is None:
            raise ProblemError(TOO_LARGE, f"the line is over {settings.max_line_bytes} bytes; send a shorter article")
        value = parse(decode(line), settings.max_json_depth, one_line=True)
        answer = stances_json(from_json(value, settings).carry_out(scorer))
    except ProblemError as error:
        return _refusal(number, error)
    except ArticleError as error:
        return _refusal(number, invalid_article(error))
    except Exception as error:
        log_crash(error)
        return _error(number, unforeseen())
    ARTICLES.labels("scored").inc()
    return answer


def _refusal(number: int, error: ProblemError) -> bytes:
    ARTICLES.labels("refused").inc()
    return _error(number, error)


def _error(number: int, error: ProblemError) -> bytes:
    return json.dumps({"line": number, "error": json.loads(error.problem().to_json())}, ensure_ascii=False).encode()
