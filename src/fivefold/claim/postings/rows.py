"""How an entry of a posted list stands in documents: the same row is printed, and looked for in a check.

Plain functions on the published JSON, without Django, so that the offline command can use them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Entry = Mapping[str, Any]

HEADS = ("序号", "省级单位", "试点地区", "类别", "认领项目", "责任单位")
WIDTHS = (10, 24, 26, 24, 44, 28)
REMARKS = ("备注", 22)


def has_remarks(entries: Sequence[Entry]) -> bool:
    """Say whether any entry needs the column of remarks."""
    return any(remark(entry) for entry in entries)


def remark(entry: Entry) -> str:
    """Return what is remarked beside an entry: who filed it for the region."""
    filed_by = entry.get("filed_by") or ""
    return f"由{filed_by}代报" if filed_by else ""


def cells(entry: Entry, *, remarks: bool) -> tuple[str, ...]:
    """Return the printed cells of an entry; ``remarks`` says whether the list has that column."""
    row = (
        str(entry["seq"]),
        str(entry["province"]["name"]),
        str(entry["region"]["name"]),
        str(entry["class"]["name"]),
        str(entry["project"]["name"]),
        str(entry["lead_unit"]),
    )
    return (*row, remark(entry)) if remarks else row


def table_of(entries: Sequence[Entry]) -> list[tuple[str, ...]]:
    """Return the printed rows of a whole list."""
    remarks = has_remarks(entries)
    return [cells(entry, remarks=remarks) for entry in entries]


def heads_of(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the heads of the printed columns."""
    return (*HEADS, REMARKS[0]) if has_remarks(entries) else HEADS
