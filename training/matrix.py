"""From records to the counts that are trained on, a chunk at a time: no more terms than a chunk's are ever in memory."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from joblib import Parallel, delayed

from model.counting import CHUNK, Counts, count_terms
from model.errors import RecordError
from model.features import Block, Terms, analyse
from model.lexicon import Lexicon
from model.pairs import read_pair
from model.vectoriser import Collection, collect
from training.corpus import LabelledPair
from training.errors import CorpusError

Progress = Callable[[str, int, int], None]
"""Called with the step's name, how much of it is done, and how much there is."""

STEP = "read sentences"


def silent(step: str, done: int, total: int) -> None:
    """The Progress that shows nothing."""


def analyse_all(records: Sequence[LabelledPair], lexicon: Lexicon, progress: Progress = silent) -> list[Terms]:
    """The feature terms of every record. Raises CorpusError naming the record that cannot be read."""
    terms = []
    for number, record in enumerate(records, 1):
        try:
            terms.append(analyse(read_pair(record.pair, lexicon), lexicon))
        except RecordError as error:
            raise CorpusError(record.path, record.line, str(error)) from error
        if number % 50 == 0 or number == len(records):
            progress(STEP, number, len(records))
    return terms


def vectorise(
    records: Sequence[LabelledPair],
    lexicon: Lexicon,
    blocks: Sequence[Block],
    hash_bits: int | None = None,
    jobs: int = 1,
    progress: Progress = silent,
) -> Collection:
    """The counts of all records, one row each, read by `jobs` processes; the same for any number of them.

    Raises CorpusError naming the record that cannot be read.
    """
    packed = pickle.dumps(lexicon, protocol=5)
    parts = (records[start : start + CHUNK] for start in range(0, len(records), CHUNK))
    work = (delayed(_counted)(part, packed, blocks, hash_bits) for part in parts)
    counts = Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="2*n_jobs", batch_size=1)(work)
    return collect(_told(counts, len(records), progress), blocks, hash_bits)


def _counted(records: Sequence[LabelledPair], packed: bytes, blocks: Sequence[Block], hash_bits: int | None) -> Counts:
    return count_terms(analyse_all(records, _lexicon(packed)), blocks, hash_bits)


@lru_cache(maxsize=1)
def _lexicon(packed: bytes) -> Lexicon:
    """The lexicon as bytes, so that a worker process unpacks it once and not with every chunk."""
    lexicon: Lexicon = pickle.loads(packed)
    return lexicon


def _told(counts: Iterator[Counts], total: int, progress: Progress) -> Iterator[Counts]:
    done = 0
    for part in counts:
        done += part.matrix.shape[0]
        progress(STEP, done, total)
        yield part
