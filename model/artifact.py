"""A model version on disk: a folder whose manifest vouches for every other file in it.

    model.joblib    classifier, lexicon and gazetteer: all that inference needs
    manifest.json   SHA-256 of every file, libraries, labels, blocks, corpus, metrics, origin
    card.md         the model card

A version is written to a temporary folder, synced and renamed, so it is there whole or not at all. Loading reads the
manifest first and unpickles only bytes whose hash it has just checked.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import joblib
import numpy
import scipy
import sklearn

from model.classifier import StanceClassifier
from model.errors import ArtifactIncompatible, ArtifactMissing, ArtifactTampered
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon

SCHEMA = 1
"""Raised when what `model.joblib` holds changes its shape."""

MANIFEST = "manifest.json"
PAYLOAD = "model.joblib"


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


@dataclass(frozen=True, slots=True)
class Payload:
    """All that inference needs, as one object."""

    classifier: StanceClassifier
    lexicon: Lexicon
    gazetteer: Gazetteer


def libraries() -> dict[str, str]:
    """The versions of the libraries that a pickled classifier depends on."""
    return {
        "joblib": joblib.__version__,
        "numpy": numpy.__version__,
        "scikit-learn": sklearn.__version__,
        "scipy": scipy.__version__,
    }


def write_version(folder: Path, manifest: Manifest, payload: Payload, documents: Mapping[str, str]) -> Manifest:
    """Writes a version to `folder` atomically and returns its completed manifest.

    `documents` maps further file names (card.md) to their text. Raises FileExistsError where `folder` exists.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=folder.parent))
    try:
        joblib.dump(_packed(payload), staging / PAYLOAD, compress=3)
        for name, text in documents.items():
            (staging / name).write_text(text, encoding="utf-8")
        files = {path.name: _sha256(path.read_bytes()) for path in sorted(staging.iterdir())}
        complete = Manifest(**{**_fields(manifest), "libraries": libraries(), "files": files})
        text = json.dumps(complete.to_dict(), indent=2, ensure_ascii=False) + "\n"
        (staging / MANIFEST).write_text(text, encoding="utf-8")
        for path in [*staging.iterdir(), staging]:
            _sync(path)
        if folder.exists():
            raise FileExistsError(f"version folder {folder} exists already")
        staging.chmod(0o755)
        staging.rename(folder)
        _sync(folder.parent)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return complete


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


def read_version(folder: Path) -> tuple[Manifest, Payload]:
    """Verifies a version and loads it. Raises the subclasses of ArtifactError."""
    manifest = read_manifest(folder)
    _check_libraries(manifest)
    present = {path.name for path in folder.iterdir()} - {MANIFEST}
    if present != set(manifest.files):
        difference = ", ".join(sorted(present ^ set(manifest.files)))
        raise ArtifactTampered(
            f"{folder.name}: files differ from the manifest: {difference}; publish the version again"
        )
    payload = b""
    for name, expected in manifest.files.items():
        content = (folder / name).read_bytes()
        if _sha256(content) != expected:
            raise ArtifactTampered(
                f"{folder.name}: {name} differs from its SHA-256 in the manifest; publish the version again"
            )
        if name == PAYLOAD:
            payload = content
    return manifest, _unpacked(joblib.load(io.BytesIO(payload)))


def _packed(payload: Payload) -> dict[str, Any]:
    """The word lists as bytes of their own: joblib's unpickler is Python, and slow on many small objects."""
    words = pickle.dumps((payload.lexicon, payload.gazetteer), protocol=5)
    return {"classifier": payload.classifier, "words": words}


def _unpacked(packed: dict[str, Any]) -> Payload:
    lexicon, gazetteer = pickle.loads(packed["words"])
    return Payload(packed["classifier"], lexicon, gazetteer)


def _check_libraries(manifest: Manifest) -> None:
    """A pickle is read by the same feature release of scikit-learn and the same major release of NumPy."""
    here = libraries()
    for library, parts in (("scikit-learn", 2), ("numpy", 1)):
        written = manifest.libraries.get(library, "")
        if written.split(".")[:parts] != here[library].split(".")[:parts]:
            raise ArtifactIncompatible(
                f"{manifest.version} was written with {library} {written or 'unknown'}, this is {here[library]}; "
                "train again with `standpoint train`"
            )


def _fields(manifest: Manifest) -> dict[str, Any]:
    return {name: getattr(manifest, name) for name in Manifest.__dataclass_fields__}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
