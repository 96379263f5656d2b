"""Where the fits of a search run: threads of this process, or the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from joblib import parallel_config

from training.errors import NotInstalled, UnusableSettings

_PATIENCE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Engine:
    """`jobs` threads that share memory, or, where a `scheduler` address is given, a Dask cluster's workers.

    Workers need the same version of Standpoint installed; the records' matrix is sent to each of them once a round.
    """

    jobs: int = 1
    scheduler: str | None = None

    @contextmanager
    def running(self, shared: Any) -> Iterator[None]:
        """joblib.Parallel runs here inside the context; `shared` is an argument that all its tasks take.

        Raises NotInstalled without dask.distributed, UnusableSettings where no scheduler answers.
        """
        if self.scheduler is None:
            with parallel_config(backend="threading", n_jobs=self.jobs):
                yield
            return
        with _client(self.scheduler), parallel_config(backend="dask", n_jobs=-1, scatter=[shared]):
            yield


def check(engine: Engine) -> None:
    """Says at once what `running` would say after minutes of reading."""
    if engine.scheduler is not None:
        _client(engine.scheduler).close()


def _client(scheduler: str) -> Any:
    try:
        client = import_module("distributed").Client
    except ImportError as error:
        raise NotInstalled(
            "--engine dask needs dask.distributed; install it with `pip install --require-hashes -r requirements/dask.txt`"
            " or `pip install 'standpoint[dask]'`"
        ) from error
    try:
        return client(scheduler, timeout=_PATIENCE_SECONDS)
    except (OSError, TimeoutError, ValueError) as error:
        raise UnusableSettings(
            f"no Dask scheduler answers at {scheduler}: {error}; start one with `dask scheduler`"
        ) from error
