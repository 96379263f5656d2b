"""Structured logs: one JSON object a line on standard error, with the request id and never with an article's text."""

from __future__ import annotations

import sys
import traceback
from typing import Any

import structlog

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
log: structlog.stdlib.BoundLogger = structlog.get_logger("standpoint")


def logging_config(level: str) -> dict[str, Any]:
    """The `logging.config` dictionary that makes gunicorn and everything else write JSON lines too."""
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _SHARED,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
    }
    handler = {"class": "logging.StreamHandler", "formatter": "json", "stream": sys.stderr}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": handler},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            "gunicorn.error": {"handlers": ["stderr"], "level": level.upper(), "propagate": False},
            # Readers of HTML log what they read.
            **{name: {"level": "CRITICAL"} for name in ("trafilatura", "htmldate", "justext", "courlan")},
        },
    }


def configure(level: str) -> None:
    """Sets up logging for this process."""
    import logging.config

    logging.config.dictConfig(logging_config(level))
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def log_crash(error: BaseException) -> None:
    """Logs an unforeseen error: its type and frames, but not its message, which may quote the article."""
    frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    log.error("crash", error=type(error).__name__, frames=frames)
