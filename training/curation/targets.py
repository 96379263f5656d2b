"""What a corpus promises: the `targets.yaml` in its folder. Corpora without one promise nothing."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from training.errors import CorpusError

FILE = "targets.yaml"


class Targets(BaseModel):
    """Least counts, and shares between 0 and 1 as [least, most]."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    records: int = Field(default=0, ge=0)
    sentences: int = Field(default=0, ge=0)
    topics: int = Field(default=0, ge=0)
    narrator_records: int = Field(default=0, ge=0)
    context_cue_records: int = Field(default=0, ge=0)
    cue_lemmas: int = Field(default=0, ge=0)
    records_per_phenomenon: int = Field(default=0, ge=0)
    labels: dict[str, tuple[float, float]] = Field(default_factory=dict)
    words: tuple[int, int] | None = None


def read_targets(folder: Path) -> Targets | None:
    """The targets of the corpus in `folder`, None where it states none. Raises CorpusError where they cannot be read."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        return Targets.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (yaml.YAMLError, ValidationError) as error:
        raise CorpusError(path, None, str(error)) from error
