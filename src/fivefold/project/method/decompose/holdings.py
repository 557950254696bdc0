"""The table of what hangs on an edition: claims, scores and cases, in rows that come back as they were."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Literal

from fivefold.method.decompose import Holding
from fivefold.project.method.cells import Row, WrongCellError, read_sheet
from fivefold.project.method.tables import read_table

HEADS = {"kind": "类型", "key": "主体", "node": "编码"}
SCORE = {"score": "得分"}
# Of a score as text, a fraction too.
LONGEST = 120
KINDS: dict[str, Literal["claim", "score", "case"]] = {
    "claim": "claim", "score": "score", "case": "case", "认领": "claim", "得分": "score", "案例": "case",
}  # fmt: skip


@dataclass(frozen=True)
class Held:
    """The holdings, and the rows they stood in, word for word and in their order."""

    holdings: tuple[Holding, ...]
    rows: tuple[Mapping[str, str], ...]


def read_holdings(path: Path) -> Held:
    """Return the holdings of a table: kind, key, node, score (a decimal, or a fraction such as 22/3).

    Raises as `cells.read_sheet`, and `WrongCellError` for another kind, a score that is no number, and for a column
    that carrying over would lose.
    """
    read = read_sheet(path, HEADS, SCORE, key=tuple(HEADS))
    if read.rest:
        raise WrongCellError(
            f"{path.name}: 转入会丢失的列 / columns that would be lost: {', '.join(read.rest)}"
        )
    rows = tuple(read_table(path).records())
    return Held(tuple(holding_of(row) for row in read.rows), rows)


def holding_of(row: Row) -> Holding:
    """Return the holding of one row."""
    kind = row.one_of("kind", KINDS)
    return Holding(KINDS[kind], row.text("key"), row.text("node"), _score(row))


def _score(row: Row) -> Fraction | None:
    upper, slash, lower = row.get("score").partition("/")
    if len(row.get("score")) > LONGEST:
        raise row.wrong("score", f"至多{LONGEST}个字符 / at most {LONGEST} characters")
    if slash and upper.isdecimal() and lower.isdecimal() and int(lower):
        return Fraction(int(upper), int(lower))
    found = row.figure("score")
    return None if found is None else Fraction(found)


def row_of(one: Holding) -> dict[str, str]:
    """Return the row of a holding."""
    return {"kind": one.kind, "key": one.key, "node": one.node, "score": plain(one.score)}


def plain(score: Fraction | None) -> str:
    """Return a score exactly: as a decimal where it is one, else as a fraction; "" for none."""
    if score is None:
        return ""
    found = Decimal(score.numerator) / score.denominator
    return format(found, "f") if Fraction(found) == score else str(score)
