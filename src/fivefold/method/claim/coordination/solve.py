"""The best allocation of an instance, by the method that its structure allows."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from fivefold.method.claim.coordination.arrays import Bools, Instance, Ints
from fivefold.method.claim.coordination.crossing import crossing
from fivefold.method.claim.coordination.flow import flow
from fivefold.method.claim.coordination.structure import nested, parts

Method: TypeAlias = Literal["flow", "prices", "search"]


@dataclass(frozen=True)
class Solved:
    """A best choice and how it is known to be one.

    `method` is "flow" for nested quotas; with crossing ones "prices" where `units`, the prices of the quotas
    in 64ths of a point, prove it, and "search" where branch and cut looked through everything.
    """

    chosen: Bools
    method: Method
    units: Ints


def solve(instance: Instance) -> Solved | None:
    """Return a best choice, None if the demands cannot be met together.

    Raises `OverflowError` for scores too large for exact whole numbers.
    """
    if not nested(instance):
        found = crossing(instance)
        if found is None:
            return None
        return Solved(found.chosen, "prices" if found.proven else "search", found.units)
    chosen = np.zeros(instance.shape, bool)
    for rows, quotas in parts(instance):
        best = flow(instance.only(rows, quotas), rows)
        if best is None:
            return None
        chosen[rows] = best
    return Solved(chosen, "flow", np.zeros(len(instance.quotas), np.int64))


def broken_parts(instance: Instance) -> list[tuple[Ints, Ints]]:
    """Return the separate parts, regions and quotas, whose demands cannot be met together."""
    return [(rows, quotas) for rows, quotas in parts(instance) if solve(instance.only(rows, quotas)) is None]
