"""JSON as RFC 8259 has it and no more: one value, no NaN, no name twice, no lone surrogates, not too deep.

Python's own parser reads it; this adds what a service must refuse, each with the place where it stands.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from service.problems import MALFORMED_JSON, NESTED_TOO_DEEP, Fault, ProblemError, invalid, pointer, printable

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_MAY_HOLD_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(text: str, max_depth: int, *, one_line: bool = False) -> Any:
    """The value that `text` holds. Raises ProblemError; for `one_line` of a stream it names the column alone."""
    _check_depth(text, max_depth)
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if one_line else f"line {error.lineno}, column {error.colno}"
        raise ProblemError(MALFORMED_JSON, f"{place}: {error.msg[:1].lower()}{error.msg[1:]}") from error
    except ValueError as error:  # an integer of more digits than Python converts
        raise ProblemError(MALFORMED_JSON, "it holds an integer of too many digits; shorten it") from error
    if _MAY_HOLD_SURROGATE.search(text):
        _refuse_surrogates(value, [])
    return value


def _check_depth(text: str, max_depth: int) -> None:
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        match match[0]:
            case "[" | "{":
                depth += 1
                if depth > max_depth:
                    raise ProblemError(
                        NESTED_TOO_DEEP,
                        f"at character {match.start()} it is nested deeper than {max_depth} levels; flatten it",
                    )
            case "]" | "}":
                depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        twice = printable(next(name for name in names if names.count(name) > 1))
        raise ProblemError(MALFORMED_JSON, f"the name {twice!r} stands twice in one object; keep one of them")
    return result


def _constant(name: str) -> NoReturn:
    raise ProblemError(MALFORMED_JSON, f"{name} is no JSON number; send a finite number, or leave the field out")


def _refuse_surrogates(value: object, path: list[str | int]) -> None:
    match value:
        case str() if _SURROGATE.search(value):
            raise invalid(
                Fault(
                    pointer=pointer(path), message="holds a lone surrogate, which is half a character; send whole ones"
                )
            )
        case dict():
            for name, member in value.items():
                _refuse_surrogates(name, [*path, name])
                _refuse_surrogates(member, [*path, name])
        case list():
            for index, item in enumerate(value):
                _refuse_surrogates(item, [*path, index])
