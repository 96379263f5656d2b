"""How accurate the promoted model is on public sets that it was never trained on.

    python -m benchmarks.accuracy --dse DIR --newsmtsc DIR

DIR holds the publisher's own files: `train.txt` and `valid.txt` of directed sentiment extraction, `dev_rw.jsonl` and
`dev_mt.jsonl` of NewsMTSC. Writes accuracy.json and accuracy.md beside this script. *Clean* leaves out the DSE
validation sentences that also stand in its train part.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from model.artifact import Payload, read_version
from model.registry import Registry, default_home
from training.corpus import LabelledPair, read_corpus
from training.fitting import analyse_all
from training.importers import read_dse, read_newsmtsc
from training.metrics import Report, evaluate

HERE = Path(__file__).resolve().parent
HEAD = "| set | records | accuracy | macro-F1 | polarity accuracy | calibration error | majority |\n| --- | --- | --- | --- | --- | --- | --- |"


def records_of(rows: Iterable[dict[str, Any]]) -> list[LabelledPair]:
    """The imported rows, checked as any corpus is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return list(read_corpus([path]).records)


def measure(payload: Payload, records: list[LabelledPair]) -> Report:
    """The model's report on records it has not seen."""
    probabilities = payload.classifier.predict_proba(analyse_all(records, payload.lexicon))
    return evaluate([r.label for r in records], probabilities, [r.group for r in records], [r.tags for r in records])


def main() -> None:
    """Measures, and writes the two result files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dse", type=Path)
    parser.add_argument("--newsmtsc", type=Path)
    parser.add_argument("--home", type=Path, default=default_home())
    options = parser.parse_args()
    manifest, payload = read_version(Registry(options.home).current())
    sets: dict[str, list[LabelledPair]] = {}
    if options.dse:
        known = {r.group for r in records_of(read_dse(options.dse / "train.txt"))}
        valid = records_of(read_dse(options.dse / "valid.txt"))
        sets["DSE valid, ordered pairs"] = valid
        sets["DSE valid, clean"] = [r for r in valid if r.group not in known]
    if options.newsmtsc:
        for part in ("rw", "mt"):
            sets[f"NewsMTSC dev {part}, narrator"] = records_of(read_newsmtsc(options.newsmtsc / f"dev_{part}.jsonl"))
    reports = {name: measure(payload, records) for name, records in sets.items()}
    rows = "\n".join(
        f"| {name} | {r.records} | {r.accuracy} | {r.macro_f1} | {r.polarity_accuracy} | "
        f"{100 * r.calibration_error:.1f} | {100 * r.majority_accuracy:.1f} |"
        for name, r in reports.items()
    )
    result = {
        "model": manifest.version,
        "corpus": manifest.corpus,
        "sets": {n: r.to_dict() for n, r in reports.items()},
    }
    (HERE / "accuracy.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    (HERE / "accuracy.md").write_text(TEXT.format(table=f"{HEAD}\n{rows}", **manifest.corpus), encoding="utf-8")
    print(f"{HEAD}\n{rows}")


TEXT = """# Accuracy

The default model, trained on `seeds/` alone ({records} records from {sentences} sentences), on public news sets that it
never saw. Three classes for an ordered pair; percent with 95% bootstrap intervals over sentences. Polarity accuracy is the
share of right signs among the records with an attitude, when a sign must be given; majority is the accuracy of always
answering the commonest label.

{table}

Reproduce with the publishers' files in two folders:

    make accuracy DSE=path/to/dse NEWSMTSC=path/to/newsmtsc

Sets: directed sentiment extraction (Park, Pan & Joo, Findings of ACL 2021), each line read as two ordered pairs; NewsMTSC
(Hamborg & Donnay, EACL 2021), the narrator toward a mention. Test parts were not used.
"""

if __name__ == "__main__":
    main()
