"""Items that come from a workbook: read by the columns of the template, every problem at its cell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fivefold.decompose.guideline.content import ItemContent, LevelContent
from fivefold.documents.sheet_schema import ColumnSchema, Kind, Problem, Row, TableRead, TableSchema, Value
from fivefold.documents.sheets_in import read_table
from fivefold.method.reason import Reason

LEVELS = 4
KINDS = {"共性": "basic", "区域特色": "regional"}
_LONG = 8000
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_SEPARATORS = re.compile(r"[、,，;；\n]")
_PLACES = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What an imported item may refer to: project codes with titles, class keys with labels."""

    projects: Mapping[str, str]
    classes: Mapping[str, str]


@dataclass
class Incoming:
    """What was read: items by project code, and problems. With an error among them nothing may be saved."""

    items: dict[str, list[ItemContent]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many items were read."""
        return sum(map(len, self.items.values()))


def _level_columns() -> Iterator[ColumnSchema]:
    for n in range(1, LEVELS + 1):
        yield ColumnSchema(
            f"level{n}_label", (f"等级{n}名称", f"Level {n} name"), optional=True, max_length=100
        )
        yield ColumnSchema(
            f"level{n}_from",
            (f"等级{n}起始分", f"Level {n} from score"),
            Kind.DECIMAL,
            optional=True,
            minimum=0,
        )
        yield ColumnSchema(
            f"level{n}_text", (f"等级{n}说明", f"Level {n} description"), optional=True, max_length=_LONG
        )


def columns(projects: tuple[str, ...]) -> tuple[ColumnSchema, ...]:
    """Return the columns of the item workbook, as they are written and read; ``projects`` are the known codes."""
    return (
        ColumnSchema("project", ("项目代码", "Project code"), Kind.CHOICE, required=True, choices=projects),
        ColumnSchema("code", ("指标代码", "Item code"), Kind.CODE, required=True, unique=True, max_length=32),
        ColumnSchema("kind", ("类型", "Kind"), Kind.CHOICE, required=True, choices=tuple(KINDS)),
        ColumnSchema("title", ("指标名称", "Item"), required=True, max_length=300),
        ColumnSchema("title_en", ("英文译名", "English translation"), optional=True, max_length=500),
        ColumnSchema("aim", ("目标", "Aim"), required=True, max_length=_LONG),
        ColumnSchema("measure", ("测量方法", "Measure"), required=True, max_length=_LONG),
        *_level_columns(),
        ColumnSchema("examples", ("举例", "Examples"), required=True, max_length=_LONG),
        ColumnSchema(
            "max_score",
            ("满分", "Full score"),
            Kind.DECIMAL,
            required=True,
            minimum=Decimal("0.01"),
            maximum=Decimal("999999.99"),
        ),
        ColumnSchema("evidence_required", ("须附佐证", "Evidence required"), Kind.BOOLEAN, required=True),
        ColumnSchema("applies_to", ("适用类别", "Applies to"), optional=True),
        ColumnSchema("demo", ("演示指标", "Demonstration item"), Kind.BOOLEAN, optional=True),
    )


def items_of_workbook(data: bytes, name: str, known: Known) -> Incoming:
    """Read items from a workbook (or CSV) in the template's shape; the rows' order is the items' order."""
    table = read_table(data, name, TableSchema(columns(tuple(known.projects)), max_rows=5000))
    incoming = Incoming(problems=list(table.problems))
    if not table.rows and not table.errors:
        incoming.problems.append(Problem(Reason("guideline.import.empty")))
    for row in table.rows:
        _RowReading(incoming, table, row, known).read()
    return incoming


class _RowReading:
    """Reads one row; what the columns alone cannot say is checked here."""

    def __init__(self, incoming: Incoming, table: TableRead, row: Row, known: Known) -> None:
        self.incoming = incoming
        self.table = table
        self.row = row
        self.known = known

    def read(self) -> None:
        score = self._number("max_score")
        item = ItemContent(
            code=self._code(),
            kind=KINDS.get(self._text("kind"), ""),
            title=self._text("title"),
            title_en=self._text("title_en"),
            aim=self._text("aim"),
            measure=self._text("measure"),
            levels=tuple(self._levels(score)),
            examples=tuple(line.strip() for line in self._text("examples").splitlines() if line.strip()),
            max_score=score or Decimal(0),
            evidence_required=self._value("evidence_required") is True,
            applies_to=tuple(self._classes()),
            demo=self._value("demo") is True,
        )
        self.incoming.items.setdefault(self._text("project"), []).append(item)

    def _value(self, key: str) -> Value:
        return self.row.values.get(key)

    def _text(self, key: str) -> str:
        return str(self._value(key) or "")

    def _fault(self, key: str, code: str, **params: object) -> None:
        cell = f"{self.table.columns[key]}{self.row.number}"
        reason = Reason(f"guideline.import.{code}", params)
        self.incoming.problems.append(Problem(reason, cell, self.row.number, key))

    def _code(self) -> str:
        code = self._text("code")
        if code and not _CODE.fullmatch(code):
            self._fault("code", "code", value=code)
        return code

    def _number(self, key: str) -> Decimal | None:
        number = self._value(key)
        if not isinstance(number, Decimal):
            return None
        if number != round(number, _PLACES):
            self._fault(key, "decimals", value=format(number, "f"))
        return number

    def _levels(self, most: Decimal | None) -> Iterator[LevelContent]:
        for n in range(1, LEVELS + 1):
            start = self._number(f"level{n}_from")
            if start is not None and most is not None and start > most:
                self._fault(f"level{n}_from", "level_score", value=format(start, "f"), most=format(most, "f"))
            label, text = self._text(f"level{n}_label"), self._text(f"level{n}_text")
            if label or text:
                yield LevelContent(label, text, "" if start is None else format(start, "f"))

    def _classes(self) -> Iterator[str]:
        names = {name: key for key, label in self.known.classes.items() for name in (key, label)}
        for part in map(str.strip, _SEPARATORS.split(self._text("applies_to"))):
            if part in names:
                yield names[part]
            elif part:
                known = "、".join(self.known.classes.values())
                self._fault("applies_to", "class_key", value=part, known=known)
