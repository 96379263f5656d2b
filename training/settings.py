"""What a training can be told, as one record: the defaults, a file of `standpoint tune`, options of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from model.features import BLOCKS, Block
from training.errors import UnusableSettings

DEFAULT_C = 0.05

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Settings(BaseModel):
    """How to train. Together with corpus, seeds folder and seed it determines the model.

    C                inverse strength of the L2 penalty
    block_weights    feature blocks whose weight differs from the default; 0 leaves a block out
    hash_bits        None: a column for every term; a number: 2**hash_bits columns for each block, and bounded memory
    calibration      temperature, vector, or auto: whichever has the lower log-loss on half of the records when fitted on the
                     other half
    policy           what the offsets of the operating point maximise: accuracy (no offsets) or macro-F1
    source_weights   what records of a source count, 1 where it is not named
    measured_on      the source whose records calibrate, choose the operating point and are measured; None: those of all
    warm_start       the final fit starts from the mean of the folds' coefficients
    search           where a file of `standpoint tune` comes from; nothing reads it
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    C: Positive = DEFAULT_C
    block_weights: dict[str, NotNegative] = Field(default_factory=dict)
    hash_bits: int | None = Field(default=None, ge=8, le=22)
    calibration: Literal["auto", "temperature", "vector"] = "auto"
    policy: Literal["accuracy", "macro"] = "accuracy"
    source_weights: dict[str, Positive] = Field(default_factory=dict)
    measured_on: str | None = None
    warm_start: bool = False
    search: dict[str, Any] | None = None

    @field_validator("block_weights")
    @classmethod
    def _known(cls, weights: dict[str, float]) -> dict[str, float]:
        known = [block.name for block in BLOCKS]
        unknown = sorted(set(weights) - set(known))
        if unknown:
            raise ValueError(f"there is no block {', '.join(unknown)}; the blocks are {', '.join(known)}")
        if all(weights.get(name) == 0 for name in known):
            raise ValueError("leaves out every block")
        return weights

    def blocks(self) -> tuple[Block, ...]:
        """The feature blocks to train with."""
        weighed = (replace(block, weight=self.block_weights.get(block.name, block.weight)) for block in BLOCKS)
        return tuple(block for block in weighed if block.weight > 0)


def read_settings(path: Path, changes: Mapping[str, Any]) -> Settings:
    """The settings of a JSON file, with `changes` in place of what it says. Raises UnusableSettings."""
    try:
        settings = Settings.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UnusableSettings(f"{path}: cannot be read ({error.strerror}); `standpoint tune` writes one") from error
    except ValidationError as error:
        raise UnusableSettings(_described(str(path), error)) from error
    return changed(settings, changes)


def changed(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    """The settings with other values for some of them. Raises UnusableSettings."""
    try:
        return Settings.model_validate(settings.model_dump() | dict(changes))
    except ValidationError as error:
        raise UnusableSettings(_described("settings", error)) from error


def _described(where: str, error: ValidationError) -> str:
    faults = (f"{'.'.join(map(str, one['loc'])) or 'file'}: {one['msg']}" for one in error.errors())
    return f"{where}: {'; '.join(faults)}"
