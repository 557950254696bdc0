"""考评验收: progressive evaluation, the negative list, weak points, initial evaluation against recheck."""

from fivefold.method.create.evaluation.gap import Gap, MedianInterval, Rechecked, gaps
from fivefold.method.create.evaluation.negative import Check, Gate, NegativeItem, gate
from fivefold.method.create.evaluation.stages import Course, Figure, Mark, Scheme, compare_schemes, follow
from fivefold.method.create.evaluation.weak import ItemFacts, WeakPoint, WeakRules, as_items, weak_points

__all__ = [
    "Check",
    "Course",
    "Figure",
    "Gap",
    "Gate",
    "ItemFacts",
    "Mark",
    "MedianInterval",
    "NegativeItem",
    "Rechecked",
    "Scheme",
    "WeakPoint",
    "WeakRules",
    "as_items",
    "compare_schemes",
    "follow",
    "gaps",
    "gate",
    "weak_points",
]
