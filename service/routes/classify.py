"""POST /v1/classify: ordered pairs in, their stances out."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response
from flask_openapi3 import APIBlueprint
from pydantic import ValidationError

from model.errors import RecordError
from model.records import PairRecord
from model.scorer import StanceScorer
from service import bodies
from service.context import context
from service.metrics import RECORDS
from service.openapi import JSON, describe, of
from service.problems import WITH_BODY, Fault, ProblemError, invalid, invalid_body, pointer
from service.schemas import ClassifyIn, PairAnswers, pairs_json
from service.strict_json import parse

api = APIBlueprint("classify", __name__, url_prefix="/v1")

_RECORD = {
    "id": "1",
    "text": "Norway condemned Belarus on Friday.",
    "holder": {"start": 0, "end": 6},
    "target": {"start": 17, "end": 24},
    "context": "",
}
_RESULT = {
    "id": "1",
    "label": "oppose",
    "score": -0.9,
    "probabilities": {"oppose": 0.92, "neutral": 0.06, "support": 0.02},
}


@api.post(
    "/classify",
    **describe(
        "classify",
        body={JSON: of(ClassifyIn)},
        answers={JSON: of(PairAnswers)},
        problems=WITH_BODY,
        examples={JSON: {"records": [_RECORD]}},
        answer_examples={JSON: {"results": [_RESULT]}},
        tag="Pairs",
    ),
)
def classify() -> Response:
    """Classify ordered pairs.

    Each record is a labelled pair without its label: a text, a holder (null is the narrator) and a target.
    """
    bodies.answer_type((JSON,))
    bodies.media_type((JSON,))
    settings, scorer = context().settings, context().model.scorer()
    value = parse(bodies.decode(bodies.read(settings.max_body_bytes)), settings.max_json_depth)
    try:
        records = [record.to_record() for record in ClassifyIn.model_validate(value).records]
    except ValidationError as error:
        raise invalid_body(error, ClassifyIn.model_fields) from None
    if len(records) > settings.max_records:
        message = f"has {len(records)} items, {settings.max_records} are the most; send them in parts"
        raise invalid(Fault(pointer="/records", message=message))
    try:
        results = scorer.classify(records)
    except RecordError:
        raise _refusals(scorer, records) from None
    RECORDS.inc(len(results))
    return Response(pairs_json(results), content_type=JSON)


def _refusals(scorer: StanceScorer, records: Sequence[PairRecord]) -> ProblemError:
    """The core says what is wrong but not with which record, so they are tried one by one."""
    faults = [
        Fault(pointer=pointer(["records", index, error.field]), message=error.message)
        for index, record in enumerate(records)
        if (error := _refusal(scorer, record)) is not None
    ]
    return invalid(*faults)


def _refusal(scorer: StanceScorer, record: PairRecord) -> RecordError | None:
    try:
        scorer.classify([record])
    except RecordError as error:
        return error
    return None
