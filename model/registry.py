"""The registry: a folder of model versions, one of which is promoted.

    HOME/models/
        versions/VERSION/      see model.artifact
        current.json           {"current": VERSION, "previous": [VERSION, ...]}

Promotion and rollback replace `current.json` in one rename under a lock, so a reader sees the old or the new one.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from model.errors import ArtifactError, ArtifactMissing, ArtifactTampered
from model.manifest import MANIFEST, Manifest, read_manifest

if TYPE_CHECKING:
    from model.artifact import Payload

HISTORY = 50


class _State(TypedDict):
    current: str | None
    previous: list[str]


def default_home() -> Path:
    """`STANDPOINT_HOME`, or the user's data folder."""
    return Path(os.environ.get("STANDPOINT_HOME") or Path.home() / ".local" / "share" / "standpoint")


class Registry:
    """The versions under `home`. Nothing is created before the first version is published."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "models"

    def versions(self) -> list[Manifest]:
        """The manifests of all readable versions, oldest first."""
        found = []
        for folder in sorted((self.folder / "versions").glob("*")):
            if (folder / MANIFEST).is_file():
                try:
                    found.append(read_manifest(folder))
                except ArtifactError:
                    continue
        return sorted(found, key=lambda manifest: (manifest.created, manifest.version))

    def path(self, version: str) -> Path:
        """The folder of a version. Raises ArtifactMissing."""
        folder = self.folder / "versions" / version
        if version.startswith(".") or "/" in version or not (folder / MANIFEST).is_file():
            raise ArtifactMissing(f"there is no model version {version!r}; see `standpoint models list`")
        return folder

    def current_version(self) -> str | None:
        """The promoted version, or None. Raises ArtifactTampered where the record of it is broken."""
        return self._state()["current"]

    def current(self) -> Path:
        """The folder of the promoted version. Raises ArtifactMissing where none is."""
        version = self.current_version()
        if version is None:
            raise ArtifactMissing(f"no model is promoted in {self.folder}; run `standpoint train`")
        return self.path(version)

    def publish(self, manifest: Manifest, payload: Payload, documents: Mapping[str, str]) -> Manifest:
        """Writes a new version (its name gets a suffix where it is taken) and returns its manifest."""
        from model.artifact import write_version

        with self._lock():
            version, number = manifest.version, 2
            while (self.folder / "versions" / version).exists():
                version, number = f"{manifest.version}-{number}", number + 1
            named = replace(manifest, version=version)
            return write_version(self.folder / "versions" / version, named, payload, documents)

    def promote(self, version: str) -> str:
        """Makes `version` the current one, after verifying that it loads. Raises ArtifactError subclasses."""
        _verify(self.path(version))
        with self._lock():
            state = self._state()
            if state["current"] != version:
                earlier = [v for v in (state["current"],) if v is not None]
                self._write_state({"current": version, "previous": [*earlier, *state["previous"]][:HISTORY]})
        return version

    def rollback(self) -> str:
        """Goes back to the version that was current before. Raises ArtifactMissing where there was none."""
        with self._lock():
            state = self._state()
            previous = list(state["previous"])
            while previous:
                version = previous.pop(0)
                if (self.folder / "versions" / version / MANIFEST).is_file():
                    _verify(self.path(version))
                    self._write_state({"current": version, "previous": previous})
                    return version
        raise ArtifactMissing("there is no earlier version to roll back to; see `standpoint models list`")

    def _state(self) -> _State:
        path = self.folder / "current.json"
        try:
            state = json.loads(path.read_text(encoding="utf-8"))
            return {"current": state["current"], "previous": list(state["previous"])}
        except FileNotFoundError:
            return {"current": None, "previous": []}
        except (ValueError, KeyError, TypeError) as error:
            raise ArtifactTampered(
                f"{path} is not readable ({error}); promote a version again after deleting it"
            ) from error

    def _write_state(self, state: _State) -> None:
        descriptor, temporary = tempfile.mkstemp(prefix=".current-", dir=self.folder)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(state, stream)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, self.folder / "current.json")

    @contextmanager
    def _lock(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / ".lock", "w") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield


def _verify(folder: Path) -> None:
    """Loads the version once. Imported here, as most uses of a registry need no numerical library."""
    from model.artifact import read_version

    read_version(folder)
