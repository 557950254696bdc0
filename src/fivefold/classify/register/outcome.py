"""The outcome of a check as plain data: figures, problems and samples of what would change, to be shown again."""

from collections.abc import Mapping
from typing import Any

from fivefold.classify.register.plan import Plan, Problem
from fivefold.method.reason import Reason

MOST_PROBLEMS = 1000
MOST_SAMPLES = 200


def outcome_of(plan: Plan) -> dict[str, Any]:
    """Return figures, digest, the first problems and the first changes of a plan as JSON values."""
    return {
        "rows": plan.rows,
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": plan.unchanged,
        "joined": len(plan.joined),
        "problems": len(plan.problems),
        "digest": plan.digest(),
        "problem_list": [_problem(found) for found in plan.problems[:MOST_PROBLEMS]],
        "new_list": [
            [row.code, row.name, row.level, row.kind, row.parent_code] for row in plan.new[:MOST_SAMPLES]
        ],
        "changed_list": [
            [change.row.code, change.known.name, column, before, after]
            for change in plan.changed[:MOST_SAMPLES]
            for column, (before, after) in change.columns.items()
        ],
        "joined_list": [[code, batch] for code, batch in list(plan.joined.items())[:MOST_SAMPLES]],
    }


def _problem(found: Problem) -> dict[str, Any]:
    return {"row": found.row, "column": found.column, "cell": found.cell, "reason": found.reason.to_data()}


def problems_of(outcome: Mapping[str, Any]) -> list[Problem]:
    """Read back the problems that an outcome keeps."""
    return [
        Problem(kept["row"], kept["column"], kept["cell"], Reason.from_data(kept["reason"]))
        for kept in outcome.get("problem_list", ())
    ]
