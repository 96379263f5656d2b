"""The model card of a version: what it is, what it was trained on, how good it is, and what not to use it for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from training.metrics import Report


def write_card(name: str, corpus: Mapping[str, Any], parameters: Mapping[str, Any], report: Report) -> str:
    """The card as Markdown."""
    labels = "\n".join(
        f"| {label} | {row['records']} | {row['precision']:.3f} | {row['recall']:.3f} | {row['f1']:.3f} |"
        for label, row in report.by_label.items()
    )
    tags = "\n".join(
        f"| {tag} | {row['records']} | {row['accuracy']:.3f} |"
        for tag, row in report.by_tag.items()
        if not tag.startswith("topic:")
    )
    settings = "\n".join(f"- {key}: {value}" for key, value in parameters.items())
    return f"""# Model card: {name}

A stance classifier for ordered pairs of actors in English news sentences: TF-IDF blocks and one multinomial logistic
regression, with {parameters["calibration"]} calibration. It answers oppose, neutral or support for holder toward target.

## Data

{corpus["records"]} labelled pairs from {corpus["sentences"]} sentences; fingerprint `{corpus["fingerprint"][:16]}`.
Labels: {", ".join(f"{label} {count}" for label, count in corpus["labels"].items())}.

## Settings

{settings}

## Accuracy

Every record was predicted by a model that had not seen its sentence ({parameters["folds"]}-fold cross-validation, grouped
by sentence). In brackets: 95% bootstrap intervals over sentences, in percent.

| figure | value |
| --- | --- |
| accuracy | {report.accuracy} |
| macro-F1 | {report.macro_f1} |
| polarity accuracy (non-neutral records) | {report.polarity_accuracy} |
| calibration error (15 bins) | {report.calibration_error} |
| accuracy of always answering the commonest label | {100 * report.majority_accuracy:.1f} |

| label | records | precision | recall | F1 |
| --- | --- | --- | --- | --- |
{labels}

| phenomenon | records | accuracy |
| --- | --- | --- |
{tags}

## Limits

These figures hold for text like the training data; on other sources expect less (see the README). The model reads a
sentence's words, not the world: irony, allusion and stances that only background knowledge shows are missed. Scores are
evidence for a reader, who can see the sentences, and no verdict on persons.
"""
