"""Everything that can go wrong in the core, as one tree.

StandpointError
├── ArticleError      an article cannot be scored as sent
├── RecordError       a labelled pair (or a pair to classify) is malformed
├── RecogniserError   the recogniser of actors that was asked for cannot be used
├── NoAbstentionLimit a model version knows no confidence from which on to answer
└── ArtifactError     a model version cannot be used
    ├── ArtifactMissing       there is no such version
    ├── ArtifactTampered      a file differs from its manifest
    └── ArtifactIncompatible  it was written by a library this process cannot read
"""

from __future__ import annotations


class StandpointError(Exception):
    """Base of every error that Standpoint raises on purpose; the message is meant for the user."""


class ArticleError(StandpointError):
    """The article cannot be scored: `field` names the part of it that is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class RecordError(StandpointError):
    """A pair record is malformed: `field` names the part of it that is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class RecogniserError(StandpointError):
    """The recogniser of actors that was asked for does not exist, or what it needs is not installed."""


class NoAbstentionLimit(StandpointError):
    """The model version knows no confidence from which on its signed answers are precise enough."""


class ArtifactError(StandpointError):
    """A model version cannot be used."""


class ArtifactMissing(ArtifactError):
    """There is no such version, or none is promoted."""


class ArtifactTampered(ArtifactError):
    """A file of the version is missing, was added, or differs from the manifest's SHA-256."""


class ArtifactIncompatible(ArtifactError):
    """The version was written with a library or schema that this process cannot read."""
