"""What Prometheus scrapes: requests, their duration, and articles scored or refused.

Under gunicorn the worker processes share their numbers through files in PROMETHEUS_MULTIPROC_DIR, which
gunicorn_conf.py sets before this module is imported; alone, a process counts for itself.
"""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

_OWN = CollectorRegistry()

REQUESTS = Counter("standpoint_requests", "Requests answered.", ["route", "method", "status"], registry=_OWN)
SECONDS = Histogram(
    "standpoint_request_seconds",
    "From the request's head to the end of its answer.",
    ["route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60),
    registry=_OWN,
)
ARTICLES = Counter("standpoint_articles", "Articles scored, or refused as invalid.", ["outcome"], registry=_OWN)
RECORDS = Counter("standpoint_records", "Pair records classified.", registry=_OWN)


def exposition() -> bytes:
    """The numbers of all workers in Prometheus' text format."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(_OWN)
    everyone = CollectorRegistry()
    MultiProcessCollector(everyone)  # type: ignore[no-untyped-call]
    return generate_latest(everyone)
