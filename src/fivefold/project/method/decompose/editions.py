"""The tables of two editions and of the confirmed mapping between them."""

from pathlib import Path

from fivefold.method.decompose import Edition, Link, Mapping, Node
from fivefold.project.method.cells import Row, read_sheet


def read_edition(path: Path) -> Edition:
    """Return the edition of a table: code, title; optional text, parent, full. Its code is the file's name.

    Raises as `cells.read_sheet` and `Edition` do.
    """
    optional = {"text": "正文", "parent": "上级", "full": "满分"}
    read = read_sheet(path, {"code": "编码", "title": "名称"}, optional)
    return Edition(path.stem, tuple(_node(row) for row in read.rows))


def _node(row: Row) -> Node:
    title, parent = row.get("title"), row.get("parent") or None
    return Node(row.text("code"), title, row.get("text"), parent, row.figure("full"))


def read_mapping(path: Path) -> Mapping:
    """Return the confirmed mapping of a table: old, new; `new` left empty means retired."""
    rows = read_sheet(path, {"old": "旧编码", "new": "新编码"}).rows
    links = tuple(Link(row.text("old"), row.get("new")) for row in rows if row.get("new"))
    return Mapping(links, tuple(row.text("old") for row in rows if not row.get("new")))
