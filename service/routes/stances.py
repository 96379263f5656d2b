"""POST /v1/stances and /v1/stances/batch: articles in, stances out."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, request
from flask_openapi3 import APIBlueprint

from model.errors import ArticleError
from model.scorer import StanceScorer
from service import bodies
from service.batches import answer_lines
from service.context import context
from service.metrics import ARTICLES
from service.openapi import CSV, HTML, JSON, NDJSON, TEXT, describe, of, text
from service.orders import Order, Query, from_html, from_json, from_text
from service.problems import (
    METHOD_NOT_ALLOWED,
    MISSING_BODY,
    NOT_ACCEPTABLE,
    NOT_READY,
    UNSUPPORTED_TYPE,
    WITH_BODY,
    ProblemError,
)
from service.read_ahead import ReadAhead, body_interrupt, body_pull
from service.schemas import Answer, ArticleIn, ArticleQuery, stances_json
from service.settings import Settings
from service.strict_json import parse
from service.tables import csv_lines
from service.webpages import decode_page

api = APIBlueprint("stances", __name__, url_prefix="/v1/stances")

_BODIES = {
    JSON: of(ArticleIn),
    TEXT: text("The article; options go into the query."),
    HTML: text("A web page; its main text is scored and returned. Options go into the query."),
}
_LISTS = frozenset({"targets"})
_EXAMPLE = "Norway condemned Belarus on Friday. “We stand with Lithuania,” Prime Minister Kari Lund said."


@api.post(
    "",
    **describe(
        "scoreArticle",
        body=_BODIES,
        query=ArticleQuery,
        answers={JSON: of(Answer), CSV: text("A header, then a row for each stance.")},
        problems=WITH_BODY,
        examples={JSON: {"title": "Oslo turns on Minsk", "text": _EXAMPLE, "explain": True}, TEXT: _EXAMPLE},
        tag="Articles",
    ),
)
def score_article() -> Response:
    """Score one article.

    Answers every actor's stance toward each other actor, with evidence. `Accept: text/csv` gives the stances as a table.
    """
    wanted = bodies.answer_type((JSON, CSV))
    kind = bodies.media_type(_BODIES)
    scorer = context().model.scorer()
    try:
        answer = _read_order(kind, context().settings).carry_out(scorer)
    except (ProblemError, ArticleError):
        ARTICLES.labels("refused").inc()
        raise
    ARTICLES.labels("scored").inc()
    if wanted == CSV:
        return Response("".join(csv_lines([answer])), content_type="text/csv; charset=utf-8; header=present")
    return Response(stances_json(answer), content_type=JSON)


@api.post(
    "/batch",
    **describe(
        "scoreBatch",
        body={NDJSON: text("One article a line, as JSON in the shape of ArticleIn.")},
        answers={NDJSON: text('One answer a line, in the same order; {"line": n, "error": problem} for a bad line.')},
        problems=(MISSING_BODY, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED_TYPE, NOT_READY),
        examples={
            NDJSON: '{"id": "1", "text": "Norway condemned Belarus."}\n{"id": "2", "text": "Mali thanked Chad."}\n'
        },
        tag="Articles",
    ),
)
def score_batch() -> Response:
    """Score a stream of articles.

    Each line is answered as soon as it has come, so a batch may be of any length. A line that cannot be answered gives
    an error with its number and never breaks the stream.
    """
    bodies.answer_type((NDJSON,))
    bodies.media_type((NDJSON, "application/ndjson", "application/jsonl", "application/json-lines"))
    settings, scorer = context().settings, context().model.scorer()
    pull, interrupt = body_pull(request.environ, request.stream), body_interrupt(request.environ)
    ahead = ReadAhead(pull, settings.max_backlog_bytes, interrupt)
    return Response(_stream(ahead, scorer, settings), content_type=NDJSON)


def _stream(ahead: ReadAhead, scorer: StanceScorer, settings: Settings) -> Iterator[bytes]:
    with ahead:
        yield from answer_lines(ahead.read, scorer, settings)


def _read_order(kind: str, settings: Settings) -> Order:
    data = bodies.read(settings.max_body_bytes)
    charset = request.mimetype_params.get("charset")
    if kind == JSON:
        return from_json(parse(bodies.decode(data), settings.max_json_depth), settings, _query())
    if kind == HTML:
        return from_html(decode_page(data, charset), _query(), settings)
    return from_text(bodies.decode(data, charset), _query(), settings)


def _query() -> Query:
    return {name: values if name in _LISTS else values[-1] for name, values in request.args.lists()}
