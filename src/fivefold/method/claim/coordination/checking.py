"""Recompute a plan from its export, without a solver: anybody can tell that it is allowed and the best.

The export holds the claims and the prices. Claims are counted against every bound; the prices give an upper
bound by letting each region choose for itself (`prices`), in whole numbers.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from fivefold.method.claim.coordination import prices
from fivefold.method.claim.coordination.arrays import ANY, Bools, excess, value
from fivefold.method.claim.coordination.model import Question
from fivefold.method.claim.coordination.plan import Plan
from fivefold.method.claim.coordination.tabulate import Tabulated, tabulate
from fivefold.method.reason import Reason


def exported(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON values: texts, whole numbers, lists and mappings; points are texts.

    >>> from fivefold.method.claim.coordination import Region, coordinate
    >>> plan = coordinate(Question((Region("A", "P", "2", {"p1": 80}),), ("p1",), threshold=60))
    >>> {name: exported(plan)[name] for name in ("value", "bound", "claims", "prices")}
    {'value': '20', 'bound': '20', 'claims': {'A': ['p1']}, 'prices': []}
    """
    return {
        "value": str(plan.value),
        "worth": str(plan.worth),
        "penalty": str(plan.penalty),
        "bound": str(plan.bound),
        "method": plan.method,
        "claims": {region: list(projects) for region, projects in plan.claims.items()},
        "prices": [[*price.quota.scope, price.units] for price in plan.prices],
        "shortages": [[*one.quota.scope, one.missing, one.beyond, str(one.cost)] for one in plan.shortages],
        "reasons": [reason.to_data() for reason in plan.reasons],
    }


def check(question: Question, export: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Return what in an export does not hold for the question; nothing if all of it does.

    Where the prices do not come down to the value, the optimum stays unproven, and a reason says so.

    >>> from fivefold.method.claim.coordination import Region, coordinate
    >>> question = Question((Region("A", "P", "2", {"p1": 80}),), ("p1",), threshold=60)
    >>> export = exported(coordinate(question))
    >>> check(question, export), [reason.code for reason in check(question, {**export, "value": "21"})]
    ((), ['coordination.check.figure'])
    """
    tables = tabulate(question)
    claims = {region: tuple(projects) for region, projects in export["claims"].items()}
    strange = _strange(question, claims)
    if strange:
        return strange
    chosen = tables.chosen(claims)
    return (*_broken(tables, chosen), *_figures(tables, chosen, export), *_optimum(tables, chosen, export))


def _strange(question: Question, claims: Mapping[str, tuple[str, ...]]) -> tuple[Reason, ...]:
    regions = sorted(set(question.by_code) ^ set(claims))
    projects = sorted({name for names in claims.values() for name in names} - set(question.projects))
    return (
        *(Reason.of("coordination.check.region", region=region) for region in regions),
        *(Reason.of("coordination.check.project", project=project) for project in projects),
    )


def _broken(tables: Tabulated, chosen: Bools) -> Iterator[Reason]:
    instance = tables.instance
    number = chosen.sum(axis=1)
    locked = ((instance.lock > 0) & ~chosen).any(axis=1) | ((instance.lock < 0) & chosen).any(axis=1)
    wrong = (number < instance.low) | (number > instance.high) | locked
    for place in np.nonzero(wrong)[0].tolist():
        yield Reason.of("coordination.check.bounds", region=tables.regions[place].code)
    over = (excess(instance, chosen) > 0) & (instance.quotas.penalty == ANY)
    for place in np.nonzero(over)[0].tolist():
        yield Reason.of("coordination.check.quota", quota=tables.quotas[place].words)


def _figures(tables: Tabulated, chosen: Bools, export: Mapping[str, Any]) -> Iterator[Reason]:
    total, worth = value(tables.instance, chosen), int(tables.instance.worth[chosen].sum())
    for name, whole in (("value", total), ("worth", worth), ("penalty", worth - total)):
        if Decimal(export[name]) != tables.points(whole):
            yield Reason.of(
                "coordination.check.figure", name=name, said=export[name], found=tables.points(whole)
            )


def _optimum(tables: Tabulated, chosen: Bools, export: Mapping[str, Any]) -> Iterator[Reason]:
    places = {quota.scope: place for place, quota in enumerate(tables.quotas)}
    units = np.zeros(len(places), np.int64)
    for project, province, kind, price in export["prices"]:
        if (project, province, kind) not in places:
            yield Reason.of("coordination.check.price", quota=(project, province, kind))
            return
        units[places[project, province, kind]] = price
    bound = prices.priced(tables.instance, prices.honest(tables.instance, units)).bound // prices.UNIT
    if bound > value(tables.instance, chosen):
        yield Reason.of("coordination.check.unproven", bound=tables.points(bound), value=export["value"])
