"""Labelled pairs from the files that data sets are published in, one module a data set.

    read_dse        directed sentiment extraction, tab-separated (Park, Pan & Joo 2021)
    read_newsmtsc   NewsMTSC, JSON Lines (Hamborg & Donnay 2021)
    read_seesaw     SEESAW, a folder of JSON files (Zhang, Beauchamp & Wang 2022)

Each takes a path that the user gives, a file or a folder as its authors publish it, and yields records of the corpus's own form, one dictionary a line of JSON.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from training.importers.dse import read_dse
from training.importers.newsmtsc import read_newsmtsc
from training.importers.seesaw import read_seesaw

Importer = Callable[[Path], Iterator[dict[str, Any]]]

IMPORTERS: dict[str, Importer] = {"dse": read_dse, "newsmtsc": read_newsmtsc, "seesaw": read_seesaw}

__all__ = ["IMPORTERS", "Importer", "read_dse", "read_newsmtsc", "read_seesaw"]
