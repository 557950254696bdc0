"""The coordinated allocation, with what it is worth, what it falls short of, and the proof that it is best."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from fivefold.method.claim.coordination import prices
from fivefold.method.claim.coordination.arrays import ANY, Instance, Ints, counts, excess, value
from fivefold.method.claim.coordination.conflict import conflicts
from fivefold.method.claim.coordination.impossible import Impossible
from fivefold.method.claim.coordination.model import Question, Quota
from fivefold.method.claim.coordination.potentials import potentials
from fivefold.method.claim.coordination.solve import Method, Solved, solve
from fivefold.method.claim.coordination.structure import parts
from fivefold.method.claim.coordination.tabulate import Tabulated, tabulate
from fivefold.method.reason import Reason


@dataclass(frozen=True)
class Price:
    """What one more claim under a quota would bring: positive if it is full, negative if it is needed.

    In points; `units` are 64ths of the smallest step of the scores.
    """

    quota: Quota
    units: int


@dataclass(frozen=True)
class Shortage:
    """A soft quota that is not met: `found` claims, `missing` below or `beyond` above its bounds."""

    quota: Quota
    found: int
    missing: int
    beyond: int
    cost: Decimal
    reason: Reason


@dataclass(frozen=True)
class Plan:
    """A best allocation.

    `value` = `worth` (scores less threshold) less `penalty` (of soft quotas), in points. `claims` are projects
    by region. `bound` is what no allocation can exceed, from `prices`; where it is the value itself, the
    prices prove the optimum (`checking.check`), else branch and cut found no better one.
    """

    value: Decimal
    worth: Decimal
    penalty: Decimal
    bound: Decimal
    method: Method
    claims: Mapping[str, tuple[str, ...]]
    prices: tuple[Price, ...]
    shortages: tuple[Shortage, ...]
    reasons: tuple[Reason, ...]


def coordinate(question: Question) -> Plan:
    """Return the best allocation of a question.

    Of several best ones, the rule in `ties` takes one; with crossing quotas it is the one that the solver
    finds on the sorted question, the same for the same question. Raises `Impossible`, with a smallest
    conflicting set of demands for each part, if there is none, and `OverflowError` for scores beyond exact
    whole numbers.

    >>> from fivefold.method.claim.coordination import Quota, Question, Region
    >>> near = Region("A", "P", "2", {"p1": 80, "p2": 70})
    >>> far = Region("B", "P", "2", {"p1": 75, "p2": 40})
    >>> plan = coordinate(Question((near, far), ("p1", "p2"), (Quota("p1", "P", high=1),), threshold=60))
    >>> plan.claims, plan.value, plan.bound
    ({'A': ('p2',), 'B': ('p1',)}, Decimal('25'), Decimal('25'))
    """
    tables = tabulate(question)
    solved = solve(tables.instance)
    if solved is None:
        raise Impossible(*conflicts(tables))
    return _plan(tables, solved)


def _plan(tables: Tabulated, solved: Solved) -> Plan:
    instance, chosen = tables.instance, solved.chosen
    units = _nested_units(instance, solved) if solved.method == "flow" else solved.units
    total, worth = value(instance, chosen), int(instance.worth[chosen].sum())
    bound = prices.priced(instance, units).bound // prices.UNIT
    claims = tables.claims(chosen)
    return Plan(
        tables.points(total),
        tables.points(worth),
        tables.points(worth - total),
        tables.points(bound),
        solved.method,
        claims,
        tuple(Price(tables.quotas[place], int(units[place])) for place in np.nonzero(units)[0]),
        _shortages(tables, solved),
        (
            Reason.of(
                "coordination.total",
                value=tables.points(total),
                claims=int(chosen.sum()),
                regions=len(claims),
            ),
            Reason(f"coordination.method.{solved.method}"),
        ),
    )


def _nested_units(instance: Instance, solved: Solved) -> Ints:
    units = solved.units.copy()
    for rows, places in parts(instance):
        units[places] = potentials(instance.only(rows, places), solved.chosen[rows]) * prices.UNIT
    return units


def _shortages(tables: Tabulated, solved: Solved) -> tuple[Shortage, ...]:
    quotas = tables.instance.quotas
    found, over = counts(tables.instance, solved.chosen), excess(tables.instance, solved.chosen)
    broken = np.nonzero((over > 0) & (quotas.penalty != ANY))[0]
    return tuple(_shortage(tables, place, int(found[place]), int(over[place])) for place in broken.tolist())


def _shortage(tables: Tabulated, place: int, found: int, over: int) -> Shortage:
    quota, low = tables.quotas[place], int(tables.instance.quotas.low[place])
    cost = tables.points(int(tables.instance.quotas.penalty[place]) * over)
    missing, beyond = (over, 0) if found < low else (0, over)
    side = "short" if missing else "beyond"
    said = {
        "quota": quota.words,
        "found": found,
        "wanted": quota.low if missing else quota.high,
        "cost": cost,
    }
    return Shortage(quota, found, missing, beyond, cost, Reason(f"coordination.{side}", said))
