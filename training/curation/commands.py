"""`standpoint corpus …`: compile, import, check, stats, diff and leaks. Each is a few lines over the modules beside this one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from model.records import LABELS
from training.corpus import as_row, read_corpus, write_records
from training.errors import CorpusError

app = typer.Typer(no_args_is_help=True, help="Write, check, count and compare corpora of labelled pairs.")

Corpus = Annotated[Path, typer.Argument(help="Labelled pairs: a .jsonl file or a folder of them.")]


@app.command("compile")
def compile_(
    source: Annotated[Path, typer.Argument(help="Marked text; `standpoint corpus compile --help` shows the form.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The .jsonl file; standard output if not given.")
    ] = None,
    prefix: Annotated[str | None, typer.Option(help="What ids begin with; the file's name if not given.")] = None,
) -> None:
    """Turn marked text into labelled pairs.

    A line is `{Norway} *condemned* {Belarus} on Friday. || 1-2 n-2 #1`: mentions in braces, numbered as they come, the
    decisive cue between asterisks, then labels (1-2 oppose, 1+2 support, 1=2 neutral, n the narrator) and tags. The
    reverse of a pair is neutral unless it is labelled too. `C: …` is the context of the next line, `## topic / style`
    holds for those that follow.
    """
    from training.curation.marked_text import compile_marked

    records = compile_marked(source, prefix or source.stem)
    if out is None:
        for record in records:
            print(json.dumps(record, ensure_ascii=False))
    else:
        print(f"{write_records(records, out)} records in {out}")


@app.command("import")
def import_(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="dse, newsmtsc, seesaw, semeval2016, plover, columns, labelstudio, doccano or prodigy.",
        ),
    ],
    source: Annotated[
        Path, typer.Argument(metavar="PATH", help="The publisher's or tool's own file; for seesaw a folder.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The .jsonl file to write.")],
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Which column or key holds text, holder, …"),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Option("--label", metavar="LABEL=WORD,…", help="Which words mean support, oppose, neutral."),
    ] = None,
    split: Annotated[str | None, typer.Option(help="Mark every record as of this part, such as train.")] = None,
    prefix: Annotated[str | None, typer.Option(help="What ids begin with, before the file's name.")] = None,
    encoding: Annotated[str, typer.Option(help="Of a CSV or TSV file, such as cp1252.")] = "utf-8",
    offsets: Annotated[
        str | None, typer.Option(help="What offsets count, where a format leaves it open: code-points or utf-16.")
    ] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Exit code 0 even if rows were refused.")] = False,
) -> None:
    """Turn a published data set or an annotation project into labelled pairs, to train or evaluate on.

    Rows that are not what the format promises are listed on standard error, the others are written all the same; the
    exit code is then 1, unless --skip-bad is given.
    """
    from training.importers import IMPORTERS, Options, Tally
    from training.importers.annotation import label_words
    from training.importers.columns import column_mapping

    if form not in IMPORTERS:
        raise typer.BadParameter(f"{form} is not known; give one of {', '.join(IMPORTERS)}")
    if offsets not in (None, "code-points", "utf-16"):
        raise typer.BadParameter(f"--offsets {offsets} is not known; give code-points or utf-16")
    if not source.exists():
        raise CorpusError(source, None, "does not exist; give the publisher's file or folder")
    if not out.parent.is_dir():
        raise CorpusError(out, None, "cannot be written; its folder does not exist")
    try:
        "".encode(encoding)
        options = Options(
            column_mapping(columns or []),
            label_words(words or []),
            encoding,
            None if offsets is None else offsets == "utf-16",
            prefix,
        )
    except (ValueError, LookupError) as error:
        raise typer.BadParameter(str(error)) from error
    tally = Tally()
    records = IMPORTERS[form](source, tally=tally, options=options)
    count = write_records((r if split is None else r | {"split": split} for r in records), out)
    for refusal in tally.shown:
        typer.echo(str(refusal), err=True)
    if tally.refused > len(tally.shown):
        typer.echo(f"… and {tally.refused - len(tally.shown):,} more", err=True)
    summary = f"{_some(count, 'record')} from {_some(tally.rows, 'row')} in {out}"
    print(f"{summary}; {_some(tally.refused, 'row')} refused" if tally.refused else summary)
    for left_out, times in tally.left_out.most_common():
        print(f"{_some(times, left_out.what)} left out: {left_out.reason}")
    if tally.refused and not skip_bad:
        raise typer.Exit(1)


def _some(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


@app.command()
def check(corpus: Corpus) -> None:
    """Find what is wrong: form, offsets, duplicates, frames, contradictions, actors that give the label away, and
    whatever the corpus's own targets.yaml promises. One line a finding; exit code 1 if there is any."""
    from training.curation.checks import check as run
    from training.curation.checks import check_targets
    from training.curation.targets import read_targets

    records = read_corpus([corpus]).records
    findings = run(records)
    targets = read_targets(corpus if corpus.is_dir() else corpus.parent)
    if targets is not None and corpus.is_dir():
        findings += check_targets(records, targets, corpus)
    for finding in findings:
        print(finding)
    if findings:
        raise typer.Exit(1)
    print(f"{len(records)} records, nothing to mend")


@app.command()
def stats(
    corpus: Corpus,
    plots: Annotated[Path | None, typer.Option(help="A folder for topics.svg, phenomena.svg and lengths.svg.")] = None,
) -> None:
    """Count labels, topics, styles, phenomena, cues, actors and lengths."""
    from training.curation.checks import LEAK_MIN_RECORDS, actor_leak
    from training.curation.statistics import describe

    records = read_corpus([corpus]).records
    found = describe(records)
    console = Console()
    table = Table("", "records", *LABELS, title=f"{found.records} records, {found.sentences} sentences")
    for name, counts in (("all", found.labels), ("narrator", found.narrator), ("cue in context", found.context_cue)):
        total = sum(counts.values())
        table.add_row(name, str(total), *(f"{counts.get(label, 0) / max(1, total):.1%}" for label in LABELS))
    console.print(table)
    shortest, q1, median, q3, longest = found.word_quantiles()
    print(f"cue lemmas: {len(found.cue_lemmas)} · actor names: {len(found.actors)}")
    if found.records >= LEAK_MIN_RECORDS:
        accuracy, majority = actor_leak(records)
        print(f"actor-only model: {accuracy:.1%}, majority {majority:.1%}")
    print(f"words in a sentence: {shortest} to {longest}, median {median}, middle half {q1} to {q3}")
    for title, row in (("topic", found.topics), ("style", found.styles), ("tag", found.tags)):
        console.print(_counts(title, row))
    if plots is not None:
        from training.curation.plots import draw

        for path in draw(records, plots):
            print(path)


def _counts(title: str, counts: Mapping[str, int]) -> Table:
    table = Table(title, "records")
    for name, count in counts.items():
        table.add_row(name, str(count))
    return table


@app.command()
def diff(old: Corpus, new: Corpus) -> None:
    """Show the pairs that `new` adds, drops and labels otherwise than `old`."""
    from training.curation.difference import compare

    found = compare(read_corpus([old]).records, read_corpus([new]).records)
    for sign, records in (("-", found.removed), ("+", found.added)):
        for record in records:
            print(f"{sign} {record.path}:{record.line}: {record.label}: {record.pair.text}")
    for before, after in found.relabelled:
        print(f"! {after.path}:{after.line}: {before.label} -> {after.label}: {after.pair.text}")
    print(f"{len(found.added)} added, {len(found.removed)} removed, {len(found.relabelled)} labelled anew")


@app.command()
def leaks(
    a: Annotated[Path, typer.Argument(help="What a model is trained on.")],
    b: Annotated[Path, typer.Argument(help="What it is measured on.")],
    format_a: Annotated[str, typer.Option(help="jsonl, or a format of `corpus import`, such as dse.")] = "jsonl",
    format_b: Annotated[str | None, typer.Option(help="As --format-a if not given.")] = None,
    split_a: Annotated[str | None, typer.Option(help="Only records of A of this part, such as train.")] = None,
    split_b: Annotated[str | None, typer.Option(help="Only records of B of this part, such as valid.")] = None,
    examples: Annotated[int, typer.Option(help="How many to show of each kind.", min=0)] = 3,
    clean: Annotated[Path | None, typer.Option(help="Write B without the sentences that stand in A.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Leave near-duplicates out of --clean as well.")] = False,
) -> None:
    """Find what of B stands in A already: sentences, near-duplicates, and what knowing them by heart would score."""
    from training.curation.leaks import clean as without_leaks
    from training.curation.leaks import find_leaks
    from training.importers.reading import read_labelled
    from training.importers.rows import Tally

    if clean is not None and not clean.parent.is_dir():
        raise CorpusError(clean, None, "cannot be written; its folder does not exist")
    tally = Tally()
    known = read_labelled(a, format_a, tally, split_a)
    records = read_labelled(b, format_b or format_a, tally, split_b)
    found = find_leaks(known, records)
    table = Table("records of B", *LABELS, "all", "share")
    for kind, counts in found.counts().items():
        total = sum(counts.values())
        share = f"{total / found.records:.1%}"
        table.add_row(kind, *(f"{counts.get(label, 0):,}" for label in LABELS), f"{total:,}", share)
    Console().print(table)
    print(
        f"sentences of B: {found.sentences:,}; {found.leaked_sentences:,} stand in A, {found.near_sentences:,} nearly"
    )
    heart = "" if found.memoriser_on_known is None else f", {found.memoriser_on_known:.1%} on the pairs that A holds"
    print(
        f"who knows A by heart is right in {found.memoriser:.1%} of B{heart}; A's commonest label in {found.majority:.1%}"
    )
    if tally.refused:
        typer.echo(f"{_some(tally.refused, 'row')} refused; `standpoint corpus import` names them", err=True)
    for leak in found.examples(examples):
        places = (f"{r.path}:{r.line}: {r.label}" for r in (leak.record, leak.known))
        print(f"{leak.kind}\n  {next(places)}: {leak.record.pair.text}\n  {next(places)}: {leak.known.pair.text}")
    if clean is not None:
        rest = without_leaks(records, found, strict)
        print(f"{_some(write_records(map(as_row, rest), clean), 'record')} in {clean}")
