"""Marks: what a judge gave a region. An absent mark is None and is never counted as a 0."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fivefold.method.share.errors import DuplicateKeyError, EmptyInputError, NotANumberError


@dataclass(frozen=True)
class Mark:
    """One mark. `value` in the points of the panel; None where the judge did not mark (absent, in conflict)."""

    region: str
    judge: str
    value: Decimal | None


def given(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks that were given, checked, in the order of region and judge.

    Raises `DuplicateKeyError` for two marks (or absences) of one judge for one region, `NotANumberError` for NaN and
    infinities, `EmptyInputError` where no mark was given.

    >>> marks = [Mark("甲市", "B", Decimal(80)), Mark("甲市", "A", Decimal(90)), Mark("甲市", "C", None)]
    >>> [mark.judge for mark in given(marks)]
    ['A', 'B']
    """
    found = sorted(marks, key=lambda mark: (mark.region, mark.judge))
    for (region, judge), times in Counter((mark.region, mark.judge) for mark in found).items():
        if times > 1:
            raise DuplicateKeyError(key=f"{region} × {judge}")
    for mark in found:
        if mark.value is not None and not mark.value.is_finite():
            raise NotANumberError(key=f"{mark.region} × {mark.judge}")
    present = [mark for mark in found if mark.value is not None]
    if not present:
        raise EmptyInputError
    return present


def by_region(marks: Sequence[Mark]) -> dict[str, list[Mark]]:
    """Return the marks of each region.

    >>> found = by_region([Mark("甲市", "A", Decimal(90)), Mark("乙市", "A", None), Mark("甲市", "B", None)])
    >>> {region: [mark.judge for mark in own] for region, own in found.items()}
    {'甲市': ['A', 'B'], '乙市': ['A']}
    """
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.region, []).append(mark)
    return found
