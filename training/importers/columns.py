"""Tables and JSON Lines of any other data set, with a mapping that says which column holds what.

    text                             the sentence
    holder, target                   a name, looked for in the text; no holder is the narrator
    holder_start, holder_end, …      or its offsets, in code points
    label                            a word that stands for support, oppose or neutral
    context                          the text before, where there is any

A column of the same name needs no mapping. Rows without a label are left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from training.errors import CorpusError
from training.importers.annotation import code_points, place_of, record, required_label
from training.importers.rows import USUAL, LeftOut, Options, Record, Refused, Row, Tally, imported, json_object, lines

FIELDS = ("text", "holder", "holder_start", "holder_end", "target", "target_start", "target_end", "label", "context")
_QUOTED = re.compile(r'"(?:[^"]|"")*""(?:[^"]|"")*"')
_UNDECODED = re.compile("[\udc80-\udcff]")
_JSON_LINES = {".jsonl", ".ndjson"}


def column_mapping(options: list[str]) -> dict[str, str]:
    """Reads `text=sentence`. Raises ValueError where it has another form or names no field of a record."""
    mapping = {}
    for option in options:
        name, equals, column = option.partition("=")
        if name not in FIELDS or not equals or not column:
            raise ValueError(f"{option!r} is not of the form FIELD=COLUMN with a field of {', '.join(FIELDS)}")
        mapping[name] = column
    return mapping


def read_columns(path: Path, *, tally: Tally | None = None, options: Options = USUAL) -> Iterator[Record]:
    """A record for each row of a .jsonl, .csv or .tsv file; rows of another form go to the tally, or without one are
    raised as CorpusError, as is a mapping to columns that a table does not have."""
    rows = lines(path) if path.suffix.lower() in _JSON_LINES else _table(path, options)
    return imported(rows, partial(_records, options), "columns", tally, options)


def _table(path: Path, options: Options) -> Iterator[Row]:
    encoding = "utf-8-sig" if options.encoding == "utf-8" else options.encoding
    with open(path, encoding=encoding, errors="surrogateescape", newline="") as stream:
        head = stream.readline()
        stream.seek(0)
        delimiter = max("\t;,", key=head.count) if head else ","
        quoted = '"' in head or path.suffix.lower() == ".csv"
        reader = csv.reader(
            stream, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE, strict=True
        )
        names = next(reader, [])
        missing = [options.key(name) for name in ("text", "label") if options.key(name) not in names]
        missing += [column for column in options.columns.values() if column not in names]
        if missing:
            known = ", ".join(name for name in names if name)
            raise CorpusError(path, 1, f"has no column {missing[0]!r} but {known}; say which with --map FIELD=COLUMN")
        line = reader.line_num + 1
        while True:
            value: dict[str, str] | Refused
            try:
                fields = next(reader)
                value = _named(names, fields if quoted else map(_unquoted, fields))
            except StopIteration:
                return
            except csv.Error as error:
                value = Refused(f"is not a row of the table: {error}; look for a quotation mark without its partner")
            if value:
                yield Row(path, line, str(line), value)
            line = reader.line_num + 1


def _unquoted(field: str) -> str:
    """In tables by tabs a quotation mark is one, save where all inside a field are doubled as in CSV."""
    return field[1:-1].replace('""', '"') if _QUOTED.fullmatch(field) else field


def _named(names: list[str], given: Iterable[str]) -> dict[str, str] | Refused:
    fields = list(given)
    if fields and len(fields) != len(names):
        return Refused(f"has {len(fields)} fields, not {len(names)} as the header")
    if any(map(_UNDECODED.search, fields)):
        return Refused("holds bytes of another encoding; give the file's own, as in --encoding cp1252")
    return dict(zip(names, fields, strict=False))


def _records(options: Options, value: bytes | dict[str, str] | Refused) -> Iterator[Record | LeftOut]:
    if isinstance(value, Refused):
        raise value
    row = json_object(value) if isinstance(value, bytes) else value
    fields = {name: row.get(options.key(name)) for name in FIELDS}
    text, label = fields["text"], fields["label"]
    if not isinstance(text, str) or not text.strip():
        raise Refused(f"has no text in {options.key('text')!r}")
    if label is None or not str(label).strip():
        yield LeftOut("without a label")
        return
    target = _end("target", fields, options)
    if target is None:
        raise Refused(f"has no target in {options.key('target')!r}")
    holder = _end("holder", fields, options)
    context = fields["context"] or ""
    yield record(text, holder, target, required_label(label, options.words), context)


def _end(name: str, fields: Mapping[str, Any], options: Options) -> Record | None:
    text, words = fields["text"], fields[name]
    if words is not None and not isinstance(words, str):
        raise Refused(f"{name} {words!r} is not a name")
    offsets = [fields[f"{name}_{side}"] for side in ("start", "end")]
    given = [offset not in (None, "") for offset in offsets]
    if not any(given):
        return place_of(text, words) if words and words.strip() else None
    if not all(given):
        raise Refused(f"{name} has a start or an end, not both")
    try:
        start, end = (int(offset) for offset in offsets)
    except (TypeError, ValueError):
        raise Refused(f"{name} {offsets[0]!r}:{offsets[1]!r} are not whole numbers") from None
    if start < 0 or end < start:
        raise Refused(f"{name} {start}:{end} is no span")
    if options.utf16:
        start, end = code_points(text, start, end)
    if words and text[start:end].strip() != words.strip():
        raise Refused(f"{name} {start}:{end} is {text[start:end]!r}, not {words!r}")
    return {"start": start, "end": end}
