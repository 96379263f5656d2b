"""The command line: `standpoint serve | score | classify | explain | train | tune | evaluate | models | corpus`.

Each command is a few lines over the packages: it parses, calls, prints, and turns every StandpointError into one line
on standard error and exit code 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from model.actors.recognisers import BUILT_IN, recogniser_named
from model.errors import StandpointError
from model.records import LABELS, KnownActor, PairEnd, PairRecord, Target
from model.registry import Registry
from training import commands, learning_commands
from training.curation.commands import app as corpus
from training.terminal import Home, notes, progress_bars

if TYPE_CHECKING:
    from model.explanation import Explanation
    from model.records import ArticleStances
    from model.scorer import StanceScorer
    from model.wording import Wording
    from service.files import Unreadable
    from service.orders import Order

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help=__doc__.split("\n\n")[0], pretty_exceptions_enable=False
)
models = typer.Typer(no_args_is_help=True, help="List, promote and roll back model versions.")
app.add_typer(models, name="models")
app.add_typer(corpus, name="corpus")
app.command()(learning_commands.train)
app.command()(learning_commands.tune)
app.command()(commands.evaluate)
SEEDS = Path(__file__).resolve().parent / "seeds"


class OutputFormat(StrEnum):
    """How `score` prints."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def main() -> None:
    """The program's entry point: exit code 0, or 1 with one line that says what is wrong and what to do."""
    try:
        app()
    except StandpointError as error:
        notes.print(f"standpoint: {error}", style="red", highlight=False, markup=False, soft_wrap=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


@app.command()
def serve(
    host: Annotated[str, typer.Option(envvar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", help="Port to listen on.", min=1, max=65535)] = 8080,
    workers: Annotated[int, typer.Option(envvar="WORKERS", help="Worker processes.", min=1)] = 2,
    home: Home = ...,  # type: ignore[assignment]
) -> None:
    """Start the HTTP service; trains the default model first if the registry holds none."""
    import os

    ensure_model(home)
    address = f"http://{host}:{port}"
    notes.print(f"Standpoint listens on {address} (page: /, API: /docs). Try:", highlight=False)
    notes.print(
        f"  curl -s {address}/v1/stances -H 'Content-Type: text/plain' --data 'Norway condemned Belarus on Friday.'",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    environment = {"HOST": host, "PORT": str(port), "WORKERS": str(workers), "STANDPOINT_HOME": str(home)}
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    configuration = str(Path(__file__).resolve().parent / "service" / "gunicorn_conf.py")
    os.execve(gunicorn, [gunicorn, "--config", configuration, "service.wsgi:app"], os.environ | environment)


def ensure_model(home: Path) -> None:
    """Trains and promotes the default model where no version is promoted in `home`."""
    registry = Registry(home)
    if registry.current_version() is None:
        from training.train import train as run

        with progress_bars("training") as progress:
            run([SEEDS / "sentences"], registry, progress=progress)


@app.command()
def classify(
    file: Annotated[Path, typer.Argument(help="Pairs to classify: a .jsonl file of records, labels not needed.")],
    min_confidence: Annotated[
        str | None,
        typer.Option(
            metavar="0…1|auto", help="Mark answers of less confidence as abstained; auto: the model's own limit."
        ),
    ] = None,
    home: Home = ...,  # type: ignore[assignment]
) -> None:
    """Classify pairs: one JSON object a line, in the order of the input."""
    from training.corpus import read_pairs

    pairs = read_pairs(file)
    scorer = load(home)
    limit = None if min_confidence is None else confidence_limit(min_confidence, scorer)
    for result in scorer.classify(pairs):
        confidence = getattr(result.probabilities, result.label)
        abstained = {} if limit is None else {"abstained": confidence < limit}
        print(json.dumps(asdict(result) | abstained, ensure_ascii=False))


def confidence_limit(wanted: str, scorer: StanceScorer) -> float:
    """The limit that `--min-confidence` means. Raises BadParameter, or NoAbstentionLimit where "auto" has none."""
    if wanted == "auto":
        return scorer.abstain_below()
    try:
        limit = float(wanted)
    except ValueError:
        limit = -1.0
    if not 0 <= limit <= 1:
        raise typer.BadParameter(f"--min-confidence {wanted} is neither a number from 0 to 1 nor auto")
    return limit


@app.command()
def explain(
    text: Annotated[str | None, typer.Argument(help="A sentence.")] = None,
    holder: Annotated[str | None, typer.Option(help="Whose stance; the narrator if not given.")] = None,
    target: Annotated[str | None, typer.Option(help="Toward whom.")] = None,
    context: Annotated[str, typer.Option(help="The text that precedes.")] = "",
    both: Annotated[bool, typer.Option("--both", help="Explain the other direction too, decided together.")] = False,
    file: Annotated[Path | None, typer.Option(help="Pairs to explain instead: a .jsonl file of records.")] = None,
    features: Annotated[int, typer.Option(help="How many features to show of each block.", min=0)] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with every feature.")] = False,
    home: Home = ...,  # type: ignore[assignment]
) -> None:
    """Say why a pair is judged as it is: what every feature adds to the log-odds of support against oppose."""
    from model.wording import Wording
    from training.corpus import read_pairs

    if file is not None:
        records = read_pairs(file)
    elif text is None or target is None:
        raise typer.BadParameter("give a sentence and --target, or --file")
    else:
        ends = PairEnd(name=holder) if holder else None, PairEnd(name=target)
        records = [PairRecord(None, text, *ends, context)]
        if both and ends[0] is not None:
            records.append(PairRecord(None, text, ends[1], ends[0], context))
    for record, explanation in zip(records, load(home).explain(records), strict=True):
        wording = Wording.of(record)
        if as_json:
            print(json.dumps(explanation_json(explanation, wording), ensure_ascii=False))
        else:
            print_explanation(explanation, wording, features)


@app.command()
def score(
    source: Annotated[
        str,
        typer.Argument(
            help="An article (.txt, .html, .json), articles (.jsonl), a folder of them, or - for standard input."
        ),
    ],
    format: Annotated[
        OutputFormat, typer.Option("--format", "-f", help="table, json, jsonl or csv.")
    ] = OutputFormat.table,
    min_confidence: Annotated[
        float, typer.Option(help="Leave out stances below this probability.", min=0, max=1)
    ] = 0.0,
    explain: Annotated[bool, typer.Option(help="Add the features behind each evidence sentence.")] = False,
    actor: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME[|ALIAS…]", help="An actor that you know of, with other names for it."),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ISSUE[|WORDING…]", help="An issue or actor toward which stances are wanted, with other wordings."
        ),
    ] = None,
    detect: Annotated[bool, typer.Option(help="Find actors in the text, beside those given.")] = True,
    home: Home = ...,  # type: ignore[assignment]
) -> None:
    """Score articles: every actor's stance toward each other actor, with evidence."""
    from service.files import read_orders
    from service.settings import Settings

    settings = Settings(home=home, max_article_chars=10_000_000)
    orders = read_orders(source, sys.stdin.buffer, settings)
    scorer = load(home, settings.actors)
    wanted = Wanted(
        tuple(KnownActor(*named(each)) for each in actor or ()),
        tuple(Target(*named(each)) for each in target or ()),
        detect,
        min_confidence,
        explain,
    )
    failures: list[str] = []
    write_answers(scored(orders, scorer, source, wanted, failures), format, sys.stdout)
    for failure in failures:
        notes.print(failure, style="red", highlight=False, markup=False, soft_wrap=True)
    if failures:
        raise typer.Exit(1)


def named(given: str) -> tuple[str, tuple[str, ...]]:
    """A name and the other names behind it. Raises BadParameter where there is none."""
    names = [name.strip() for name in given.split("|") if name.strip()]
    if not names:
        raise typer.BadParameter(f"{given!r} holds no name")
    return names[0], tuple(names[1:])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks of every article, beside what the article itself asks."""

    actors: tuple[KnownActor, ...]
    targets: tuple[Target, ...]
    detect: bool
    min_confidence: float
    explain: bool

    def of(self, order: Order) -> Order:
        """An order of all that is asked."""
        article = replace(
            order.article,
            actors=(*order.article.actors, *self.actors),
            targets=(*order.article.targets, *self.targets),
            detect_actors=order.article.detect_actors and self.detect,
        )
        confidence = max(self.min_confidence, order.min_confidence)
        return replace(order, article=article, min_confidence=confidence, explain=self.explain or order.explain)


def scored(
    orders: Iterator[Order | Unreadable],
    scorer: StanceScorer,
    source: str,
    wanted: Wanted,
    failures: list[str],
) -> Iterator[ArticleStances]:
    """The answers, with a progress bar where there are several; what fails is described in `failures`."""
    from service.files import Unreadable, count_orders

    total = count_orders(source)
    with progress_bars("articles") as progress:
        for number, order in enumerate(orders, 1):
            if isinstance(order, Unreadable):
                failures.append(f"{order.where}: {order.reason}")
            else:
                yield wanted.of(order).carry_out(scorer)
            if total is not None and total > 1:
                progress("score", number, total)


def write_answers(answers: Iterator[ArticleStances], format: OutputFormat, out: TextIO) -> None:
    """Writes answers as they come; only `json` of several articles has to wait for all, to be one array."""
    from service.schemas import stances_json
    from service.tables import csv_lines

    if format is OutputFormat.csv:
        out.writelines(line.replace("\r\n", "\n") for line in csv_lines(answers))
    elif format is OutputFormat.jsonl:
        for answer in answers:
            out.write(stances_json(answer).decode() + "\n")
    elif format is OutputFormat.json:
        every = [json.loads(stances_json(answer)) for answer in answers]
        json.dump(every[0] if len(every) == 1 else every, out, indent=2, ensure_ascii=False)
        out.write("\n")
    else:
        for answer in answers:
            print_answer(answer)


def print_answer(answer: ArticleStances) -> None:
    """An answer as two tables for the eye: actors, then stances with their first sentence."""
    console = Console()
    names = {actor.id: actor.name for actor in answer.actors}
    actors = Table("actor", "type", "also called", "salience", title=answer.id)
    for actor in answer.actors:
        actors.add_row(escape(actor.name), actor.type, escape(", ".join(actor.aliases)), f"{actor.salience:.2f}")
    console.print(actors)
    stances = Table("holder", "target", "stance", "score", "sure", "evidence")
    for stance in answer.stances:
        colour = {"support": "green", "oppose": "red", "neutral": "dim"}[stance.label]
        evidence = " ".join(stance.evidence[0].text.split()) if stance.evidence else ""
        stances.add_row(
            escape(names[stance.holder]),
            escape(names[stance.target]),
            f"[{colour}]{stance.label}[/]",
            f"{stance.score:+.2f}",
            f"{stance.confidence:.2f}",
            escape(evidence),
        )
    console.print(stances)
    for warning in answer.warnings:
        notes.print(f"warning: {warning}", style="yellow", markup=False)


def explanation_json(explanation: Explanation, wording: Wording) -> dict[str, Any]:
    """An explanation as plain values, every block and feature also in words."""
    value = asdict(explanation)
    for shown, block in zip(value["blocks"], explanation.blocks, strict=True):
        shown["words"] = wording.block(block.name)
        for line, part in zip(shown["contributions"], block.contributions, strict=True):
            line["words"] = wording.feature(part)
    return value


def print_explanation(explanation: Explanation, wording: Wording, features: int) -> None:
    """An explanation as a table for the eye: blocks with bars, the strongest features of each, and the sum."""
    p, decisions = explanation.probabilities, explanation.decisions
    heads = (f"{label} {getattr(p, label):.3f} ({value:+.2f})" for label, value in zip(LABELS, decisions, strict=True))
    table = Table(
        "", "adds", "", title=escape(f"{wording.holder} → {wording.target}: {explanation.label}"), title_justify="left"
    )
    strongest = max(abs(block.weight) for block in explanation.blocks) or 1.0
    for block in explanation.blocks:
        colour = "green" if block.weight > 0 else "red"
        bar = "█" * max(1, round(20 * abs(block.weight) / strongest))
        table.add_row(f"[bold]{escape(wording.block(block.name))}[/]", f"{block.weight:+.4f}", f"[{colour}]{bar}[/]")
        shown, rest = block.contributions[:features], block.contributions[features:]
        if len(block.contributions) > 1:
            for part in shown:
                table.add_row(f"  {escape(wording.feature(part))}", f"{part.weight:+.4f}", "")
            if rest:
                table.add_row(f"  {len(rest)} more", f"{sum(part.weight for part in rest):+.4f}", "")
    table.add_section()
    table.add_row("log-odds of support against oppose", f"{explanation.log_odds:+.4f}", "")
    console = Console()
    console.print(table)
    console.print("probability (decision value): " + ", ".join(heads), highlight=False)


@models.command("list")
def list_models(home: Home = ...) -> None:  # type: ignore[assignment]
    """List all versions, oldest first; the promoted one is marked."""
    registry = Registry(home)
    current = registry.current_version()
    table = Table("", "version", "name", "created", "records", "accuracy", "macro-F1")
    for m in registry.versions():
        accuracy, macro = (f"{100 * m.metrics[figure]['value']:.1f}" for figure in ("accuracy", "macro_f1"))
        mark = "*" if m.version == current else ""
        table.add_row(mark, m.version, m.name, m.created, str(m.corpus["records"]), accuracy, macro)
    Console().print(table)


@models.command()
def promote(version: str, home: Home = ...) -> None:  # type: ignore[assignment]
    """Make a version the current one."""
    print(f"promoted {Registry(home).promote(version)}")


@models.command()
def rollback(home: Home = ...) -> None:  # type: ignore[assignment]
    """Go back to the version that was current before."""
    print(f"rolled back to {Registry(home).rollback()}")


def load(home: Path, actors: str = BUILT_IN) -> StanceScorer:
    """The promoted model of `home`, trained first from the seeds where there is none; `actors` names what finds them."""
    from model.scorer import StanceScorer

    recogniser = recogniser_named(actors)
    ensure_model(home)
    return StanceScorer.load(Registry(home).current(), recogniser)


def run_train_command() -> None:
    """`python -m training.train` is `standpoint train`."""
    sys.argv.insert(1, "train")
    main()


if __name__ == "__main__":
    main()
