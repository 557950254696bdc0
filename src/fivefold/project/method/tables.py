"""Tables of the commands in and out: csv, xlsx and json, by the file's ending.

Cells are text on the way in, whatever the file called them: the command says which column holds numbers and
reads them exactly (`decimal.Decimal`), so that nothing is rounded before it is understood.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import click

from fivefold.documents.sheet_sources import opened
from fivefold.files.inspect import inspect
from fivefold.files.kinds import Kind
from fivefold.method.reason import Refused

TOO_DEEP = "嵌套过深 / nested too deeply"
ENDINGS = ("csv", "xlsx", "json")
_MOST_ROWS = 1_000_000


@dataclass(frozen=True)
class Table:
    """Named columns and rows of text; every row has a cell for every column ("" where the file has none).

    `lines` are the numbers of the rows in the file, for messages: from 1, the heads of a sheet included.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...] = field(default=(), compare=False)

    def records(self) -> list[dict[str, str]]:
        """Return one mapping per row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def read_table(path: Path) -> Table:
    """Return the first sheet of a workbook, a csv table, or a json list of objects.

    Raises `click.ClickException` in the reader's words for a file that is no table, has no or double heads.
    """
    data = path.read_bytes()
    try:
        lines = _json(data) if path.suffix.lower() == ".json" else _sheet(data, path.name)
    except Refused as refusal:
        raise click.ClickException("; ".join(refusal.spoken("zh") + refusal.spoken("en"))) from refusal
    except RecursionError:
        raise click.ClickException(f"{path.name}: {TOO_DEEP}") from None
    if not lines or not any(lines[0]):
        raise click.ClickException(f"{path.name}: 没有表头 / no heads in the first row")
    heads = tuple(lines[0])
    double = sorted({head for head in heads if heads.count(head) > 1})
    if double:
        raise click.ClickException(f"{path.name}: 列名重复 / column named twice: {', '.join(double)}")
    first = 1 if path.suffix.lower() == ".json" else 2
    body = {line: row for line, row in enumerate(lines[1:], first) if any(row)}
    padded = (tuple((*row, *[""] * len(heads))[: len(heads)]) for row in body.values())
    return Table(heads, tuple(padded), tuple(body))


def _sheet(data: bytes, name: str) -> list[list[str]]:
    inspect(data, name, allow=frozenset({Kind.XLSX, Kind.CSV}))
    sheet = next(opened(data).sheets, None)
    if sheet is None:
        raise click.ClickException(f"{name}: 没有可见的工作表 / no sheet that can be seen")
    rows = [[_text(cell) for cell in row] for row in islice(sheet.rows(), _MOST_ROWS + 1)]
    _check_length(len(rows), name)
    return rows


def _check_length(rows: int, name: str) -> None:
    if rows > _MOST_ROWS:
        raise click.ClickException(
            f"{name}: 连表头超过{_MOST_ROWS}行，请分成几个文件 / "
            f"more than {_MOST_ROWS} rows with the heads: split the file"
        )


def _json(data: bytes) -> list[list[str]]:
    try:
        found = json.loads(data, parse_float=str, parse_int=str)
    except ValueError as error:
        raise click.ClickException(f"json: {error}") from error
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise click.ClickException("json: 应为对象的列表 / a list of objects is needed")
    _check_length(len(found) + 1, "json")
    heads = list(dict.fromkeys(name for row in found for name in row))
    return [heads, *([_text(row.get(name)) for name in heads] for row in found)]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip()


def write_rows(rows: Sequence[Mapping[str, Any]], out: Path | None) -> None:
    """Write rows to a file by its ending, or as csv to standard output. Nothing is written over silently."""
    heads = list(dict.fromkeys(name for row in rows for name in row))
    if out is None:
        click.echo(_csv(heads, rows), nl=False)
        return
    ending = out.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise click.ClickException(f"{out.name}: {', '.join(ENDINGS)}")
    if ending == "xlsx":
        save(_xlsx(heads, rows), out)
    else:
        text = _csv(heads, rows) if ending == "csv" else _as_json(rows)
        save(text.encode("utf-8"), out)


def save(data: bytes, out: Path) -> None:
    """Write a new file, whole or not at all. `click.ClickException` if it exists or its folder takes no file."""
    if out.exists():
        raise click.ClickException(f"{out}: 文件已存在 / the file exists")
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(data)
        part.rename(out)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise click.ClickException(f"{out}: 无法写入 / cannot be written: {error.strerror}") from error


def _csv(heads: list[str], rows: Sequence[Mapping[str, Any]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([["" if row.get(name) is None else row[name] for name in heads] for row in rows])
    return stream.getvalue()


def _as_json(rows: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=1, default=str) + "\n"


def _xlsx(heads: list[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heads)
        for line, row in enumerate(rows, 1):
            for column, name in enumerate(heads):
                value = row.get(name)
                if isinstance(value, bool | int | float):
                    sheet.write(line, column, value)
                elif value is not None:
                    sheet.write_string(line, column, str(value))
    return stream.getvalue()
