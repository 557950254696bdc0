"""Two variants side by side: who moves, what it costs, how the figures differ."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from fivefold.method.claim.coordination.model import Question
from fivefold.method.claim.coordination.plan import Plan
from fivefold.method.claim.coordination.tabulate import asked
from fivefold.method.reason import Reason


@dataclass(frozen=True)
class Moved:
    """A region that has other projects in the second variant than in the first; None where it is not in one."""

    region: str
    first: tuple[str, ...] | None
    second: tuple[str, ...] | None


@dataclass(frozen=True)
class Figure:
    """One figure of both variants."""

    name: Reason
    first: Decimal
    second: Decimal

    @property
    def difference(self) -> Decimal:
        """The second less the first."""
        return self.second - self.first


@dataclass(frozen=True)
class Comparison:
    """`cost` is by how much the second variant is worth less than the first (negative: more), in points."""

    moved: tuple[Moved, ...]
    figures: tuple[Figure, ...]
    cost: Decimal
    reasons: tuple[Reason, ...]


def side_by_side(first: tuple[Question, Plan], second: tuple[Question, Plan]) -> Comparison:
    """Compare two variants, each as a question and its plan.

    >>> from fivefold.method.claim.coordination import Quota, Region, coordinate
    >>> near = Region("A", "P", "2", {"p1": 80, "p2": 70})
    >>> far = Region("B", "P", "2", {"p1": 75, "p2": 40})
    >>> free, tight = (Question((near, far), ("p1", "p2"), quotas, 60) for quotas in ((), (Quota("p1", high=1),)))
    >>> found = side_by_side((free, coordinate(free)), (tight, coordinate(tight)))
    >>> found.cost, [(one.region, one.first, one.second) for one in found.moved]
    (Decimal('20'), [('A', ('p1', 'p2'), ('p2',))])
    """
    before, after = first[1].claims, second[1].claims
    moved = tuple(
        Moved(region, before.get(region), after.get(region))
        for region in sorted({*before, *after})
        if before.get(region) != after.get(region)
    )
    here, there = _figures(*first), _figures(*second)
    figures = tuple(Figure(Reason(f"coordination.figure.{name}"), here[name], there[name]) for name in here)
    cost = first[1].value - second[1].value
    said = Reason.of("coordination.variants", moved=len(moved), cost=cost)
    return Comparison(moved, figures, cost, (said,))


def _figures(question: Question, plan: Plan) -> dict[str, Decimal]:
    wishes = {code: asked(region, question.threshold) for code, region in question.by_code.items()}
    kept = sum(len(set(wish) & set(plan.claims[code])) for code, wish in wishes.items())
    held = Counter(project for projects in plan.claims.values() for project in projects)
    cells = {(question.by_code[code].province, name) for code, names in plan.claims.items() for name in names}
    number = {
        "claims": sum(held.values()),
        "asked": sum(len(wish) for wish in wishes.values()),
        "kept": kept,
        "changed": sum(wish != plan.claims[code] for code, wish in wishes.items()),
        "covered": len(cells),
        "fewest": min(held[project] for project in question.projects),
        "most": max(held.values(), default=0),
        "short": sum(one.missing for one in plan.shortages),
        "beyond": sum(one.beyond for one in plan.shortages),
    }
    points = {"value": plan.value, "worth": plan.worth, "penalty": plan.penalty}
    return points | {name: Decimal(count) for name, count in number.items()}
