"""The record of carrying over, as canonical JSON: what was there word for word, what it became, and why."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from fivefold.method.decompose import Carried, Holding, Receipt
from fivefold.method.reason import Reason
from fivefold.project.method.cells import Row
from fivefold.project.method.decompose.holdings import HEADS, KINDS, LONGEST, SCORE, Held, holding_of

FORMAT = "fivefold.carry/1"


def receipt_data(carried: Carried, held: Held) -> dict[str, Any]:
    """Return the record as JSON values."""
    return {
        "format": FORMAT,
        "policy": carried.policy,
        "columns": list(held.rows[0]) if held.rows else [],
        "rows": [list(row.values()) for row in held.rows],
        "receipts": [
            {
                "before": _data(one.before),
                "after": [_data(after) for after in one.after],
                "reason": one.reason.to_data(),
            }
            for one in carried.receipts
        ],
    }


def receipt_of(data: Mapping[str, Any]) -> tuple[Carried, Held]:
    """Read back what `receipt_data` wrote.

    `KeyError`, `TypeError` or `ValueError` for data of another shape, or whose rows are not those of its receipts.
    """
    if data["format"] != FORMAT:
        raise ValueError(f"format {data['format']}")
    receipts = tuple(
        Receipt(_holding(one["before"]), tuple(map(_holding, one["after"])), Reason.from_data(one["reason"]))
        for one in data["receipts"]
    )
    after = dict.fromkeys(one for receipt in receipts for one in receipt.after)
    rows = tuple(dict(zip(data["columns"], row, strict=True)) for row in data["rows"])
    held = Held(tuple(holding_of(Row(FORMAT, _english(row))) for row in rows), rows)
    if sorted(map(_data, held.holdings)) != sorted(_data(one.before) for one in receipts):
        raise ValueError("rows differ from receipts")
    return Carried(data["policy"], receipts, tuple(after)), held


def _english(row: Mapping[str, str]) -> dict[str, str]:
    names = {chinese: english for english, chinese in {**HEADS, **SCORE}.items()}
    return {names.get(head, head): cell for head, cell in row.items()}


def _data(one: Holding) -> list[str]:
    return [one.kind, one.key, one.node, "" if one.score is None else str(one.score)]


def _holding(data: list[str]) -> Holding:
    kind, key, node, score = data
    if len(score) > LONGEST or "e" in score.lower():
        raise ValueError(f"score {score[:40]}")
    return Holding(KINDS[kind], key, node, Fraction(score) if score else None)
