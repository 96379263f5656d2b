"""The order of a pair's terms numbers the columns of a model, so it must not hang on how a process hashes strings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRINT_TERMS = """
from model.features import analyse
from model.pairs import read_pair
from model.records import PairEnd, PairRecord
from training.knowledge import read_lexicon
from training.train import SEEDS

lexicon = read_lexicon(SEEDS / "lexicon")
text = "Portugal and Angola thanked Brazil, and Angola and Brazil praised Portugal and one another."
record = PairRecord(None, text, PairEnd(0, 8), PairEnd(text.index("Brazil"), text.index("Brazil") + 6))
print(dict(analyse(read_pair(record, lexicon), lexicon)))
"""


def terms_in_a_process(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", PRINT_TERMS], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout


def test_every_process_lists_the_terms_in_the_same_order() -> None:
    assert len({terms_in_a_process(seed) for seed in "123"}) == 1
