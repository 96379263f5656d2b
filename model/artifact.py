"""A model version on disk: a folder whose manifest vouches for every other file in it.

    model.joblib    classifier, direction, lexicon and gazetteer: all that inference needs
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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import joblib

from model.classifier import StanceClassifier
from model.direction import Direction
from model.errors import ArtifactIncompatible, ArtifactTampered
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.manifest import MANIFEST, Manifest, libraries, read_manifest

PAYLOAD = "model.joblib"


@dataclass(frozen=True, slots=True)
class Payload:
    """All that inference needs, as one object."""

    classifier: StanceClassifier
    lexicon: Lexicon
    gazetteer: Gazetteer
    direction: Direction = field(default_factory=Direction)


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
    return {"classifier": payload.classifier, "direction": payload.direction, "words": words}


def _unpacked(packed: dict[str, Any]) -> Payload:
    lexicon, gazetteer = pickle.loads(packed["words"])
    return Payload(packed["classifier"], lexicon, gazetteer, packed["direction"])


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
