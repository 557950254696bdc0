"""The columns of a register file, and reading one into lines of text with problems at their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fivefold.classify.register.plan import AREAS, Line, Problem
from fivefold.documents.sheet_schema import Value
from fivefold.documents.sheets_in import ColumnSchema, Kind, Row, TableSchema, read_table
from fivefold.files.refusal import UploadRefused
from fivefold.files.sandbox import run
from fivefold.method.reason import Reason
from fivefold.packs.pack import Pack
from fivefold.packs.register import COLUMNS_AFTER, COLUMNS_BEFORE, fact_columns
from fivefold.packs.schema.classify import Fact

MAX_ROWS = 100_000
MAX_PROBLEMS = 1000
BATCH = "batch"
_ZIP = b"PK"
# Heads that people write instead of the keys; the pack's own labels come on top.
HEADS: Mapping[str, tuple[str, ...]] = {
    "code": ("代码", "行政区划代码"),
    "name": ("名称", "地区名称"),
    "level": ("层级",),
    "kind": ("类型",),
    "parent_code": ("上级代码", "parent code"),
    "valid_from": ("起始日期", "valid from"),
    "valid_to": ("终止日期", "valid to"),
    "code_origin": ("代码来源", "code origin"),
    "source": ("来源",),
    "note": ("备注",),
    BATCH: ("期别", "期", "批次"),
}
_KINDS = {"flag": Kind.BOOLEAN, "whole": Kind.INTEGER, "decimal": Kind.DECIMAL, "date": Kind.DATE}
_CODES = {"code", "parent_code"}
_DAYS = {"valid_from", "valid_to"}
_REQUIRED = {"code", "name", "level", "kind"}
_OPTIONAL = {"valid_from", "valid_to", *COLUMNS_AFTER, BATCH}
_LIMITS = {
    "code": 20,
    "parent_code": 20,
    "name": 100,
    "kind": 40,
    "level": 30,
    "source": 300,
    "code_origin": 20,
}


def columns_of(pack: Pack, kind: str) -> tuple[str, ...]:
    """Return the keys of the columns that a file of this kind has, in their customary order."""
    if kind != AREAS:
        return ("code", "name", BATCH)
    return (*COLUMNS_BEFORE, *fact_columns(pack.classify.facts), *COLUMNS_AFTER, BATCH)


def schema_of(pack: Pack, kind: str) -> TableSchema:
    """Return what a file of this kind must look like."""
    facts = {fact.key: fact for fact in pack.classify.facts}
    columns = tuple(_column(key, facts.get(key), kind) for key in columns_of(pack, kind))
    return TableSchema(columns=columns, max_rows=MAX_ROWS, max_problems=MAX_PROBLEMS)


def _column(key: str, fact: Fact | None, kind: str) -> ColumnSchema:
    labels = tuple(text for _, text in fact.label.texts) if fact else ()
    return ColumnSchema(
        key=key,
        heads=tuple(dict.fromkeys((key, *HEADS.get(key, ()), *labels))),
        kind=_kind(key, fact),
        required=key in ({"code", BATCH} if kind != AREAS else _REQUIRED),
        optional=key in _OPTIONAL if kind == AREAS else key == "name",
        unique=key == "code",
        max_length=_LIMITS.get(key, 2000),
    )


def _kind(key: str, fact: Fact | None) -> Kind:
    if key in _CODES:
        return Kind.CODE
    if key in _DAYS:
        return Kind.DATE
    return _KINDS.get(fact.kind, Kind.TEXT) if fact and key not in {"level", "kind"} else Kind.TEXT


@dataclass(frozen=True)
class FileLines:
    """A file as it was read: its lines, the problems of single cells, and the letters of its columns by key."""

    lines: Sequence[Line]
    problems: Sequence[Problem]
    columns: Mapping[str, str]

    def address(self, row: int, column: str) -> str:
        """Name the cell of a row and a column key; empty where the file has no such column."""
        letters = self.columns.get(column, "")
        return f"{letters}{row}" if letters else ""


def read_lines(data: bytes, name: str, pack: Pack, kind: str, *, guarded: bool) -> FileLines:
    """Read a file into lines of text by column key; ``guarded`` reads a workbook in a child process with limits.

    Never raises for what a file holds: a file that cannot be read is one problem without a cell. A line with a
    problem of its own is marked ``sound=False``.
    """
    schema = schema_of(pack, kind)
    try:
        in_child = guarded and data[:2] == _ZIP
        read = run(read_table, data, name, schema) if in_child else read_table(data, name, schema)
    except UploadRefused as refusal:
        return FileLines((), [Problem(0, "", "", reason) for reason in refusal.reasons], {})
    problems = [Problem(found.row, found.column, found.cell, found.reason) for found in read.errors]
    broken = {found.row for found in read.errors}
    words, keys = _choice_words(pack), columns_of(pack, kind)
    lines = [Line(row.number, _cells(row, keys, words), row.number not in broken) for row in read.rows]
    if not lines and not problems:
        problems.append(Problem(0, "", "", Reason("register.no_rows", {})))
    return FileLines(lines, problems, read.columns)


def _cells(row: Row, keys: Sequence[str], words: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    texts = {key: _text(row.values.get(key)) for key in keys}
    return {key: words[key].get(text, text) if key in words else text for key, text in texts.items()}


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _choice_words(pack: Pack) -> dict[str, dict[str, str]]:
    """Every label of a choice, in any language, with the value that it stands for."""
    return {
        fact.key: {text: choice.value for choice in fact.choices for _, text in choice.label.texts}
        for fact in pack.classify.facts
        if fact.kind == "choice"
    }
