"""The tree of an index: indicators under pillars under sub-indices under the index, with weights among siblings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from fivefold.method.claim.index.errors import FrameworkError, WeightError
from fivefold.method.claim.index.table import twice


@dataclass(frozen=True)
class Node:
    """An indicator or an aggregate. `weight` counts among its siblings; `direction` -1: less is better.

    The root has no parent. A direction counts for indicators only.
    """

    code: str
    parent: str | None
    weight: float = 1.0
    direction: int = 1


@dataclass(frozen=True)
class Framework:
    """The nodes of one tree.

    Raises `FrameworkError` for a node twice, none or several roots, an unknown parent or a ring, `WeightError`
    for a negative weight or siblings that weigh nothing together.

    >>> tree = Framework.flat(("a", "b"))
    >>> tree.effective()
    {'a': 0.5, 'b': 0.5, 'index': 1.0}
    """

    nodes: tuple[Node, ...]

    def __post_init__(self) -> None:
        codes = [node.code for node in self.nodes]
        double = twice(codes)
        if double:
            raise FrameworkError("double", double)
        roots = [node.code for node in self.nodes if node.parent is None]
        if len(roots) != 1:
            raise FrameworkError("roots", roots)
        orphans = [node.code for node in self.nodes if node.parent is not None and node.parent not in codes]
        if orphans:
            raise FrameworkError("orphan", orphans)
        ring = sorted(set(codes) - self._reached(roots[0]))
        if ring:
            raise FrameworkError("ring", ring)
        self._check_weights()

    @classmethod
    def flat(cls, indicators: Iterable[str], root: str = "index") -> "Framework":
        """Return the tree of one level, with equal weights."""
        return cls((*(Node(name, root) for name in indicators), Node(root, None)))

    @cached_property
    def children(self) -> Mapping[str, tuple[Node, ...]]:
        """The children of every aggregate, in the order given."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            if node.parent is not None:
                found.setdefault(node.parent, []).append(node)
        return {code: tuple(nodes) for code, nodes in found.items()}

    @property
    def root(self) -> str:
        """The code of the index itself."""
        return next(node.code for node in self.nodes if node.parent is None)

    @property
    def leaves(self) -> tuple[str, ...]:
        """The indicators, in the order given."""
        return tuple(node.code for node in self.nodes if node.code not in self.children)

    @cached_property
    def upwards(self) -> tuple[str, ...]:
        """The aggregates, each after all that it is made of, the root last."""
        found: list[str] = []
        stack = [self.root]
        while stack:
            code = stack.pop()
            found.append(code)
            stack += [child.code for child in self.children[code] if child.code in self.children]
        return tuple(reversed(found))

    def directions(self) -> dict[str, int]:
        """Return the direction of every indicator."""
        return {node.code: node.direction for node in self.nodes if node.code not in self.children}

    def effective(self) -> dict[str, float]:
        """Return each node's weight in the index: the product of its shares among siblings up to the root."""
        found = {self.root: 1.0}
        for code in reversed(self.upwards):
            whole = sum(child.weight for child in self.children[code])
            found |= {child.code: found[code] * child.weight / whole for child in self.children[code]}
        return {node.code: found[node.code] for node in self.nodes}

    def weighted(self, weights: Mapping[str, float]) -> "Framework":
        """Return the tree with other weights for some nodes. `WeightError` for a node that is not there."""
        unknown = sorted(set(weights) - {node.code for node in self.nodes})
        if unknown:
            raise WeightError("unknown", names=tuple(unknown))
        return Framework(
            tuple(
                Node(node.code, node.parent, weights.get(node.code, node.weight), node.direction)
                for node in self.nodes
            )
        )

    def _reached(self, root: str) -> set[str]:
        found, stack = {root}, [root]
        while stack:
            below = [child.code for child in self.children.get(stack.pop(), ())]
            found |= set(below)
            stack += below
        return found

    def _check_weights(self) -> None:
        negative = [node.code for node in self.nodes if not node.weight >= 0]
        if negative:
            raise WeightError("negative", names=tuple(negative))
        nothing = [
            code for code, nodes in self.children.items() if not sum(node.weight for node in nodes) > 0
        ]
        if nothing:
            raise WeightError("nothing", names=tuple(nothing))
