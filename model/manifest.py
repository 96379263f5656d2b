"""The manifest of a model version: what it is made of, where it comes from, and the hash of every file in it.

It is plain JSON and needs no numerical library to be read, so looking into a registry is quick.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from model.errors import ArtifactIncompatible, ArtifactMissing, ArtifactTampered

SCHEMA = 3
"""Raised when what `model.joblib` holds changes its shape."""

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version is made of and where it comes from."""

    name: str
    version: str
    created: str
    labels: tuple[str, ...]
    blocks: tuple[dict[str, Any], ...]
    parameters: dict[str, Any]
    corpus: dict[str, Any]
    metrics: dict[str, Any]
    git_commit: str | None = None
    schema: int = SCHEMA
    libraries: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The manifest as plain JSON values."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain


def libraries() -> dict[str, str]:
    """The versions of the libraries that a pickled classifier depends on."""
    return {name: version(name) for name in ("joblib", "numpy", "scikit-learn", "scipy")}


def read_manifest(folder: Path) -> Manifest:
    """Reads a version's manifest. Raises ArtifactMissing, ArtifactTampered or ArtifactIncompatible."""
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ArtifactMissing(
            f"no model version at {folder}: {MANIFEST} is not there; run `standpoint train`"
        ) from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ArtifactTampered(f"{folder / MANIFEST} is not valid JSON ({error}); publish the version again") from error
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        found = raw.get("schema") if isinstance(raw, dict) else None
        raise ArtifactIncompatible(
            f"{folder.name} has artifact schema {found}, this program reads {SCHEMA}; train again with `standpoint train`"
        )
    try:
        return Manifest(**{**raw, "labels": tuple(raw["labels"]), "blocks": tuple(raw["blocks"])})
    except (KeyError, TypeError) as error:
        raise ArtifactTampered(f"{folder / MANIFEST} is incomplete ({error}); publish the version again") from error
