"""Finding the head of a table: in which sheet, in which of the first rows, which column is which."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from fivefold.documents.sheet_schema import Level, Problem, TableSchema, cell_name
from fivefold.documents.sheet_sources import SourceSheet
from fivefold.method.reason import Reason

_MOST_COLUMNS = 512


@dataclass(frozen=True)
class Header:
    """Where a table's head stands. row and columns count from 0; repeated and unknown: (text, column)."""

    sheet: SourceSheet
    row: int
    columns: Mapping[str, int]
    repeated: tuple[tuple[str, int], ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()


def folded(text: object) -> str:
    """Return a head for comparison: width, case, blanks and the mark of a required column do not count."""
    plain = unicodedata.normalize("NFKC", str(text)).casefold()
    return "".join(plain.split()).strip("*:")


def best_header(sheets: Iterable[SourceSheet], schema: TableSchema) -> Header | None:
    """Return the row that looks most like the table's head, or None when no row has a single known column."""
    known = {folded(head): column.key for column in schema.columns for head in column.heads}
    best: Header | None = None
    for sheet in sheets:
        for row, cells in enumerate(islice(sheet.rows(), schema.header_within)):
            found = _header(sheet, row, cells, known)
            if found.columns and (best is None or len(found.columns) > len(best.columns)):
                best = found
        if best and len(best.columns) == len(schema.columns):
            break
    return best


def _header(sheet: SourceSheet, row: int, cells: list[Any], known: Mapping[str, str]) -> Header:
    columns: dict[str, int] = {}
    repeated: list[tuple[str, int]] = []
    unknown: list[tuple[str, int]] = []
    for place, cell in enumerate(cells[:_MOST_COLUMNS], sheet.offset):
        key = known.get(folded(cell)) if cell != "" else None
        if key is None:
            if str(cell).strip():
                unknown.append((str(cell).strip()[:40], place))
        elif key in columns:
            repeated.append((key, place))
        else:
            columns[key] = place
    return Header(sheet, row, columns, tuple(repeated), tuple(unknown))


def header_problems(header: Header, schema: TableSchema) -> Iterator[Problem]:
    """Yield what is wrong with the head: missing and repeated columns as errors, unknown ones as notes."""
    heads = {column.key: column.heads[0] for column in schema.columns}
    for column in schema.columns:
        if column.key not in header.columns and not column.optional:
            reason = Reason.of("documents.sheet.column_missing", head=heads[column.key])
            yield Problem(reason, "", header.row + 1, column.key)
    for key, place in header.repeated:
        first = cell_name(header.row, header.columns[key])
        reason = Reason.of("documents.sheet.column_repeated", head=heads[key], other=first)
        yield Problem(reason, cell_name(header.row, place), header.row + 1, key)
    for text, place in header.unknown:
        reason = Reason.of("documents.sheet.column_unknown", head=text)
        yield Problem(reason, cell_name(header.row, place), header.row + 1, "", Level.NOTE)
