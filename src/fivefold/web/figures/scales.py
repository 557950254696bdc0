"""Levels of the one heat scale: six steps from nothing to full."""

from collections.abc import Sequence
from decimal import Decimal

LEVELS = 6


def level(value: Decimal | None, low: Decimal, high: Decimal) -> int:
    """Step 0 to 5 of a value between ``low`` and ``high``; nothing is 0, any value is at least 1."""
    if value is None:
        return 0
    if high <= low:
        return LEVELS - 1
    share = (min(max(value, low), high) - low) / (high - low)
    return 1 + min(int(share * (LEVELS - 1)), LEVELS - 2)


def bounds(values: Sequence[Decimal | None]) -> tuple[Decimal, Decimal]:
    """Smallest and largest of the values that are there; 0 and 0 when there is none."""
    present = [value for value in values if value is not None]
    return (min(present), max(present)) if present else (Decimal(0), Decimal(0))
