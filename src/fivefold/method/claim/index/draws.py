"""Many variants of one index at once: the choices that could have been made otherwise, drawn from a unit cube.

The stages before the weights are computed once for each choice, the weights of all draws in one product.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fivefold.method.claim.index.aggregate import checked
from fivefold.method.claim.index.errors import DrawsError, MissingValueError
from fivefold.method.claim.index.framework import Framework, Node
from fivefold.method.claim.index.means import Mean, mean
from fivefold.method.claim.index.normalise import Scale, normalise
from fivefold.method.claim.index.table import Array, Table
from fivefold.method.claim.index.treatment import Treatment, treat

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Choices:
    """What might have been chosen: treatments (None: no treatment), scales, means; and how far weights may move.

    A weight moves evenly within 1 - spread to 1 + spread of its own; `leaves` says whether those of the indicators
    move as well as those of the aggregates.
    """

    treatments: tuple[Treatment | None, ...]
    scales: tuple[Scale, ...]
    means: tuple[Mean, ...]
    spread: float = 0.25
    leaves: bool = False

    def __post_init__(self) -> None:
        if not (self.treatments and self.scales and self.means):
            raise DrawsError("no_choice", 1)
        if not 0 <= self.spread < 1:
            raise DrawsError("spread", 1)

    def moving(self, framework: Framework) -> tuple[str, ...]:
        """Return the nodes whose weight moves: those with siblings, if the spread is above 0."""
        if not self.spread:
            return ()
        return tuple(
            child.code
            for code in framework.upwards
            for child in framework.children[code]
            if len(framework.children[code]) > 1 and (self.leaves or child.code in framework.children)
        )


@dataclass(frozen=True, eq=False)
class Draws:
    """Which treatment, scale and mean (by place in the choices) and which weights each draw has.

    `weights` holds the drawn weights by node; a node that is not there keeps its own.
    """

    treatment: Places
    scale: Places
    mean: Places
    weights: Mapping[str, Array]

    def __len__(self) -> int:
        return len(self.treatment)


def from_cube(cube: Array, framework: Framework, choices: Choices) -> Draws:
    """Return the draws of points in the unit cube: a column each for treatment, scale, mean, and moving weight.

    A choice among k is the k-th part of [0, 1) that a coordinate falls into, whatever the others are.
    """
    sizes = (len(choices.treatments), len(choices.scales), len(choices.means))
    treatment, scale, mean_ = (
        np.minimum((cube[:, place] * size).astype(np.int64), size - 1) for place, size in enumerate(sizes)
    )
    own = {node.code: node.weight for node in framework.nodes}
    weights = {
        code: own[code] * (1 + choices.spread * (2 * cube[:, place] - 1))
        for place, code in enumerate(choices.moving(framework), start=len(sizes))
    }
    return Draws(treatment, scale, mean_, weights)


@dataclass(frozen=True, eq=False)
class Prepared:
    """The normalised tables by (treatment, scale), computed once for all draws."""

    framework: Framework
    choices: Choices
    tables: Mapping[tuple[int, int], Table]

    @property
    def units(self) -> tuple[str, ...]:
        """The units, in the order of the table."""
        return self.tables[0, 0].units


def prepare(table: Table, framework: Framework, choices: Choices) -> Prepared:
    """Return the stages before the weights for every choice. Raises `MissingValueError` and the steps' errors.

    >>> table = Table(("甲市", "乙市", "丙市"), ("a", "b"), [[1, 4], [2, 2], [3, 3]])
    >>> choices = Choices((None,), (Scale("minmax"), Scale("rank")), ("arithmetic",), spread=0)
    >>> prepared = prepare(table, Framework.flat(("a", "b")), choices)
    >>> [one.values.tolist() for one in prepared.tables.values()]
    [[[0.0, 100.0], [50.0, 0.0], [100.0, 50.0]], [[1.0, 3.0], [2.0, 1.0], [3.0, 2.0]]]
    """
    lacking = table.missing()
    if lacking:
        raise MissingValueError("uncertainty", lacking)
    directions = framework.directions()
    treated = [table if one is None else treat(table, one).table for one in choices.treatments]
    tables = {
        (place, number): normalise(one, scale, directions)
        for place, one in enumerate(treated)
        for number, scale in enumerate(choices.scales)
    }
    return Prepared(framework, choices, tables)


def evaluate(prepared: Prepared, draws: Draws) -> Array:
    """Return `scores[draw, unit]` of the index. Raises `NotPositiveError` where a drawn mean cannot be taken.

    >>> table = Table(("甲市", "乙市", "丙市"), ("a", "b"), [[1, 4], [2, 2], [3, 3]])
    >>> choices = Choices((None,), (Scale("minmax"), Scale("rank")), ("arithmetic",), spread=0)
    >>> draws = Draws(np.array([0, 0]), np.array([0, 1]), np.array([0, 0]), {})
    >>> evaluate(prepare(table, Framework.flat(("a", "b")), choices), draws).tolist()
    [[50.0, 25.0, 75.0], [2.0, 1.5, 2.5]]
    """
    found = np.empty((len(draws), len(prepared.units)))
    tree = prepared.framework
    shares = {code: _shares(tree.children[code], draws.weights) for code in tree.upwards}
    combined = np.stack([draws.treatment, draws.scale, draws.mean])
    for treatment, scale, kind in np.unique(combined, axis=1).T.tolist():
        rows = np.flatnonzero((combined == [[treatment], [scale], [kind]]).all(axis=0))
        drawn = {code: one if one.ndim == 1 else one[rows] for code, one in shares.items()}
        table = prepared.tables[treatment, scale]
        found[rows] = _climbed(table, tree, prepared.choices.means[kind], drawn)
    return found


def _climbed(table: Table, framework: Framework, kind: Mean, shares: Mapping[str, Array]) -> Array:
    """Return the root's scores: by unit if no weight moves, else by draw and unit."""
    values: dict[str, Array] = dict(zip(table.indicators, table.values.T, strict=True))
    for code in framework.upwards:
        parts = [values[child.code] for child in framework.children[code]]
        stacked = np.stack(np.broadcast_arrays(*parts), axis=-1)
        checked(code, stacked, kind)
        values[code] = mean(stacked, shares[code], kind)
    return values[framework.root]


def _shares(children: Sequence[Node], weights: Mapping[str, Array]) -> Array:
    columns = [weights.get(child.code, np.float64(child.weight)) for child in children]
    stacked = np.stack(np.broadcast_arrays(*columns), axis=-1)
    shares: Array = stacked / stacked.sum(axis=-1, keepdims=True)
    return shares
