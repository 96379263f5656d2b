"""Versions on disk: verified, promoted, rolled back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from model.artifact import read_version
from model.errors import ArtifactIncompatible, ArtifactMissing, ArtifactTampered
from model.manifest import SCHEMA, read_manifest
from model.registry import Registry


@pytest.fixture
def registry(model_home: Path, tmp_path: Path) -> Registry:
    """A copy of the trained registry that a test may harm."""
    shutil.copytree(model_home / "models", tmp_path / "models")
    return Registry(tmp_path)


def second_version(registry: Registry) -> str:
    manifest, payload = read_version(registry.current())
    return registry.publish(manifest, payload, {"card.md": "second"}).version


def test_promote_and_rollback(registry: Registry) -> None:
    first = registry.current_version()
    second = second_version(registry)
    assert second == f"{first}-2"
    assert registry.current_version() == first
    assert registry.promote(second) == second
    assert registry.current().name == second
    assert registry.rollback() == first
    with pytest.raises(ArtifactMissing, match="no earlier version"):
        registry.rollback()


def test_promoting_the_current_version_keeps_the_history(registry: Registry) -> None:
    first = registry.current_version()
    second = second_version(registry)
    registry.promote(second)
    registry.promote(second)
    assert registry.rollback() == first


@pytest.mark.parametrize("version", ["nothing", "../versions", ".hidden", ""])
def test_an_unknown_version_is_refused(registry: Registry, version: str) -> None:
    with pytest.raises(ArtifactMissing, match="there is no model version"):
        registry.promote(version)


def test_an_empty_registry_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArtifactMissing, match="standpoint train"):
        Registry(tmp_path).current()
    assert Registry(tmp_path).versions() == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file", ["model.joblib", "card.md"])
def test_a_changed_file_is_refused_before_it_is_read(registry: Registry, file: str) -> None:
    path = registry.current() / file
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ArtifactTampered, match=file):
        read_version(registry.current())


def test_a_truncated_model_is_refused(registry: Registry) -> None:
    path = registry.current() / "model.joblib"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(ArtifactTampered, match=r"model\.joblib differs"):
        read_version(registry.current())


def test_a_stray_or_missing_file_is_refused(registry: Registry) -> None:
    (registry.current() / "extra.py").write_text("")
    with pytest.raises(ArtifactTampered, match=r"extra\.py"):
        read_version(registry.current())
    (registry.current() / "extra.py").unlink()
    (registry.current() / "card.md").unlink()
    with pytest.raises(ArtifactTampered, match=r"card\.md"):
        read_version(registry.current())


def test_another_librarys_model_is_refused(registry: Registry) -> None:
    path = registry.current() / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["libraries"]["scikit-learn"] = "0.1.0"
    path.write_text(json.dumps(manifest))
    with pytest.raises(ArtifactIncompatible, match=r"scikit-learn 0\.1\.0"):
        read_version(registry.current())


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{", ArtifactTampered),
        ("[]", ArtifactIncompatible),
        ('{"schema": 99}', ArtifactIncompatible),
        (f'{{"schema": {SCHEMA}}}', ArtifactTampered),
    ],
)
def test_a_broken_manifest_is_refused(registry: Registry, text: str, error: type[Exception]) -> None:
    (registry.current() / "manifest.json").write_text(text)
    with pytest.raises(error):
        read_manifest(registry.current())


def test_a_broken_version_cannot_be_promoted(registry: Registry) -> None:
    first = registry.current_version()
    second = second_version(registry)
    (registry.path(second) / "model.joblib").write_bytes(b"junk")
    with pytest.raises(ArtifactTampered):
        registry.promote(second)
    assert registry.current_version() == first


def test_a_failed_publication_leaves_nothing_behind(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    manifest, payload = read_version(registry.current())
    before = sorted(p.name for p in (registry.folder / "versions").iterdir())
    monkeypatch.setattr("model.artifact.joblib.dump", fail)
    with pytest.raises(OSError, match="disk full"):
        registry.publish(manifest, payload, {})
    assert sorted(p.name for p in (registry.folder / "versions").iterdir()) == before
