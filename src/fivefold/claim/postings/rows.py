"""How an entry of a posted list stands in documents: the same row is printed, and looked for in a check.

Plain functions on the published JSON, without Django, so that the offline command can use them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Entry = Mapping[str, Any]

HEADS = ("序号", "省级单位", "试点地区", "类别", "认领项目", "责任单位")
"""Heads of lists that were posted before a list carried its programme's words."""
LIST_TITLE = "试点地区任务认领榜单"
WIDTHS = (12, 24, 24, 24, 36, 36)


def heads_of(posting: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the heads of a published list's columns, in the words of its programme."""
    return tuple(posting.get("words", {}).get("heads", HEADS))


def title_of(posting: Mapping[str, Any]) -> str:
    """Return what a published list is called as an annex, in the words of its programme."""
    return str(posting.get("words", {}).get("list", LIST_TITLE))


def remark(entry: Entry) -> str:
    """Return what is remarked beside a region: who filed for it."""
    filed_by = entry.get("filed_by") or ""
    return f"由{filed_by}代报" if filed_by else ""


def cells(entry: Entry) -> tuple[str, ...]:
    """Return the printed cells of an entry."""
    said = remark(entry)
    return (
        str(entry["seq"]),
        str(entry["province"]["name"]),
        f"{entry['region']['name']}（{said}）" if said else str(entry["region"]["name"]),
        str(entry["class"]["name"]),
        str(entry["project"]["name"]),
        str(entry["lead_unit"]),
    )


def table_of(entries: Sequence[Entry]) -> list[tuple[str, ...]]:
    """Return the printed rows of a whole list."""
    return [cells(entry) for entry in entries]
