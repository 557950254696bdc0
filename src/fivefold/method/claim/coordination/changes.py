"""Where the plan departs from what a region asked for: why, and at what price."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from fivefold.method.claim.coordination.arrays import ANY, Bools, Instance, Ints, value
from fivefold.method.claim.coordination.because import Place, explained
from fivefold.method.claim.coordination.model import Question
from fivefold.method.claim.coordination.plan import Plan
from fivefold.method.claim.coordination.solve import solve
from fivefold.method.claim.coordination.structure import parts
from fivefold.method.claim.coordination.tabulate import Tabulated, asked, tabulate
from fivefold.method.reason import Reason


@dataclass(frozen=True)
class Change:
    """A region that does not get exactly what it asked for.

    `price` is by how much the optimum would rise if this change were not forced: the region has what it
    asked for, and every quota that this touches gives way by just that claim; negative if the allocation
    is the better for the change. `keeping` is by how much the optimum would fall if the region had what it
    asked for and neither quotas nor locks gave way; None if that is impossible. Both in points, each by solving again.
    """

    region: str
    asked: tuple[str, ...]
    got: tuple[str, ...]
    price: Decimal
    keeping: Decimal | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class _Part:
    """The separate part that a region lies in, and its own row there."""

    instance: Instance
    chosen: Bools
    quotas: Ints


def changes(question: Question, plan: Plan, regions: Iterable[str] | None = None) -> tuple[Change, ...]:
    """Return the changes of a plan, by region code; only those of `regions` if given.

    Each costs two more solutions of the region's province, or of the whole where quotas cross provinces.
    Raises `KeyError` for a region that the question does not have.

    >>> from fivefold.method.claim.coordination import Quota, Region, coordinate
    >>> near = Region("A", "P", "2", {"p1": 80, "p2": 70})
    >>> far = Region("B", "P", "2", {"p1": 75, "p2": 40})
    >>> question = Question((near, far), ("p1", "p2"), (Quota("p1", "P", high=1),), threshold=60)
    >>> [(one.region, one.asked, one.got, one.price) for one in changes(question, coordinate(question))]
    [('A', ('p1', 'p2'), ('p2',), Decimal('20'))]
    """
    tables = tabulate(question)
    chosen = tables.chosen(plan.claims)
    wanted = set(question.by_code) if regions is None else {question.by_code[code].code for code in regions}
    found = []
    for rows, quotas in parts(tables.instance):
        part = _Part(tables.instance.only(rows, quotas), chosen[rows], quotas)
        for row, place in enumerate(rows.tolist()):
            differs = (part.chosen[row] != part.instance.asked[row]).any()
            if differs and tables.regions[place].code in wanted:
                found.append(_change(tables, question, part, row, place))
    return tuple(sorted(found, key=lambda change: change.region))


def _change(tables: Tabulated, question: Question, part: _Part, row: int, place: int) -> Change:
    region = tables.regions[place]
    now = value(part.instance, part.chosen)
    rise = _best(_exempt(part, row))
    assert rise is not None  # noqa: S101 - what all have now is possible there, with the wish in its place
    kept = _best(_locked(part.instance, row)) if _open(part.instance, row) else None
    price, keeping = tables.points(rise - now), None if kept is None else tables.points(now - kept)
    wish = asked(region, question.threshold)
    got = tuple(tables.projects[one] for one in np.nonzero(part.chosen[row])[0])
    reasons = (
        Reason.of("coordination.change", region=region.code, asked=wish, got=got),
        *explained(Place(tables, part.instance, part.chosen, part.quotas, row, region)),
        _price(price),
        Reason("coordination.keeping_impossible")
        if keeping is None
        else Reason.of("coordination.keeping", cost=keeping),
    )
    return Change(region.code, wish, got, price, keeping, reasons)


def _price(price: Decimal) -> Reason:
    if price > 0:
        return Reason.of("coordination.price", price=price)
    return Reason.of("coordination.no_price", gain=-price)


def _best(instance: Instance) -> int | None:
    found = solve(instance)
    return None if found is None else value(instance, found.chosen)


def _open(instance: Instance, row: int) -> bool:
    """Return whether the region's own locks leave it free to hold what it asked for."""
    lock, wish = instance.lock[row], instance.asked[row]
    return bool(((lock >= 0) | ~wish).all() and ((lock <= 0) | wish).all())


def _locked(instance: Instance, row: int) -> Instance:
    """Return the instance with one region held to what it asked for."""
    lock = instance.lock.copy()
    lock[row] = np.where(instance.asked[row], 1, -1)
    return replace(instance, lock=lock)


def _exempt(part: _Part, row: int) -> Instance:
    """Return the instance where one region has what it asked for and every quota gives way to just that."""
    instance, quotas = part.instance, part.instance.quotas
    lost = instance.asked[row] & ~part.chosen[row]
    gained = part.chosen[row] & ~instance.asked[row]
    here = (quotas.province == ANY) | (quotas.province == instance.province[row])
    here &= (quotas.region_class == ANY) | (quotas.region_class == instance.region_class[row])
    high = quotas.high + (here & lost[quotas.project])
    low = np.maximum(quotas.low - (here & gained[quotas.project]), 0)
    number = instance.asked[row].sum()
    fewest, most = instance.low.copy(), instance.high.copy()
    fewest[row] = most[row] = number
    held = _locked(instance, row)
    return replace(held, low=fewest, high=most, quotas=replace(quotas, low=low, high=high))
