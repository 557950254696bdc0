"""统筹: who claims which project when quotas bind, exactly, with reasons and prices.

Source: part three of the text ("省级层面要加强任务分领的统筹", "确保任务分领具有优势、创出经验"). A `Question`
names regions (scores, wishes, locks, how many they may hold) and quotas (per project, in a province or in
all, in a class or in all; hard or at a penalty). `coordinate` gives the best `Plan` or raises `Impossible`
with a smallest conflicting set; `changes` says why the plan departs from a wish, and at what price;
`side_by_side` compares variants; `check` recomputes a plan from its export without a solver.

The library does not say what a score is: any number will do, the larger the better. (A region's advantage,
or nine tenths of its room for a breakthrough if that is more, is one way to make it.)
"""

from pathlib import Path

from fivefold.method.claim.coordination.changes import Change, changes
from fivefold.method.claim.coordination.checking import check, exported
from fivefold.method.claim.coordination.impossible import Conflict, Demand, Impossible
from fivefold.method.claim.coordination.model import (
    CoordinationError,
    Question,
    Quota,
    Region,
    coverage,
    dominant,
)
from fivefold.method.claim.coordination.plan import Plan, Price, Shortage, coordinate
from fivefold.method.claim.coordination.variants import Comparison, Figure, Moved, side_by_side
from fivefold.method.claim.coordination.waive import waived
from fivefold.method.reason import register_catalogue

register_catalogue(Path(__file__).parent / "catalogue")

__all__ = [
    "Change",
    "Comparison",
    "Conflict",
    "CoordinationError",
    "Demand",
    "Figure",
    "Impossible",
    "Moved",
    "Plan",
    "Price",
    "Question",
    "Quota",
    "Region",
    "Shortage",
    "changes",
    "check",
    "coordinate",
    "coverage",
    "dominant",
    "exported",
    "side_by_side",
    "waived",
]
