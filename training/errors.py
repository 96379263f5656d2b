"""What can be wrong with a corpus, said with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

from model.errors import StandpointError


class CorpusError(StandpointError):
    """A corpus file cannot be used as it is."""

    def __init__(self, path: Path, line: int | None, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}" if line is not None else f"{path}: {message}")
        self.path = path
        self.line = line
        self.message = message

    def __reduce__(self) -> tuple[type[CorpusError], tuple[Path, int | None, str]]:
        """So that it can come back from a worker process."""
        return type(self), (self.path, self.line, self.message)


class UnknownFormat(StandpointError):
    """There is no importer of that name."""


class UnusableSettings(StandpointError):
    """What a training is told cannot be followed."""


class NotInstalled(StandpointError):
    """An optional library is missing."""


class TooFewRecords(StandpointError):
    """A corpus cannot be parted into folds that each hold every label."""


class InvalidCorpus(StandpointError):
    """Everything that is wrong with a corpus, one CorpusError a finding."""

    def __init__(self, findings: list[CorpusError]) -> None:
        shown = "\n".join(str(finding) for finding in findings[:50])
        more = f"\n… and {len(findings) - 50} more" if len(findings) > 50 else ""
        super().__init__(f"{len(findings)} record(s) cannot be used; mend or remove them:\n{shown}{more}")
        self.findings = findings
