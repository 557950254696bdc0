"""The composer: the exact best five speakers, beside CP-SAT on the same model."""

from typing import Any

import numpy as np

from library.measure import Aim, Outcome, measured, timed, times

TITLE = "Meeting composer"
_SIZE = 5
_ANGLES = 12
_PROVINCES = 27
_SEEDS = (1, 2, 3)


def run(quick: bool) -> list[Outcome]:  # noqa: FBT001 - as every kernel
    """Measure both at a size that CP-SAT closes, and the composer alone at a whole class."""
    small, whole = 30, 60 if quick else 333
    ours = measured("fivefold.method.create.meeting", "meeting:ours", note="branch and bound", count=small)
    peer = measured("OR-Tools CP-SAT", "meeting:peer", note="pairs as products, two workers", count=small)
    same = ours.told["values"] == peer.told["values"]
    alone = measured("fivefold.method.create.meeting", "meeting:ours", note="branch and bound", count=whole)
    return [
        Outcome(
            f"five of {small} candidates, {len(_SEEDS)} synthetic classes one after the other",
            (ours, peer),
            (Aim("faster than CP-SAT where it closes", times(peer, ours), 1),),
            (f"Proven best values are {'the same' if same else '**not the same**'}: {ours.told['values']}.",),
        ),
        Outcome(
            f"five of {whole} candidates, {len(_SEEDS)} synthetic classes one after the other",
            (alone,),
            (Aim("at most 0.2 s for one meeting, the slowest", alone.told["slowest"], 0.2, at_most=True),),
            (
                "Synthetic: quality 0-999; similarity 600 x the cosine of eight random features: each pair costs much.",
                "Twelve angles, 27 provinces.",
            ),
        ),
    ]


def _problem(count: int, seed: int) -> Any:
    from fivefold.method.create.meeting.search import Problem

    chance = np.random.default_rng(seed)
    features = chance.random((count, 8))
    features /= np.linalg.norm(features, axis=1)[:, None]
    similar = np.round(600 * features @ features.T).astype(np.int64)
    np.fill_diagonal(similar, 0)
    values, angles = chance.integers(0, 1000, count), chance.integers(0, _ANGLES, count)
    return Problem(values, similar, angles, chance.integers(0, _PROVINCES, count), _SIZE, 1, _SIZE)


def _value(problem: Any, chosen: list[int]) -> int:
    return int(problem.values[chosen].sum() - problem.similar[np.ix_(chosen, chosen)].sum() // 2)


def ours(count: int) -> dict[str, Any]:
    """Choose with the method's search."""
    from fivefold.method.create.meeting.search import best_choice

    problems = [_problem(count, seed) for seed in _SEEDS]
    single = [timed(lambda one=one: best_choice(one))["cpu"] for one in problems]
    values = [_value(one, list(best_choice(one))) for one in problems]
    return {**timed(lambda: [best_choice(one) for one in problems]), "values": values, "slowest": max(single)}


def peer(count: int) -> dict[str, Any]:
    """Choose with CP-SAT."""
    values: list[int] = []

    def work() -> None:
        values[:] = [_solved(_problem(count, seed)) for seed in _SEEDS]

    return {**timed(work, runs=1, warm=False), "values": values}


def _solved(problem: Any) -> int:
    from ortools.sat.python import cp_model

    model, count = cp_model.CpModel(), len(problem.values)
    taken = [model.new_bool_var(f"x{place}") for place in range(count)]
    model.add(sum(taken) == _SIZE)
    for numbers in (problem.angles, problem.provinces):
        for number in np.unique(numbers):
            model.add_at_most_one(taken[place] for place in np.flatnonzero(numbers == number))
    costs = []
    for one in range(count):
        for other in range(one + 1, count):
            both = model.new_bool_var(f"y{one}_{other}")
            model.add(both >= taken[one] + taken[other] - 1)
            costs.append(int(problem.similar[one, other]) * both)
    model.maximize(
        sum(int(value) * var for value, var in zip(problem.values, taken, strict=True)) - sum(costs)
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)
