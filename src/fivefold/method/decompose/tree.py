"""An edition of the guideline: blocks, projects and items as one tree of nodes with stable codes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from fivefold.method.reason import Reason, Refused


class EditionError(Refused):
    """The nodes make no tree: a code twice, an unknown parent, a circle, or full marks that are none."""


@dataclass(frozen=True)
class Node:
    """A block, project or item. `parent` is the code of what it lies in; `full` are its full marks, if any."""

    code: str
    title: str
    text: str = ""
    parent: str | None = None
    full: Decimal | None = None


@dataclass(frozen=True)
class Edition:
    """The nodes of an edition, in its order. Items are the nodes that nothing lies in.

    Raises `EditionError`, naming everything that is wrong.

    >>> edition = Edition("2021", (Node("P01", "project"), Node("P01-01", "item", parent="P01")))
    >>> [item.code for item in edition.items], edition.path("P01-01")
    (['P01-01'], ('P01',))
    """

    code: str
    nodes: tuple[Node, ...]
    by_code: dict[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {node.code: node for node in self.nodes})
        reasons = tuple(_faults(self))
        if reasons:
            raise EditionError(*reasons)

    @property
    def items(self) -> tuple[Node, ...]:
        """The nodes without nodes in them."""
        parents = {node.parent for node in self.nodes}
        return tuple(node for node in self.nodes if node.code not in parents)

    def path(self, code: str) -> tuple[str, ...]:
        """Return the codes of what a node lies in, outermost first. Raises `KeyError` for an unknown code."""
        parent = self.by_code[code].parent
        return () if parent is None else (*self.path(parent), parent)

    def heading(self, code: str) -> str:
        """Return the titles of what a node lies in."""
        return " ".join(self.by_code[one].title for one in self.path(code))


def _faults(edition: Edition) -> Iterator[Reason]:
    if not edition.nodes:
        yield Reason.of("decompose.error.empty", edition=edition.code)
    for code, count in Counter(node.code for node in edition.nodes).items():
        if count > 1:
            yield Reason.of("decompose.error.twice", edition=edition.code, node=code)
    for node in edition.nodes:
        if node.parent is not None and node.parent not in edition.by_code:
            yield Reason.of(
                "decompose.error.parent", edition=edition.code, node=node.code, parent=node.parent
            )
        if node.full is not None and not (node.full.is_finite() and node.full > 0):
            yield Reason.of("decompose.error.full", edition=edition.code, node=node.code, full=str(node.full))
        if _circular(edition, node):
            yield Reason.of("decompose.error.circle", edition=edition.code, node=node.code)


def _circular(edition: Edition, node: Node) -> bool:
    seen, parent = {node.code}, node.parent
    while parent in edition.by_code:
        if parent in seen:
            return parent == node.code
        seen.add(parent)
        parent = edition.by_code[parent].parent
    return False
