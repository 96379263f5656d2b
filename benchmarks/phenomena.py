"""How the promoted model does on every phenomenon of stance, end to end: the cases of tests/behaviour/end_to_end.txt.

    python -m benchmarks.phenomena                     print the table
    python -m benchmarks.phenomena --open-failures     and what fails among the open cases
    python -m benchmarks.phenomena --write             write docs/behaviour.md

Scores in process, as `POST /v1/stances` does; the test asks the service itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from model.records import Article
from model.registry import Registry, default_home
from model.scorer import StanceScorer
from tests.behaviour.cases import Case, by_phenomenon, read_cases, unmet

DOC = Path(__file__).resolve().parent.parent / "docs" / "behaviour.md"

Failures = Mapping[str, Sequence[tuple[str, str]]]
"""Unmet expectations of each failing case, by its name, each with what the answer says instead."""


def main() -> None:
    """Scores every case, prints the table and writes what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=default_home())
    parser.add_argument("--open-failures", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    scorer = StanceScorer.load(Registry(options.home).current())
    cases = read_cases()
    failures = {case.name: wrong for case in cases if (wrong := unmet(case, asdict(scorer.score(Article(case.text)))))}
    print(table(cases, failures))
    if options.open_failures:
        for case in cases:
            if case.open and case.name in failures:
                print(f"\n{case.name} {case.title}: {case.text}")
                print("\n".join(f"    {expectation}   SAID {said}" for expectation, said in failures[case.name]))
    if options.write:
        DOC.write_text(page(cases, failures), encoding="utf-8")


def table(cases: Sequence[Case], failures: Failures) -> str:
    """Right cases of all, by phenomenon, and the names of the failing ones."""
    rows = ["| # | phenomenon | right | open | kept | failing |", "| --- | --- | --- | --- | --- | --- |"]
    for number, title, of_it in by_phenomenon(cases):
        names = ", ".join(case.name for case in of_it if case.name in failures)
        rows.append(f"| {number} | {title} | {' | '.join(_shares(of_it, failures))} | {names} |")
    return "\n".join([*rows, f"| | **all** | {' | '.join(_shares(cases, failures, percent=True))} | {len(failures)} |"])


def _shares(cases: Sequence[Case], failures: Failures, *, percent: bool = False) -> list[str]:
    halves = cases, [case for case in cases if case.open], [case for case in cases if not case.open]
    counts = [(sum(case.name not in failures for case in half), len(half)) for half in halves]
    return [f"{right} of {n}" + (f" ({100 * right / n:.1f}%)" if percent else "") for right, n in counts]


def page(cases: Sequence[Case], failures: Failures) -> str:
    """docs/behaviour.md."""
    listed = []
    for case in cases:
        if case.open and case.name in failures:
            text = case.text.replace("\n\n", " ¶ ")
            missed = "; ".join(f"`{expectation}`" for expectation, _ in failures[case.name])
            listed.append(f"- **{case.name}** {text}  \n  not met: {missed}")
    return TEXT.format(table=table(cases, failures), listed="\n".join(listed), cases=len(cases))


TEXT = """# Behaviour: the phenomena of stance

{cases} cases in 63 phenomena, each a text that a newspaper might print, sent to `POST /v1/stances`; a case is right only if
everything that it asks of the answer holds: the actors, both directions, the signs. The cases and how they are written:
[tests/behaviour/end_to_end.txt](../tests/behaviour/end_to_end.txt). They were written before any of them was scored (since
then eleven lost an expectation of *no stance* where speech or a friendly act speaks to the pair after all), come in pairs
that differ in what the phenomenon turns on, and none resembles a seed sentence.

The first and third pair of a phenomenon are *open*: rules may be mended with them in view. The second and fourth are
*kept*: nobody looks at what goes wrong in them, so their rate is the one to expect on other texts.

{table}

## Open cases that fail

{listed}

`make phenomena` writes this page; a test fails when it no longer tells what the service does.
"""

if __name__ == "__main__":
    main()
