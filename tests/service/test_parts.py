"""The service's parts on their own, for any input."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.batches import split_lines
from service.problems import KINDS, ProblemError, pointer
from service.read_ahead import Pull, ReadAhead
from service.strict_json import parse

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
quick = settings(max_examples=200, deadline=None, derandomize=True)


@given(anything, st.booleans())
@quick
def test_parse_reads_all_that_json_writes(value: object, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    assert parse(text, max_depth=200) == value


@given(st.text(alphabet='{}[]",:\\ud8a0eE+-.1 \n') | st.text())
@quick
def test_parse_reads_or_refuses_with_a_problem(text: str) -> None:
    try:
        parse(text, max_depth=32)
    except ProblemError as error:
        error.problem().to_json()


def test_brackets_in_strings_are_no_depth() -> None:
    assert parse(json.dumps(["[" * 100, '"{' * 100, "\\" * 9]), max_depth=4)
    assert parse("[[[[]]], [[[]]]]", max_depth=4)
    with pytest.raises(ProblemError, match="deeper than 3"):
        parse("[[[[]]]]", max_depth=3)


def test_depth_is_told_in_linear_time_for_a_string_that_never_ends() -> None:
    with pytest.raises(ProblemError, match="line 1, column 1"):
        parse('"' + '\\"' * 500_000, max_depth=4)


@given(st.lists(st.binary(max_size=12)), st.integers(1, 7), st.integers(1, 9))
@quick
def test_lines_do_not_depend_on_how_they_arrive(lines: list[bytes], size: int, limit: int) -> None:
    lines = [line.replace(b"\n", b"") for line in lines]
    data = b"\n".join(lines)
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    got = list(split_lines(reader(iter(pieces)), limit))
    kept = lines if lines and lines[-1] else lines[:-1]
    assert got == [(number, line if len(line) <= limit else None) for number, line in enumerate(kept, 1)]


def reader(pieces: Iterator[bytes]) -> Pull:
    return lambda: next(pieces, b"")


@given(st.lists(st.binary(min_size=1, max_size=50)))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_read_ahead_gives_what_it_took(pieces: list[bytes]) -> None:
    with ReadAhead(reader(iter(pieces)), max_backlog=60) as ahead:
        got = b"".join(iter(ahead.read, b""))
    assert got == b"".join(pieces)


def test_read_ahead_takes_in_what_nobody_reads_yet_but_not_without_bound() -> None:
    piece, taken = b"a" * 1_000_000, 0

    def pull() -> bytes:
        nonlocal taken
        taken += 1
        return piece if taken <= 50 else b""

    with ReadAhead(pull, max_backlog=20_000_000) as ahead:
        for _ in range(1_000):
            if taken == 21:
                break
            threading.Event().wait(0.005)
        assert taken == 21
        assert sum(map(len, iter(ahead.read, b""))) == 50_000_000


def test_read_ahead_passes_on_a_failure_after_what_came_before_it() -> None:
    pieces = iter([b"a", ConnectionResetError("gone")])

    def pull() -> bytes:
        piece = next(pieces)
        if isinstance(piece, Exception):
            raise piece
        return piece

    with ReadAhead(pull, max_backlog=10) as ahead:
        assert ahead.read() == b"a"
        with pytest.raises(ConnectionResetError, match="gone"):
            ahead.read()


def test_leaving_read_ahead_interrupts_a_pull_that_waits() -> None:
    gone = threading.Event()

    def pull() -> bytes:
        gone.wait(30)
        return b""

    with ReadAhead(pull, max_backlog=10, interrupt=gone.set):
        pass
    assert gone.is_set()


def test_kinds_of_problems_have_names_of_their_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 13
    assert all(400 <= kind.status < 600 and kind.title for kind in KINDS)


@pytest.mark.parametrize(("path", "expected"), [((), ""), (("a", 0), "/a/0"), (("a/b", "~"), "/a~1b/~0")])
def test_pointers_are_rfc_6901(path: tuple[str | int, ...], expected: str) -> None:
    assert pointer(path) == expected
