"""Request bodies: what type they are, how long they may be, and the text that their bytes spell.

media_type(accepted) -> which of the accepted types the body says it is      or 415
read(limit) -> its bytes                                                      or 400, 413
decode(data, charset) -> text, every character as it was sent                 or 400, 415
"""

from __future__ import annotations

import codecs
from collections.abc import Collection

from flask import request
from gunicorn.http.errors import ParseException  # type: ignore[import-untyped]
from werkzeug.exceptions import ClientDisconnected

from service.problems import (
    BAD_REQUEST,
    MISSING_BODY,
    NOT_ACCEPTABLE,
    NOT_DECODABLE,
    TOO_LARGE,
    UNSUPPORTED_TYPE,
    ProblemError,
)

BROKEN_OFF = (OSError, ParseException, ClientDisconnected)
"""What reading a body raises where the client sends less than it announced, or breaks the framing."""


def media_type(accepted: Collection[str]) -> str:
    """The body's media type. Raises ProblemError where it is none of `accepted`."""
    if request.content_length == 0 or (request.content_length is None and not _is_chunked()):
        raise ProblemError(MISSING_BODY, f"send one as {_either(accepted)}")
    if request.mimetype in accepted:
        return request.mimetype
    named = f"{request.mimetype} is not taken here" if request.mimetype else "the request names no Content-Type"
    raise ProblemError(
        UNSUPPORTED_TYPE,
        f"{named}; set the header Content-Type to {_either(accepted)}",
        headers={"Accept": ", ".join(accepted)},
    )


def answer_type(offered: Collection[str]) -> str:
    """The best of the offered media types for the Accept header. Raises ProblemError where none will do."""
    best = request.accept_mimetypes.best_match(offered) if request.accept_mimetypes else next(iter(offered))
    if best is None:
        raise ProblemError(NOT_ACCEPTABLE, f"the header Accept must allow {_either(offered)}")
    return best


def read(limit: int) -> bytes:
    """The body's bytes. Raises ProblemError where there are none, or more than `limit`."""
    too_large = ProblemError(
        TOO_LARGE, f"it is over {limit} bytes; send a shorter article, or many by /v1/stances/batch"
    )
    if (request.content_length or 0) > limit:
        raise too_large
    broken_off = ProblemError(BAD_REQUEST, "the body broke off before its end; send it again")
    try:
        data = request.stream.read(limit + 1)
    except BROKEN_OFF as error:
        raise broken_off from error
    if len(data) > limit:
        raise too_large
    if len(data) < (request.content_length or 0):
        raise broken_off
    if not data:
        raise ProblemError(MISSING_BODY, "it is empty; send an article")
    return data


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of `data`, by default UTF-8; a byte order mark is dropped, nothing else is changed."""
    try:
        codec = codecs.lookup(charset or "utf-8")
        if not getattr(codec, "_is_text_encoding", False):
            raise LookupError
    except (LookupError, ValueError):
        raise ProblemError(UNSUPPORTED_TYPE, f"the charset {charset} is not known; send UTF-8") from None
    name = "utf-8-sig" if codec.name == "utf-8" else codec.name
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        where = f"byte {error.start} (0x{data[error.start]:02x})"
        raise ProblemError(
            NOT_DECODABLE, f"it is not {codec.name.upper()} at {where}; send UTF-8, or name the charset in Content-Type"
        ) from error
    except UnicodeError as error:
        raise ProblemError(NOT_DECODABLE, f"it is not {codec.name.upper()}; send UTF-8") from error


def _is_chunked() -> bool:
    return "chunked" in request.headers.get("Transfer-Encoding", "").lower()


def _either(names: Collection[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
