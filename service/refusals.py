"""What gunicorn refuses before the application sees it (a malformed head, a URI too long), as problem details too."""

from __future__ import annotations

import socket

from gunicorn import util  # type: ignore[import-untyped]

from service.problems import PROBLEM_JSON, Kind, ProblemError, unforeseen


def install() -> None:
    """Makes gunicorn write its refusals by `write_problem`."""
    util.write_error = write_problem


def write_problem(connection: socket.socket, status: int, reason: str, message: str) -> None:
    """Writes a whole response that refuses the request and closes the connection."""
    refusal = ProblemError(Kind("bad-request", status, reason), message or reason) if status < 500 else unforeseen()
    body = refusal.problem().to_json()
    head = (
        f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: {PROBLEM_JSON}\r\n"
        f"X-Content-Type-Options: nosniff\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    util.write_nonblock(connection, head.encode("latin-1") + body)
