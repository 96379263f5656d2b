"""A request body that keeps flowing while its answer is written.

A client that sends a whole batch before it reads any answer would wait for us to take its bytes while we wait for it
to take ours. So a thread takes the body in as it comes, and what is not yet asked for waits in memory, then on disk.
"""

from __future__ import annotations

import socket
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Mapping
from typing import IO, Any

from gunicorn.http.body import Body, ChunkedReader, LengthReader  # type: ignore[import-untyped]

Pull = Callable[[], bytes]

_PIECE = 65_536
_SEGMENT = 8_000_000
_IN_MEMORY = 1_000_000


class StorageFailed(Exception):
    """What waits could not be kept: the disk is full, say."""


class ReadAhead:
    """The bytes that `pull` yields, in order. Use it as a context manager; it stands still until entered.

    At most `max_backlog` bytes wait at a time (on disk beyond the first million); then `pull` waits too. `interrupt`
    makes a `pull` that blocks return.
    """

    def __init__(self, pull: Pull, max_backlog: int, interrupt: Callable[[], None] = lambda: None) -> None:
        self._pull = pull
        self._interrupt = interrupt
        self._max_backlog = max_backlog
        self._segments: deque[_Segment] = deque()
        self._backlog = 0
        self._changed = threading.Condition()
        self._ended = self._closed = False
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._take_in, name="read-ahead", daemon=True)

    def __enter__(self) -> ReadAhead:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            ended = self._ended
        if not ended:
            self._interrupt()
        self._thread.join(timeout=5)
        for segment in self._segments:
            segment.file.close()

    def read(self) -> bytes:
        """The next bytes, as soon as there are any; empty at the end. Raises what `pull` raised, or StorageFailed."""
        with self._changed:
            self._changed.wait_for(lambda: self._backlog or self._ended)
            if not self._backlog:
                if self._failure is not None:
                    raise self._failure
                return b""
            segment = self._segments[0]
            data = segment.read()
            self._backlog -= len(data)
            if segment.is_spent and (segment.is_full or not self._backlog):
                self._segments.popleft().file.close()
            self._changed.notify_all()
            return data

    def _take_in(self) -> None:
        try:
            while piece := self._pull():
                with self._changed:
                    self._changed.wait_for(lambda: self._backlog < self._max_backlog or self._closed)
                    if self._closed:
                        return
                    if not self._segments or self._segments[-1].is_full:
                        self._segments.append(_Segment())
                    self._segments[-1].write(piece)
                    self._backlog += len(piece)
                    self._changed.notify_all()
        except Exception as error:
            self._failure = error
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()


class _Segment:
    """A stretch of the backlog, written at its end and read from its start."""

    def __init__(self) -> None:
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._written = self._taken = 0

    @property
    def is_full(self) -> bool:
        return self._written >= _SEGMENT

    @property
    def is_spent(self) -> bool:
        return self._taken == self._written

    def write(self, piece: bytes) -> None:
        try:
            self.file.seek(self._written)
            self.file.write(piece)
        except OSError as error:
            raise StorageFailed(f"{error.strerror}") from error
        self._written += len(piece)

    def read(self) -> bytes:
        self.file.seek(self._taken)
        data = self.file.read(_PIECE)
        self._taken += len(data)
        return data


def body_pull(environ: Mapping[str, Any], stream: IO[bytes]) -> Pull:
    """How to pull a request's body piece by piece as it arrives.

    gunicorn's `Body.read(n)` waits until n bytes have come, and `readline` until a kilobyte has; a client that sends
    one line and waits for its answer would wait forever. Its readers yield the first byte as soon as it is there, and
    know how many more they hold. Elsewhere `stream` (Flask's) is read line by line.
    """
    body = environ.get("wsgi.input")
    reader = body.reader if isinstance(body, Body) else None
    if not isinstance(reader, ChunkedReader | LengthReader):
        return lambda: stream.readline(_PIECE)

    def pull() -> bytes:
        owed = isinstance(reader, LengthReader) and reader.length > 0
        first: bytes = reader.read(1)
        if owed and not first:
            raise ConnectionResetError("the body is shorter than its Content-Length")
        held = reader.buf if isinstance(reader, ChunkedReader) else reader.unreader.buf
        return first + reader.read(held.tell()) if first else b""

    return pull


def body_interrupt(environ: Mapping[str, Any]) -> Callable[[], None]:
    """How to make a pull that waits for the client return: the socket is shut for reading."""
    connection = environ.get("gunicorn.socket")

    def interrupt() -> None:
        if isinstance(connection, socket.socket):
            try:
                connection.shutdown(socket.SHUT_RD)
            except OSError:
                return  # the client has gone

    return interrupt
