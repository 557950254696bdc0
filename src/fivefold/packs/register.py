"""Area registers as csv files: rows of facts about areas, read against the facts that a pack defines.

Columns: those of `COLUMNS_BEFORE`, one column per further fact of the pack, then those of `COLUMNS_AFTER`.
The columns `level` and `kind` are facts too where the pack defines them. Flags are `1` and `0`; an empty
cell is "not known".
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fivefold.packs.facts import FactValue, FactValueError, typed_facts
from fivefold.packs.problems import Mark, PackError
from fivefold.packs.schema.classify import Fact

COLUMNS_BEFORE = ("code", "name", "level", "kind", "parent_code", "valid_from", "valid_to")
COLUMNS_AFTER = ("code_origin", "source", "note")
ORIGINS = ("official", "自拟")


@dataclass(frozen=True)
class AreaRow:
    """One area as the register states it. `facts` holds the fact columns as text; dates None = open end."""

    code: str
    name: str
    level: str
    kind: str
    parent_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    code_origin: str = "official"
    source: str = ""
    note: str = ""

    def fact_texts(self) -> dict[str, str]:
        """All facts as text, `level` and `kind` among them."""
        return {"level": self.level, "kind": self.kind, **self.facts}

    def typed(self, facts: Iterable[Fact]) -> dict[str, FactValue]:
        """Return the pack's facts of this area with their types; facts without a cell are None."""
        return typed_facts(facts, self.fact_texts())


def fact_columns(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the columns that a pack's facts add to a register."""
    return tuple(fact.key for fact in facts if fact.key not in COLUMNS_BEFORE)


def write_register(rows: Iterable[AreaRow], facts: Sequence[Fact]) -> str:
    """Write the rows as csv text with LF line ends."""
    own = fact_columns(facts)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS_BEFORE, *own, *COLUMNS_AFTER))
    for row in rows:
        dates = [day.isoformat() if day else "" for day in (row.valid_from, row.valid_to)]
        before = [row.code, row.name, row.level, row.kind, row.parent_code, *dates]
        writer.writerow(
            [*before, *(row.facts.get(key, "") for key in own), row.code_origin, row.source, row.note]
        )
    return out.getvalue()


def read_register(path: Path, facts: Sequence[Fact]) -> tuple[tuple[AreaRow, ...], list[PackError]]:
    """Read a register file: the sound rows, and one fault per cell that is not, at its line and column."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return (), [PackError.at(Mark(path.name, line, 1), "register.not_utf8")]
    reader = csv.reader(io.StringIO(unicodedata.normalize("NFC", text)))
    header = next(reader, [])
    own = fact_columns(facts)
    wanted = [*COLUMNS_BEFORE, *own, *COLUMNS_AFTER]
    errors = [
        PackError.at(Mark(path.name, 1, 1), "register.column_missing", column=name)
        for name in wanted
        if name not in header
    ]
    errors += [
        PackError.at(Mark(path.name, 1, index), "register.column_unknown", column=name)
        for index, name in enumerate(header, start=1)
        if name not in wanted or name in header[: index - 1]
    ]
    if errors:
        return (), errors
    sheet = _Sheet(path.name, header, tuple(facts), own)
    for cells in reader:
        sheet.take(cells, reader.line_num)
    sheet.check_parents()
    return tuple(sheet.rows), sheet.errors


class _Sheet:
    """The rows of one file on their way to `AreaRow`."""

    def __init__(self, file: str, header: list[str], facts: tuple[Fact, ...], own: tuple[str, ...]) -> None:
        self.file, self.header, self.facts, self.own = file, header, facts, own
        self.rows: list[AreaRow] = []
        self.errors: list[PackError] = []
        self.lines: dict[str, int] = {}

    def fault(self, line: int, column: str, code: str, /, **params: object) -> None:
        self.errors.append(PackError.at(Mark(self.file, line, self.header.index(column) + 1), code, **params))

    def take(self, cells: list[str], line: int) -> None:
        if len(cells) != len(self.header):
            self.errors.append(
                PackError.at(
                    Mark(self.file, line, 1), "register.width", found=len(cells), expected=len(self.header)
                )
            )
            return
        row = dict(zip(self.header, (cell.strip() for cell in cells), strict=True))
        before = len(self.errors)
        self._check(row, line)
        days = {name: self._day(row[name], name, line) for name in ("valid_from", "valid_to")}
        if days["valid_from"] and days["valid_to"] and days["valid_from"] >= days["valid_to"]:
            self.fault(line, "valid_to", "register.dates")
        if len(self.errors) == before:
            self.lines[row["code"]] = line
            texts = {
                name: row[name] for name in ("code", "name", "level", "kind", "parent_code", *COLUMNS_AFTER)
            }
            self.rows.append(AreaRow(**texts, **days, facts={key: row[key] for key in self.own}))  # type: ignore[arg-type]  # names and types of the columns are fixed above

    def _check(self, row: Mapping[str, str], line: int) -> None:
        for name in ("code", "name", "level", "kind"):
            if not row[name]:
                self.fault(line, name, "register.empty", column=name)
        if row["code"] in self.lines:
            self.fault(line, "code", "register.code_twice", value=row["code"], line=self.lines[row["code"]])
        if row["code_origin"] not in ORIGINS:
            self.fault(
                line, "code_origin", "value.not_one_of", value=row["code_origin"], choices=", ".join(ORIGINS)
            )
        for fact in self.facts:
            try:
                typed_facts([fact], row)
            except FactValueError as error:
                self.fault(line, fact.key, error.code, **error.params)

    def _day(self, text: str, column: str, line: int) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.fault(line, column, "value.not_day", value=text)
            return None

    def check_parents(self) -> None:
        for row in self.rows:
            if row.parent_code and (row.parent_code not in self.lines or row.parent_code == row.code):
                self.fault(self.lines[row.code], "parent_code", "register.parent", value=row.parent_code)
