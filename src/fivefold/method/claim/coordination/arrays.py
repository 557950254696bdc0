"""The coordination of claims as arrays: what the solvers read, whatever the regions are called."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

ANY = -1
"""In a quota: whatever the province, whatever the class. As a penalty: the quota is hard."""


@dataclass(frozen=True)
class Quotas:
    """Quotas as columns, one place per quota: `low <= claims of project within province and class <= high`.

    `province` and `region_class` are `ANY` where the quota does not look at them. `penalty` is the price of
    each claim below or above the bounds, or `ANY` where the bounds may not be broken.
    """

    project: Ints
    province: Ints
    region_class: Ints
    low: Ints
    high: Ints
    penalty: Ints

    def __len__(self) -> int:
        return len(self.project)

    def at(self, places: Ints | Bools) -> "Quotas":
        """Return some of the quotas."""
        return Quotas(*(column[places] for column in self.columns()))

    def columns(self) -> Iterator[Ints]:
        """Yield the columns in the order of the fields."""
        yield from (self.project, self.province, self.region_class, self.low, self.high, self.penalty)


@dataclass(frozen=True)
class Instance:
    """Regions (rows) by projects (columns), and the quotas.

    `worth[r, p]` is what a claim adds; `lock[r, p]` is 1 for must, -1 for must not, else 0; `asked[r, p]`
    whether the region asked for it; `low[r]` and `high[r]` bound the region's number of claims.
    """

    worth: Ints
    province: Ints
    region_class: Ints
    low: Ints
    high: Ints
    lock: npt.NDArray[np.int8]
    asked: Bools
    quotas: Quotas

    @property
    def shape(self) -> tuple[int, int]:
        """The number of regions and of projects."""
        return self.worth.shape[0], self.worth.shape[1]

    def within(self, quota: int) -> Bools:
        """Return which regions a quota looks at."""
        province, kind = self.quotas.province[quota], self.quotas.region_class[quota]
        inside = np.ones(len(self.province), bool) if province == ANY else self.province == province
        return inside if kind == ANY else inside & (self.region_class == kind)

    def only(self, rows: Ints, quotas: Ints | Bools) -> "Instance":
        """Return the instance of some regions under some quotas."""
        return Instance(
            self.worth[rows],
            self.province[rows],
            self.region_class[rows],
            self.low[rows],
            self.high[rows],
            self.lock[rows],
            self.asked[rows],
            self.quotas.at(quotas),
        )


def counts(instance: Instance, chosen: Bools) -> Ints:
    """Return for each quota the number of chosen claims that it counts."""
    quotas = instance.quotas
    provinces = int(max(instance.province.max(initial=0), quotas.province.max(initial=0))) + 1
    classes = int(max(instance.region_class.max(initial=0), quotas.region_class.max(initial=0))) + 1
    regions, projects = np.nonzero(chosen)
    table = np.zeros((chosen.shape[1], provinces + 1, classes + 1), np.int64)
    np.add.at(table, (projects, instance.province[regions], instance.region_class[regions]), 1)
    table[:, -1, :] = table.sum(axis=1)  # ANY = -1 looks up the totals
    table[:, :, -1] = table.sum(axis=2)
    found: Ints = table[quotas.project, quotas.province, quotas.region_class]
    return found


def value(instance: Instance, chosen: Bools) -> int:
    """Return the worth of what is chosen less the penalties of soft quotas."""
    worth = int(instance.worth[chosen].sum())
    return worth - int((np.maximum(instance.quotas.penalty, 0) * excess(instance, chosen)).sum())


def excess(instance: Instance, chosen: Bools) -> Ints:
    """Return for each quota by how many claims its bounds are broken."""
    found = counts(instance, chosen)
    over: Ints = np.maximum(instance.quotas.low - found, 0) + np.maximum(found - instance.quotas.high, 0)
    return over


def allowed(instance: Instance, chosen: Bools) -> bool:
    """Return whether regions' bounds, locks and hard quotas are kept."""
    number = chosen.sum(axis=1)
    bounds = bool(((instance.low <= number) & (number <= instance.high)).all())
    locks = bool(chosen[instance.lock > 0].all()) and not chosen[instance.lock < 0].any()
    hard = excess(instance, chosen)[instance.quotas.penalty == ANY]
    return bounds and locks and not bool(hard.any())
