"""How gunicorn runs the service.

HOST (127.0.0.1), PORT (8080), WORKERS (2) and THREADS (8, of each worker) say where and how; the service's own
settings are in settings.py. The model is loaded once, before the workers fork, so they share its memory.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from typing import Any

from service.logs import logging_config

_metrics_folder = tempfile.mkdtemp(prefix="standpoint-metrics-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = _metrics_folder  # read when prometheus_client is imported, with the app
_master = os.getpid()

wsgi_app = "service.wsgi:app"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8080')}"
workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "8"))
worker_class = "gthread"
preload_app = True
graceful_timeout = 30
timeout = 60
keepalive = 5
limit_request_line = 8190
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
proc_name = "standpoint"
logconfig_dict = logging_config(os.environ.get("STANDPOINT_LOG_LEVEL", "info"))


def post_worker_init(worker: Any) -> None:
    """Lets a worker refuse malformed requests as the application does."""
    from service.refusals import install

    install()


def child_exit(server: Any, worker: Any) -> None:
    """Lets go of a dead worker's gauges."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


@atexit.register
def _remove_metrics() -> None:
    """Removes what the workers shared, however the master ends; workers inherit this and must not."""
    if os.getpid() == _master:
        shutil.rmtree(_metrics_folder, ignore_errors=True)
