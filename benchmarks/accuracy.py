"""How accurate the promoted model is on public sets that it was never trained on, beside what it must beat.

    python -m benchmarks.accuracy --dse DIR --seesaw DIR --newsmtsc DIR

Each DIR holds the publisher's own files. Writes accuracy.json and accuracy.md beside this script.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.rivals import lexicon_alone, majority, vader
from benchmarks.sets import Figure, add_options, measure, tasks
from model.artifact import read_version
from model.registry import Registry, default_home
from training.matrix import analyse_all

HERE = Path(__file__).resolve().parent
SYSTEMS = ("Standpoint", "lexicon alone", "VADER", "majority")


def main() -> None:
    """Measures, and writes the two result files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    parser.add_argument("--home", type=Path, default=default_home())
    options = parser.parse_args()
    manifest, payload = read_version(Registry(options.home).current())
    lines = [f"| set | figure | cases | {' | '.join(SYSTEMS)} |", "| --- " * (3 + len(SYSTEMS)) + "|"]
    results: list[dict[str, Any]] = []
    rows_of: dict[str, Any] = {}
    for task in tasks(options):
        if task.set not in rows_of:
            rows_of[task.set] = payload.classifier.predict_proba(analyse_all(task.records, payload.lexicon))
        answers = (
            task.judge(task.records, rows_of[task.set]),
            lexicon_alone(task, payload.lexicon),
            vader(task),
            majority(task),
        )
        figures: dict[str, Figure] = dict(zip(SYSTEMS, (measure(answer) for answer in answers), strict=True))
        cases = figures["Standpoint"].cases
        lines.append(f"| {task.set} | {task.figure} | {cases} | {' | '.join(map(str, figures.values()))} |")
        print(lines[-1], flush=True)
        systems = {name: asdict(figure) for name, figure in figures.items()}
        results.append({"set": task.set, "figure": task.figure, "systems": systems})
    result = {"model": manifest.version, "corpus": manifest.corpus, "results": results}
    (HERE / "accuracy.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    text = TEXT.format(table="\n".join(lines), **manifest.corpus)
    (HERE / "accuracy.md").write_text(text, encoding="utf-8")


TEXT = """# Accuracy

The default model, trained on `seeds/` alone ({records} records from {sentences} sentences), on public news sets that it
never saw. Each cell is accuracy (micro-F1) and macro-F1 in percent, with 95% bootstrap intervals over sentences.

{table}

- *polarity*: the sign of the pairs that have one, when a sign must be given. *five classes*: neutral, or support or oppose
  one way, of an unordered pair. *three classes*: the light in which a sentence shows a mention (the narrator holds it).
- *DSE*: directed sentiment extraction (Park, Pan & Joo, Findings of ACL 2021); *clean* leaves out sentences that also stand
  in its train part. Its train part, copies left out, is a second and larger measure, for the model never trains on it.
  *SEESAW* (Zhang, Beauchamp & Wang, EMNLP 2022) gives names, not mentions, and half of them do not stand in the sentence.
  *NewsMTSC* (Hamborg & Donnay, EACL 2021).
- *lexicon alone*: the clause reader and the stance lexicon without any learning. *VADER* (Hutto & Gilbert, ICWSM 2014): the
  sentiment of the sentence, thresholds at ±0.05; where a direction is asked for, who is named first holds it. *majority*: the
  set's own commonest class.
- Choices were made on the validation parts and on DSE's and SEESAW's train parts, so these figures are a little kind to us.
  Published test parts were not read.

Reproduce with the publishers' files:

    make accuracy DSE=folder SEESAW=folder NEWSMTSC=folder
"""

if __name__ == "__main__":
    main()
