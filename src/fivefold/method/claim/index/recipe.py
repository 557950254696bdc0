"""The whole way from a table to scores and places, with every step done, or not done, named."""

from collections.abc import Mapping
from dataclasses import dataclass

from fivefold.method.claim.index.aggregate import Aggregated, Missing, aggregate, matched
from fivefold.method.claim.index.framework import Framework
from fivefold.method.claim.index.means import Mean
from fivefold.method.claim.index.missing import Rule, impute
from fivefold.method.claim.index.normalise import MINMAX, Scale, normalise
from fivefold.method.claim.index.ranks import Ranks, places
from fivefold.method.claim.index.table import Array, Table
from fivefold.method.claim.index.treatment import Treatment, treat
from fivefold.method.reason import Reason


@dataclass(frozen=True)
class Recipe:
    """What is done, in this order; None leaves a step out, which is said in the result."""

    fill: Rule | None = None
    treatment: Treatment | None = None
    scale: Scale = MINMAX
    how: Mean = "arithmetic"
    missing: Missing = "refuse"


@dataclass(frozen=True, eq=False)
class Scored:
    """The stages, the scores and places by unit, and one reason at least for every step."""

    filled: Table
    treated: Table
    normalised: Table
    aggregated: Aggregated
    ranks: Ranks
    reasons: tuple[Reason, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """The units, in the order of the table."""
        return self.aggregated.table.units

    @property
    def scores(self) -> Array:
        """The index, by unit."""
        return self.aggregated.scores

    def to_data(self) -> dict[str, object]:
        """Return scores, places and reasons as JSON values; scores as text that reads back to the same float."""
        rows = [
            {"unit": unit, "score": repr(float(score)), "rank": int(rank)}
            for unit, score, rank in zip(self.units, self.scores, self.ranks, strict=True)
        ]
        return {"rows": rows, "reasons": [reason.to_data() for reason in self.reasons]}


def score(
    table: Table, framework: Framework, recipe: Recipe, groups: Mapping[str, str] | None = None
) -> Scored:
    """Return the index of every unit of a table.

    `groups` (unit -> group) is where the recipe's filling takes its values from; None: from all. Raises the errors
    of the steps, see `errors`.

    >>> done = score(Table(("甲", "乙", "丙"), ("a",), [[1], [3], [2]]), Framework.flat(("a",)), Recipe())
    >>> done.ranks.tolist(), done.scores.tolist()
    ([3, 1, 2], [0.0, 100.0, 50.0])
    """
    own = matched(table, framework)
    filled, reasons = filled_in(own, recipe, groups)
    treated = filled
    if recipe.treatment is None:
        reasons.append(Reason("index.step.not_treated"))
    else:
        done = treat(filled, recipe.treatment)
        treated = done.table
        reasons += done.reasons or (Reason.of("index.step.nothing_to_treat", count=len(done.columns)),)
    normalised = normalise(treated, recipe.scale, framework.directions())
    reasons.append(Reason.of("index.step.normalised", kind=Reason(f"index.scale.{recipe.scale.kind}")))
    aggregated = aggregate(normalised, framework, recipe.how, recipe.missing)
    reasons += aggregated.reasons
    reasons.append(Reason.of("index.step.aggregated", how=Reason(f"index.mean.{recipe.how}")))
    reasons.append(Reason.of("index.step.units", count=len(own.units), indicators=len(own.indicators)))
    ranks = places(aggregated.scores)
    return Scored(filled, treated, normalised, aggregated, ranks, tuple(reasons))


def filled_in(table: Table, recipe: Recipe, groups: Mapping[str, str] | None) -> tuple[Table, list[Reason]]:
    """Return the table after the recipe's filling, and what is to be said of it."""
    lacking = len(table.missing())
    if not lacking:
        return table, [Reason("index.step.nothing_missing")]
    if recipe.fill is None:
        return table, [Reason.of("index.step.not_filled", count=lacking)]
    done = impute(table, recipe.fill, groups)
    return done.table, list(done.reasons)
