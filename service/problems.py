"""Every error the service answers with, as RFC 9457 problem details.

Exception
└── ProblemError        a request that cannot be answered: kind, detail, faults, headers
    the kinds           MISSING_BODY, NOT_UTF8, MALFORMED_JSON … INTERNAL_ERROR, each with its status and title

`register` turns those, the core's errors, Flask's own and anything unforeseen into `application/problem+json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, Response, g
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import HTTPException

from model.errors import ArticleError, ArtifactError, ArtifactIncompatible, ArtifactTampered
from service.logs import log_crash

PROBLEM_JSON = "application/problem+json"
_MAX_FAULTS = 20
_MAX_TOLD = 5
_SUBJECT = re.compile(r"^(Input|String|Tuple|Value|List) should ")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: `name` ends its type URI and never changes."""

    name: str
    status: int
    title: str

    @property
    def type(self) -> str:
        """The URI that identifies the kind."""
        return f"urn:problem-type:standpoint:{self.name}"


BAD_REQUEST = Kind("bad-request", 400, "Bad request")
MISSING_BODY = Kind("missing-body", 400, "The request has no body")
NOT_DECODABLE = Kind("not-decodable", 400, "The body is not text in its encoding")
MALFORMED_JSON = Kind("malformed-json", 400, "The body is not valid JSON")
NESTED_TOO_DEEP = Kind("nested-too-deep", 400, "The JSON is nested too deep")
NOT_FOUND = Kind("not-found", 404, "There is nothing at this address")
METHOD_NOT_ALLOWED = Kind("method-not-allowed", 405, "The address does not take this method")
NOT_ACCEPTABLE = Kind("not-acceptable", 406, "No acceptable format")
TOO_LARGE = Kind("too-large", 413, "The body is too large")
UNSUPPORTED_TYPE = Kind("unsupported-media-type", 415, "The body has the wrong media type")
INVALID_FIELD = Kind("invalid-field", 422, "A field is missing or wrong")
INTERNAL_ERROR = Kind("internal-error", 500, "The service failed")
NOT_READY = Kind("not-ready", 503, "No model is loaded")

KINDS: tuple[Kind, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Kind))

WITH_BODY: tuple[Kind, ...] = (
    BAD_REQUEST,
    MISSING_BODY,
    NOT_DECODABLE,
    MALFORMED_JSON,
    NESTED_TOO_DEEP,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    TOO_LARGE,
    UNSUPPORTED_TYPE,
    INVALID_FIELD,
    NOT_READY,
)
"""What can be wrong with a request that sends one JSON body."""


class Fault(BaseModel):
    """One thing that is wrong: where it stands, and what to do."""

    model_config = ConfigDict(frozen=True)

    pointer: str | None = Field(
        default=None, description="JSON pointer (RFC 6901) into the body; empty for the whole body."
    )
    parameter: str | None = Field(default=None, description="Name of the query parameter.")
    message: str = Field(description="What is wrong with it.")


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(description="URI that identifies the kind of problem.")
    title: str = Field(description="The kind of problem, in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong with this request, and the remedy.")
    errors: tuple[Fault, ...] = Field(default=(), description="Each fault by its place.")
    request_id: str | None = Field(
        default=None, description="The X-Request-ID of the request, to be found in the logs."
    )

    def to_json(self) -> bytes:
        """As JSON without the members that are null."""
        return self.model_dump_json(exclude_none=True).encode()


class ProblemError(Exception):
    """The request cannot be answered.

    >>> raise ProblemError(TOO_LARGE, "the body is over 2000000 bytes; send shorter articles")   # doctest: +SKIP
    """

    def __init__(
        self, kind: Kind, detail: str, faults: Iterable[Fault] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})

    def problem(self, request_id: str | None = None) -> Problem:
        """As problem details."""
        detail = printable(self.detail)
        return Problem(
            type=self.kind.type,
            title=self.kind.title,
            status=self.kind.status,
            detail=detail,
            errors=self.faults,
            request_id=request_id,
        )


def register(app: Flask) -> None:
    """Makes `app` answer every error with problem+json."""

    @app.errorhandler(ProblemError)
    def _problem(error: ProblemError) -> Response:
        return respond(error)

    @app.errorhandler(ArticleError)
    def _article(error: ArticleError) -> Response:
        return respond(invalid_article(error))

    @app.errorhandler(ArtifactError)
    def _artifact(error: ArtifactError) -> Response:
        return respond(not_ready(error))

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response:
        if error.code is not None and error.code < 400:
            return Response(status=error.code, headers=error.get_headers())
        return respond(_from_http(error))

    @app.errorhandler(Exception)
    def _unforeseen(error: Exception) -> Response:
        log_crash(error)
        return respond(unforeseen())


def respond(error: ProblemError) -> Response:
    """The problem as a response to the current request."""
    problem = error.problem(g.get("request_id"))
    return Response(problem.to_json(), error.kind.status, error.headers, content_type=PROBLEM_JSON)


def invalid(*faults: Fault) -> ProblemError:
    """A 422 with `faults`, the first of them told in its detail."""
    shown = [f"{_place(fault)}: {fault.message}" for fault in faults[:_MAX_TOLD]]
    more = f"; and {len(faults) - _MAX_TOLD} more" if len(faults) > _MAX_TOLD else ""
    return ProblemError(INVALID_FIELD, "; ".join(shown) + more, faults[:_MAX_FAULTS])


def invalid_article(error: ArticleError) -> ProblemError:
    """What the core finds wrong with an article; its field is empty where the whole body is the article."""
    return invalid(Fault(pointer=pointer([error.field]) if error.field else "", message=error.message))


def invalid_body(error: ValidationError, fields: Iterable[str]) -> ProblemError:
    """What pydantic found wrong in a JSON body; `fields` are those that the body may have."""
    return invalid(*(Fault(pointer=pointer(one["loc"]), message=_message(one, fields)) for one in _errors_of(error)))


def invalid_query(error: ValidationError, parameters: Iterable[str]) -> ProblemError:
    """What pydantic found wrong in the query; `parameters` are those that it may have."""
    return invalid(
        *(
            Fault(parameter=printable(str(one["loc"][0])) if one["loc"] else None, message=_message(one, parameters))
            for one in _errors_of(error)
        )
    )


def not_ready(error: ArtifactError) -> ProblemError:
    """A 503 that says why no model is loaded, without the paths that the log has."""
    match error:
        case ArtifactTampered():
            reason = "the promoted version differs from its manifest and was refused; publish it again"
        case ArtifactIncompatible():
            reason = "the promoted version was written by libraries that this service cannot read; train again"
        case _:
            reason = "none is promoted; run `standpoint train`"
    return ProblemError(NOT_READY, reason, headers={"Retry-After": "5"})


def unforeseen() -> ProblemError:
    """A 500 that tells the client nothing but where to look."""
    return ProblemError(INTERNAL_ERROR, "an unforeseen error; the service's log has it under this request id")


def pointer(path: Sequence[str | int]) -> str:
    """A JSON pointer (RFC 6901).

    >>> pointer(["actors", 0, "a/b"])
    '/actors/0/a~1b'
    """
    return "".join("/" + printable(str(part)).replace("~", "~0").replace("/", "~1") for part in path)


def printable(text: str) -> str:
    """`text` without lone surrogates, which no encoding can carry, and not endless."""
    return _LONE_SURROGATE.sub("\ufffd", text if len(text) <= 2000 else text[:2000] + "…")


def _place(fault: Fault) -> str:
    if fault.parameter is not None:
        return f"query parameter {fault.parameter}"
    return fault.pointer or "the body"


def _errors_of(error: ValidationError) -> list[ErrorDetails]:
    return error.errors(include_url=False, include_input=True, include_context=True)


def _message(error: ErrorDetails, known: Iterable[str]) -> str:
    match error["type"]:
        case "extra_forbidden":
            fields = f"; known: {', '.join(known)}" if len(error["loc"]) <= 1 else ""
            return f"is not known; remove it or mend its name{fields}"
        case "missing":
            return "is missing; add it"
        case "value_error":
            return str(error["ctx"]["error"])
        case "model_type" | "model_attributes_type":
            return f"should be an object, not {_json_type(error['input'])}"
        case kind if kind.endswith("_type"):
            wanted = {"string": "a string", "int": "an integer", "float": "a number", "bool": "true or false"}
            wanted |= {"tuple": "an array", "list": "an array"}
            should = wanted.get(kind.removesuffix("_type"), error["msg"])
            return f"should be {should}, not {_json_type(error['input'])}"
        case _:
            return _SUBJECT.sub("should ", error["msg"])


def _json_type(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list() | tuple():
            return "an array"
        case _:
            return "an object"


def _from_http(error: HTTPException) -> ProblemError:
    """Flask's and Werkzeug's own errors."""
    match error.code:
        case 404:
            return ProblemError(NOT_FOUND, "nothing is served at this path; GET /docs lists what is")
        case 405:
            allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
            return ProblemError(METHOD_NOT_ALLOWED, f"use one of: {allowed}", headers={"Allow": allowed})
        case 413:
            return ProblemError(TOO_LARGE, "the body is too large; send less at once")
        case code if code is not None and code < 500:
            kind = Kind("bad-request", code, error.name)
            return ProblemError(kind, (error.description or error.name).strip())
        case _:
            return unforeseen()
