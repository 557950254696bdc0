"""Medians, and numbers as a report writes them."""

import statistics
from collections.abc import Sequence

MILLI = 1000.0


def median(values: Sequence[float]) -> float:
    """Return the middle of the values; 0 for none."""
    return statistics.median(values) if values else 0.0


def quantile(values: Sequence[float], part: float) -> float:
    """Return the value below which ``part`` (0 to 1) of the values lie, the nearest one that was measured."""
    ordered = sorted(values)
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def shown(value: float) -> str:
    """Write a figure with three significant digits and no exponent."""
    for limit, digits in ((100, 0), (10, 1), (1, 2)):
        if abs(value) >= limit:
            return f"{value:,.{digits}f}"
    return f"{value:.3f}"


def milliseconds(seconds: float) -> str:
    """Write a time given in seconds as milliseconds."""
    return shown(seconds * MILLI)
