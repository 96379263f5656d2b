"""Which recogniser a name means, and that a wrong one is refused with the remedy."""

from __future__ import annotations

import builtins
import subprocess
import sys
from typing import Any

import pytest

from model.actors import recognise, recogniser_named
from model.errors import RecogniserError


def test_the_built_in_one_is_found_by_its_name() -> None:
    assert recogniser_named("built-in") is recognise


@pytest.mark.parametrize("name", ["", "spacy", "spacy:", "stanza:en", "Built-in"])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(RecogniserError, match="set STANDPOINT_ACTORS to built-in or spacy:MODEL"):
        recogniser_named(name)


def test_without_spacy_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_spacy(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == "spacy":
            raise ModuleNotFoundError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_spacy)
    with pytest.raises(RecogniserError, match=r"pip install 'standpoint\[spacy\]'"):
        recogniser_named("spacy:en_core_web_sm")


def test_the_core_does_not_import_spacy_unasked() -> None:
    code = "import sys, model.scorer, service.app; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
