"""The model that answers: loaded when the process starts, or as soon as one is promoted."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from model.actors import Recogniser, recognise
from model.errors import ArtifactError
from model.registry import Registry
from model.scorer import StanceScorer
from service.logs import log

_SECONDS_BETWEEN_TRIES = 1.0


class LiveModel:
    """Holds one scorer for all threads of a process. Where loading failed, it is tried again, once a second at most."""

    def __init__(self, home: Path, recogniser: Recogniser = recognise, scorer: StanceScorer | None = None) -> None:
        self._registry = Registry(home)
        self._recogniser = recogniser
        self._scorer = scorer
        self._lock = threading.Lock()
        self._failure: ArtifactError | None = None
        self._tried = float("-inf")

    def scorer(self) -> StanceScorer:
        """The scorer to answer with. Raises ArtifactError where none can be loaded."""
        if self._scorer is None:
            with self._lock:
                if self._scorer is None:
                    self._scorer = self._load()
        return self._scorer

    def _load(self) -> StanceScorer:
        if self._failure is not None and time.monotonic() - self._tried < _SECONDS_BETWEEN_TRIES:
            raise self._failure
        self._tried = time.monotonic()
        try:
            scorer = StanceScorer.load(self._registry.current(), self._recogniser)
        except ArtifactError as error:
            if str(error) != str(self._failure):
                log.error("model refused", reason=str(error))
            self._failure = error.with_traceback(None)
            raise
        log.info("model loaded", name=scorer.info.name, version=scorer.info.version)
        return scorer
