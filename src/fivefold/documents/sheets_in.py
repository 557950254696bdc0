"""Tables in: a workbook or a CSV file becomes rows and problems, each problem at its cell.

Nothing is guessed in silence: what was understood differently from what was written is a note, what cannot be
understood is an error with the cell's name. Whoever calls this with a file from outside inspects it first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from fivefold.documents.sheet_header import Header, best_header, header_problems
from fivefold.documents.sheet_schema import (
    ColumnSchema,
    Kind,
    Level,
    Problem,
    Row,
    TableRead,
    TableSchema,
    Value,
    cell_name,
    letters,
)
from fivefold.documents.sheet_sources import opened
from fivefold.documents.sheet_values import Reader, Remark, plain, reader
from fivefold.method.reason import Reason, Refused

__all__ = ["ColumnSchema", "Kind", "Level", "Problem", "Row", "TableRead", "TableSchema", "read_table"]

_Column = tuple[str, int, int, Reader, bool]
_MOST_MERGED = 100_000  # cells looked at for all merged ranges together


def read_table(data: bytes, name: str, schema: TableSchema) -> TableRead:
    """Return rows and problems of a table; its content, not its name, says whether it is a workbook or CSV.

    name: what the sender called the file, kept in the result. Never raises for what a file holds: a file that
    cannot be read at all is one problem without a cell.
    """
    try:
        source = opened(data)
        header = best_header(source.sheets, schema)
        if header is None:
            heads = tuple(column.heads[0] for column in schema.columns)
            return _unread(name, Reason.of("documents.sheet.no_header", heads=heads), source.meta)
        return _Reading(name, header, schema).read(source.meta)
    except Refused as refusal:
        return _unread(name, refusal.reasons[0], {})


def _unread(name: str, reason: Reason, meta: Mapping[str, str]) -> TableRead:
    return TableRead(name, problems=(Problem(reason),), meta=meta)


@dataclass
class _Reading:
    name: str
    header: Header
    schema: TableSchema
    problems: list[Problem] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    seen: dict[tuple[str, ...], dict[tuple[Value, ...], int]] = field(default_factory=dict)

    def read(self, meta: Mapping[str, str]) -> TableRead:
        self.problems += header_problems(self.header, self.schema)
        self.seen = self._unique()
        places = self.header.columns
        merged = self._merged()
        faulty = self._faulty()
        columns = [
            (c.key, places[c.key], places[c.key] - self.header.sheet.offset, reader(c), c.required)
            for c in self.schema.columns
            if c.key in places
        ]
        excused = merged | faulty
        for number, cells in self._data_rows():
            values = self._values(number, cells, columns, excused)
            if values is None:
                continue
            if len(self.rows) == self.schema.max_rows:
                self._add("too_many_rows", number, None, limit=self.schema.max_rows)
                break
            self.rows.append(Row(number + 1, values))
            self._repeats(number, values)
        return TableRead(
            self.name,
            tuple(self.rows),
            self._shown_problems(),
            meta,
            self.header.sheet.name,
            {key: letters(place) for key, place in places.items()},
        )

    def _data_rows(self) -> Iterator[tuple[int, list[Any]]]:
        first = self.header.row + 1
        return enumerate(islice(self.header.sheet.rows(), first, None), first)

    def _values(
        self, number: int, cells: list[Any], columns: list[_Column], excused: set[tuple[int, int]]
    ) -> dict[str, Value] | None:
        """Return the values of a row, None for an empty one; what is to be said is added to the problems."""
        values, empty, remarks = _read_cells(cells, columns)
        if not remarks and not any(value is not None for value in values.values()):
            return None
        for place, remark in remarks:
            self._at(number, place, remark.reason, remark.level)
        for place in empty:
            if (number, place) not in excused:
                self._add("required", number, place)
        return values

    def _repeats(self, number: int, values: Mapping[str, Value]) -> None:
        for keys, seen in self.seen.items():
            wanted = tuple([values[key] for key in keys])
            if None in wanted:
                continue
            first = seen.setdefault(wanted, number)
            if first != number:
                place = self.header.columns[keys[0]]
                shown = " / ".join(plain(value) for value in wanted)
                self._add("repeated", number, place, value=shown, other=cell_name(first, place))

    def _unique(self) -> dict[tuple[str, ...], dict[tuple[Value, ...], int]]:
        """Return an empty register per set of columns that must not repeat, as far as these were found."""
        wanted: set[tuple[str, ...]] = {(column.key,) for column in self.schema.columns if column.unique}
        wanted |= {self.schema.key} if self.schema.key else set()
        return {keys: {} for keys in sorted(wanted) if set(keys) <= set(self.header.columns)}

    def _merged(self) -> set[tuple[int, int]]:
        """Report merged cells among the data; return the cells they cover."""
        cells: list[Iterator[tuple[int, int]]] = []
        ours = set(self.header.columns.values())
        for top, left, bottom, right in self.header.sheet.merged:
            within = [place for place in ours if left <= place <= right]
            if bottom <= self.header.row or not within:
                continue
            self._add("merged", top, left, range=f"{cell_name(top, left)}:{cell_name(bottom, right)}")
            cells.append(_covered(range(top, bottom + 1), within))
        return set(islice(chain.from_iterable(cells), _MOST_MERGED))

    def _faulty(self) -> set[tuple[int, int]]:
        """Report error values and formulas without result; return their cells."""
        names = {letters(place): place for place in self.header.columns.values()}
        covered: set[tuple[int, int]] = set()
        for fault in self.header.sheet.faults():
            column = fault.cell.rstrip("0123456789")
            number = int(fault.cell[len(column) :]) - 1
            if column in names and number > self.header.row:
                covered.add((number, names[column]))
                if fault.text:
                    self._add("cell_error", number, names[column], value=fault.text)
                else:
                    self._add("formula_without_result", number, names[column])
        return covered

    def _add(self, code: str, number: int, place: int | None, **params: object) -> None:
        self._at(number, place, Reason.of(f"documents.sheet.{code}", **params), Level.ERROR)

    def _at(self, number: int, place: int | None, reason: Reason, level: Level) -> None:
        if len(self.problems) > self.schema.max_problems:
            return
        cell = "" if place is None else cell_name(number, place)
        key = next((key for key, at in self.header.columns.items() if at == place), "")
        self.problems.append(Problem(reason, cell, number + 1, key, level))

    def _shown_problems(self) -> tuple[Problem, ...]:
        if len(self.problems) <= self.schema.max_problems:
            return tuple(self.problems)
        limit = self.schema.max_problems
        more = Problem(Reason.of("documents.sheet.too_many_problems", limit=limit))
        return (*self.problems[:limit], more)


def _covered(rows: Iterable[int], columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in rows for column in columns)


def _read_cells(
    cells: list[Any], columns: list[_Column]
) -> tuple[dict[str, Value], list[int], list[tuple[int, Remark]]]:
    """Return the values of a row, the places of empty required cells, and the remarks with their places."""
    values: dict[str, Value] = {}
    empty: list[int] = []
    remarks: list[tuple[int, Remark]] = []
    width = len(cells)
    for key, place, index, read, required in columns:
        cell = cells[index] if index < width else ""
        if type(cell) is str:
            cell = cell.strip()
            if not cell:
                values[key] = None
                if required:
                    empty.append(place)
                continue
        value = read(cell)
        if isinstance(value, Remark):
            remarks.append((place, value))
            value = value.value
        values[key] = value
    return values, empty, remarks
