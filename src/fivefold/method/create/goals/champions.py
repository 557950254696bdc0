"""全能冠军 and 单项冠军: the goals of classes 1 and 2, inside a class and with peers named.

All-round (class 1): a weighted mean over all projects; a region that lacks one, or is below the floor in one,
cannot be an all-round champion. Single-event (class 2): one project; equal figures share a place. Below
three peers there is no place: n is always shown, and a rank of two says nothing. Source: part one of the text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fivefold.method.create.errors import EmptyClassError, FigureError, SchemeError
from fivefold.method.create.evaluation.stages import rounded
from fivefold.method.reason import Reason

FEWEST = 3


@dataclass(frozen=True)
class Standing:
    """One region: its figure, its place among n (equal figures share one; None: no place), and why not."""

    region: str
    figure: Decimal | None
    place: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Standings:
    """All regions by figure, then name; `n` of them have a figure; `champions` share the first place."""

    rows: tuple[Standing, ...]
    n: int
    champions: tuple[str, ...]


def all_round(
    scores: Mapping[str, Mapping[str, Decimal]], weights: Mapping[str, Decimal], floor: Decimal = Decimal(0)
) -> Standings:
    """Rank class 1 over all projects. scores: region -> project -> share of full marks in percent (0..100).

    Raises `EmptyClassError` without regions, `SchemeError` for weights that are negative or all zero, `FigureError`
    for a score outside 0..100.

    >>> marks = {"甲市": (90, 80), "乙市": (95, 70), "丙市": (80, 80), "丁市": (60, 99)}
    >>> scores = {name: {"p1": Decimal(one), "p2": Decimal(other)} for name, (one, other) in marks.items()}
    >>> found = all_round(scores, {"p1": Decimal(1), "p2": Decimal(1)}, floor=Decimal(65))
    >>> [(row.region, row.place) for row in found.rows], found.rows[0].figure, found.rows[-1].reasons[0].code
    ([('甲市', 1), ('乙市', 2), ('丙市', 3), ('丁市', None)], Decimal('85.00'), 'goal.floor')
    """
    _check(scores)
    negative = sorted(name for name, weight in weights.items() if not (weight.is_finite() and weight >= 0))
    if negative:
        raise SchemeError(Reason.of("goal.weights", names=negative))
    if not sum(weights.values()):
        raise SchemeError(Reason.of("goal.no_weight", names=sorted(weights)))
    exact: dict[str, Fraction | Reason] = {}
    for region, own in scores.items():
        missing = sorted(set(weights) - set(own))
        low = sorted(project for project in weights if project in own and own[project] < floor)
        if missing:
            exact[region] = Reason.of("goal.missing", projects=missing)
        elif low:
            exact[region] = Reason.of("goal.floor", projects=low, floor=floor)
        else:
            total = sum(
                (Fraction(own[one]) * Fraction(weight) for one, weight in weights.items()), Fraction(0)
            )
            exact[region] = total / Fraction(sum(weights.values()))
    return _standings(exact)


def single_event(scores: Mapping[str, Mapping[str, Decimal]], project: str) -> Standings:
    """Rank class 2 in one project; a region without it has no place. Raises as `all_round`.

    >>> scores = {region: {"p1": Decimal(mark)} for region, mark in (("甲", 90), ("乙", 95), ("丙", 90))}
    >>> [(row.region, row.place) for row in single_event(scores, "p1").rows], single_event(scores, "p1").champions
    ([('乙', 1), ('丙', 2), ('甲', 2)], ('乙',))
    """
    _check(scores)
    return _standings(
        {
            region: Fraction(own[project])
            if project in own
            else Reason.of("goal.missing", projects=[project])
            for region, own in scores.items()
        }
    )


def _check(scores: Mapping[str, Mapping[str, Decimal]]) -> None:
    if not scores:
        raise EmptyClassError(Reason("goal.empty"))
    for region, own in scores.items():
        for project, score in own.items():
            if not (score.is_finite() and 0 <= score <= 100):  # noqa: PLR2004 - percent
                raise FigureError(Reason.of("goal.range", region=region, project=project, score=str(score)))


def _standings(exact: Mapping[str, Fraction | Reason]) -> Standings:
    figures = {region: value for region, value in exact.items() if isinstance(value, Fraction)}
    enough = len(figures) >= FEWEST
    rows = []
    for region in sorted(exact, key=lambda one: (-figures.get(one, Fraction(-1)), one)):
        value = exact[region]
        if isinstance(value, Reason):
            rows.append(Standing(region, None, None, (value,)))
            continue
        place = 1 + sum(other > value for other in figures.values())
        said = (
            _ties(region, value, figures)
            if enough
            else (Reason.of("goal.few", count=len(figures), needed=FEWEST),)
        )
        rows.append(Standing(region, rounded(value), place if enough else None, tuple(said)))
    return Standings(tuple(rows), len(figures), tuple(row.region for row in rows if row.place == 1))


def _ties(region: str, value: Fraction, figures: Mapping[str, Fraction]) -> Iterable[Reason]:
    equal = sorted(other for other, figure in figures.items() if figure == value and other != region)
    if equal:
        yield Reason.of("goal.tie", regions=equal)
