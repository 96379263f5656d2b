"""Labelled pairs from the files that data sets are published in and annotation tools export, one module a format.

    dse           directed sentiment extraction, tab-separated (Park, Pan & Joo 2021)
    newsmtsc      NewsMTSC, JSON Lines (Hamborg & Donnay 2021)
    seesaw        SEESAW, a folder of JSON files (Zhang, Beauchamp & Wang 2022)
    semeval2016   SemEval-2016 Task 6, stance in tweets, tab-separated (Mohammad et al. 2016)
    plover        PLOVER gold-standard records, JSON (Halterman et al. 2023)
    columns       any CSV, TSV or JSON Lines, with a mapping of columns
    labelstudio   Label Studio's JSON export
    doccano       doccano's JSONL export
    prodigy       Prodigy's JSONL export

Each takes a path that the user gives, a file or a folder as its authors publish it, and yields records of the corpus's
own form, one dictionary a line of JSON. What a row lacks goes to a Tally, or is raised where none is given.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from training.importers.columns import read_columns
from training.importers.doccano import read_doccano
from training.importers.dse import read_dse
from training.importers.labelstudio import read_labelstudio
from training.importers.newsmtsc import read_newsmtsc
from training.importers.plover import read_plover
from training.importers.prodigy import read_prodigy
from training.importers.rows import LeftOut, Options, Record, Tally
from training.importers.seesaw import read_seesaw
from training.importers.semeval2016 import read_semeval2016


class Importer(Protocol):
    """Reads one format."""

    def __call__(self, path: Path, *, tally: Tally | None = None, options: Options = ...) -> Iterator[Record]: ...


IMPORTERS: Mapping[str, Importer] = {
    "dse": read_dse,
    "newsmtsc": read_newsmtsc,
    "seesaw": read_seesaw,
    "semeval2016": read_semeval2016,
    "plover": read_plover,
    "columns": read_columns,
    "labelstudio": read_labelstudio,
    "doccano": read_doccano,
    "prodigy": read_prodigy,
}

__all__ = [
    "IMPORTERS",
    "Importer",
    "LeftOut",
    "Options",
    "Record",
    "Tally",
    "read_columns",
    "read_doccano",
    "read_dse",
    "read_labelstudio",
    "read_newsmtsc",
    "read_plover",
    "read_prodigy",
    "read_seesaw",
    "read_semeval2016",
]
