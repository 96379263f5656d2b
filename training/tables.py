"""Figures as tables for the eye."""

from __future__ import annotations

from collections.abc import Iterator

from rich.markup import escape
from rich.table import Table

from model.records import LABELS
from training.bootstrap import Interval
from training.coverage import WANTED_PRECISION
from training.evaluation import Evaluation, Part


def evaluation_tables(found: Evaluation, refused: int = 0) -> Iterator[Table]:
    """Figures, confusions and coverage, beside each other for all records and the clean ones."""
    parts = {"all": found.all} | ({} if found.clean is None else {"clean": found.clean})
    manifest = found.manifest
    yield _figures(parts, escape(f"{manifest.name} {manifest.version}, in % [95% interval]"), refused)
    for name, part in parts.items():
        yield _confusion(name, part)
    for name, part in parts.items():
        yield _coverage(name, part, found.manifest.parameters["abstain_below"])


def _figures(parts: dict[str, Part], title: str, refused: int) -> Table:
    table = Table("figure", *parts, title=title)
    every = [part.ordered for part in parts.values()]
    table.add_row("records (sentences)", *(f"{r.records:,} ({r.sentences:,})" for r in every))
    if refused:
        table.add_row("rows refused", f"{refused:,}")
    table.add_row("accuracy", *(str(r.accuracy) for r in every))
    table.add_row("  of the commonest label", *(f"{100 * r.majority_accuracy:.1f}" for r in every))
    table.add_row("macro-F1", *(str(r.macro_f1) for r in every))
    table.add_row("polarity, accuracy", *(str(r.polarity_accuracy) for r in every))
    table.add_row("polarity, macro-F1", *(str(r.polarity_macro_f1) for r in every))
    for label in every[0].average_precision:
        table.add_row(f"average precision, {label}", *(str(r.average_precision[label]) for r in every))
    table.add_row("calibration error", *(str(r.calibration_error) for r in every))
    table.add_row("Brier score, 0 to 2", *(_decimal(r.brier) for r in every))
    fives = [part.five_classes for part in parts.values()]
    if any(fives):
        rows: dict[str, list[Interval | None]] = {
            "five classes, micro-F1": [five.micro if five else None for five in fives],
            "five classes, macro-F1": [five.macro if five else None for five in fives],
            "  with offsets, micro-F1": [five.offset_micro if five else None for five in fives],
            "  with offsets, macro-F1": [five.offset_macro if five else None for five in fives],
        }
        table.add_section()
        table.add_row("unordered pairs", *(f"{five.pairs:,}" if five else "" for five in fives))
        for name, figures in rows.items():
            if any(figures):
                table.add_row(name, *(str(figure or "") for figure in figures))
    return table


def _decimal(figure: Interval) -> str:
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"


def _confusion(name: str, part: Part) -> Table:
    table = Table(f"{name}: true", *(f"answered {label}" for label in LABELS), "precision", "recall", "F1")
    for label in LABELS:
        counts = (str(part.ordered.confusion[label][answer]) for answer in LABELS)
        own = part.ordered.by_label[label]
        table.add_row(label, *counts, *(f"{100 * own[figure]:.1f}" for figure in ("precision", "recall", "f1")))
    return table


def _coverage(name: str, part: Part, limit: float | None) -> Table:
    report = part.ordered
    table = Table(f"{name}: confidence from", "answered", "of them right", "with a sign", "of them right")
    for row in report.coverage:
        shares = (row.coverage, row.precision, row.signed_coverage, row.signed_precision)
        table.add_row(f"{row.confidence:.2f}", *map(_percent, shares))
    wanted = f"{WANTED_PRECISION:.0%} of signed answers right"
    trained = "never reached in training" if limit is None else f"from {limit:.2f} on in training"
    here = "never" if report.abstain_below is None else f"from {report.abstain_below:.2f} on"
    table.caption = f"{wanted}: {trained}, {here} here"
    return table


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"
