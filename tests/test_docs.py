"""The commands that the guides name are those of the program, with the options that they name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from standpoint import app

ROOT = Path(__file__).resolve().parent.parent
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PROGRAM = get_command(app)


def command_of(words: list[str]) -> tuple[Any, list[str]] | None:
    """The command that the words after "standpoint" call, and the words that are left; None if there is none."""
    command: Any = PROGRAM
    while words and hasattr(command, "commands"):
        if words[0] not in command.commands:
            return None
        command, words = command.commands[words[0]], words[1:]
    return command, words


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_command_line_in_a_code_block_is_understood(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in re.findall(r"^ {4}standpoint (.+)$", text, re.MULTILINE):
        words = line.split("#")[0].split()
        found = command_of(words)
        assert found is not None, line
        command, rest = found
        known = {name for parameter in command.params for name in [*parameter.opts, *parameter.secondary_opts]}
        assert {word for word in rest if re.match(r"--?[a-z]", word)} <= known | {"--help"}, line
