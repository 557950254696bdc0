"""What a person confirmed: which nodes of the new edition continue which of the old."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from fivefold.method.decompose.tree import Edition
from fivefold.method.reason import Reason, Refused


class MappingError(Refused):
    """The mapping leaves an item without fate, names a node that is none, or contradicts itself."""


@dataclass(frozen=True)
class Link:
    """A node of the old edition lives on in one of the new; several links make a split or a merger."""

    old: str
    new: str


@dataclass(frozen=True)
class Mapping:
    """Confirmed links, and the old nodes confirmed as retired.

    Every item of the old edition must be in one of them; blocks and projects may be, and must be where
    claims hang on them.
    """

    links: tuple[Link, ...]
    retired: tuple[str, ...] = ()

    def successors(self, old: str) -> tuple[str, ...]:
        """Return the new nodes of an old one, by code."""
        return tuple(sorted(link.new for link in self.links if link.old == old))

    def predecessors(self, new: str) -> tuple[str, ...]:
        """Return the old nodes of a new one, by code."""
        return tuple(sorted(link.old for link in self.links if link.new == new))

    def check(self, old: Edition, new: Edition) -> None:
        """Raise `MappingError`, naming everything that is wrong."""
        reasons = tuple(_faults(self, old, new))
        if reasons:
            raise MappingError(*reasons)


def _faults(mapping: Mapping, old: Edition, new: Edition) -> Iterator[Reason]:
    linked = {link.old for link in mapping.links}
    for link, count in Counter(mapping.links).items():
        if count > 1:
            yield Reason.of("decompose.mapping.twice", old=link.old, new=link.new)
        if link.new not in new.by_code:
            yield Reason.of("decompose.mapping.unknown", node=link.new, edition=new.code)
    for code in sorted({*linked, *mapping.retired} - set(old.by_code)):
        yield Reason.of("decompose.mapping.unknown", node=code, edition=old.code)
    for code in sorted(linked & set(mapping.retired)):
        yield Reason.of("decompose.mapping.both", node=code)
    for code in sorted({node.code for node in old.items} - linked - set(mapping.retired)):
        yield Reason.of("decompose.mapping.orphan", node=code)
