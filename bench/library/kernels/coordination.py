"""Claims within quotas: a flow per province where quotas nest, prices and core where they cross."""

from typing import Any

from library.measure import Aim, Figure, Outcome, measured, timed, times

TITLE = "Coordination of claims"
_RECORDED = (
    Figure("OR-Tools flow, one per province", 2.13, 183, "nested, 400,000, another instance", recorded=True),
    Figure("HiGHS interior point", 194.8, 3300, "crossing, 400,000, another instance", recorded=True),
)


def run(quick: bool) -> list[Outcome]:  # noqa: FBT001 - as every kernel
    """Measure nested and crossing quotas, and compare the optima."""
    return [_nested(4_000 if quick else 400_000, 3_000), _crossing(3_000 if quick else 40_000)]


def _nested(many: int, few: int) -> Outcome:
    large = measured(
        "fivefold, flow per province", "coordination:ours", note=f"{many:,}", many=many, crossing=False
    )
    small = measured(
        "fivefold, flow per province", "coordination:ours", note=f"{few:,}", many=few, crossing=False
    )
    peers = [
        measured(who, f"coordination:{name}", note=f"{few:,}", many=few, crossing=False)
        for who, name in (("SciPy MILP", "milp"), ("CP-SAT", "cpsat"))
    ]
    return Outcome(
        "Nested quotas: projects within provinces, one or two claims per region",
        (large, small, *peers, _RECORDED[0]),
        (
            Aim(f"{many:,} regions within 3 s of CPU", large.cpu, 3, at_most=True),
            Aim(f"{many:,} regions within 300 MiB", large.peak, 300, at_most=True),
        ),
        (_optima([small, *peers]),),
    )


def _crossing(many: int) -> Outcome:
    ours = measured(
        "fivefold, prices and core", "coordination:ours", note=f"{many:,}", many=many, crossing=True
    )
    peer = measured("SciPy MILP", "coordination:milp", note=f"{many:,}, one run", many=many, crossing=True)
    return Outcome(
        "Crossing quotas: national class quotas across the provinces' own",
        (ours, peer, _RECORDED[1]),
        (Aim("at least 3 x SciPy's MILP", times(peer, ours), 3),),
        (
            _optima([ours, peer]),
            f"How the optimum of ours is known: {ours.told['method']} (prices: a bound in whole numbers equals it).",
        ),
    )


def _optima(figures: list[Figure]) -> str:
    found = {figure.told["value"] for figure in figures}
    return f"Optima {'are the same' if len(found) == 1 else '**differ**'}: {sorted(found)}. Instances are made up."


def _instance(many: int, *, crossing: bool) -> Any:
    """Make up an instance: about 130 regions per province, 11 projects, three classes, tight quotas."""
    import numpy as np

    from fivefold.method.claim.coordination.arrays import Instance, Quotas

    random, groups, projects = np.random.default_rng(2021), max(many // 130, 10), 11
    province = np.sort(
        np.concatenate([np.repeat(np.arange(groups), 7), random.integers(0, groups, many - 7 * groups)])
    )
    kind = random.choice(3, many, p=[0.08, 0.82, 0.1])
    worth = np.clip(random.normal(550, 110, (many, projects)), 300, 900).round().astype(np.int64) - 500
    tops = np.maximum(3, np.ceil(np.bincount(province) * 1.5 / projects * 1.3)).astype(int)
    columns = [
        (project, place, -1, 1, tops[place], -1) for project in range(projects) for place in range(groups)
    ]
    if crossing:
        share = np.bincount(kind) * 1.5 / projects
        columns += [
            (project, -1, place, int(0.75 * part), int(np.ceil(part)), -1)
            for project in range(projects)
            for place, part in enumerate(share)
        ]
    one = np.ones(many, np.int64)
    lock, asked = np.zeros(worth.shape, np.int8), np.zeros(worth.shape, bool)
    return Instance(worth, province, kind, one, 2 * one, lock, asked, Quotas(*np.array(columns, np.int64).T))


def ours(many: int, *, crossing: bool) -> dict[str, Any]:
    """Solve with the method."""
    from fivefold.method.claim.coordination.arrays import allowed, value
    from fivefold.method.claim.coordination.solve import solve

    instance, found = _instance(many, crossing=crossing), []
    cost = timed(lambda: found.append(solve(instance)), runs=1 if many > 100_000 else 3)  # noqa: PLR2004
    assert allowed(instance, found[-1].chosen)
    return {**cost, "value": value(instance, found[-1].chosen), "method": found[-1].method}


def milp(many: int, *, crossing: bool) -> dict[str, Any]:
    """Solve with SciPy's MILP."""
    from fivefold.method.claim.coordination import linear
    from fivefold.method.claim.coordination.arrays import value

    instance, found = _instance(many, crossing=crossing), []
    cost = timed(lambda: found.append(linear.exact(instance)), runs=1, warm=False)
    return {**cost, "value": value(instance, found[-1])}


def cpsat(many: int, *, crossing: bool) -> dict[str, Any]:
    """Solve with OR-Tools' CP-SAT."""
    from ortools.sat.python import cp_model

    instance, found = _instance(many, crossing=crossing), []

    def work() -> None:
        model = cp_model.CpModel()
        cells = [[model.new_bool_var("") for _ in row] for row in instance.worth]
        for row, low, high in zip(cells, instance.low.tolist(), instance.high.tolist(), strict=True):
            model.add_linear_constraint(sum(row), low, high)
        for place in range(len(instance.quotas)):
            counted = [
                cells[region][instance.quotas.project[place]]
                for region in instance.within(place).nonzero()[0]
            ]
            model.add_linear_constraint(
                sum(counted), *(int(bound[place]) for bound in (instance.quotas.low, instance.quotas.high))
            )
        pairs = zip(cells, instance.worth.tolist(), strict=True)
        model.maximize(
            sum(cell * worth for row, points in pairs for cell, worth in zip(row, points, strict=True))
        )
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        assert solver.solve(model) == cp_model.OPTIMAL
        found.append(round(solver.objective_value))

    return {**timed(work, runs=1, warm=False), "value": found[-1]}
