"""What the commands of the command line share: the registry's option, notes on standard error, progress bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from model.registry import default_home

notes = Console(stderr=True)

Home = Annotated[
    Path,
    typer.Option(envvar="STANDPOINT_HOME", help="Folder of the model registry.", default_factory=default_home),
]


@contextmanager
def progress_bars(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """Progress bars on a terminal's standard error, one for each named step; silent elsewhere."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=notes, disable=not notes.is_terminal) as bars:
        tasks: dict[str, int] = {}

        def update(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(f"{title}: {step}", total=total)
            bars.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

        yield update
