"""Panel scores: the mean of a panel's marks without the extreme ones, in exact decimal arithmetic.

Source: ISU (2016), rule 353: one highest and one lowest mark are left out, the mean is rounded half up.
Nothing passes through binary fractions, so a half is a half.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fivefold.method.reason import Reason
from fivefold.method.share.errors import OutOfRangeError, TooFewMarksError
from fivefold.method.share.marks import Mark, by_region, given


@dataclass(frozen=True)
class Trim:
    """How many of the lowest and of the highest marks are left out. Numbers of 0 or more."""

    low: int = 1
    high: int = 1

    def __post_init__(self) -> None:
        """Raise `OutOfRangeError` for a number below 0."""
        for name in ("low", "high"):
            if getattr(self, name) < 0:
                raise OutOfRangeError(name=f"trim.{name}", value=getattr(self, name), low=0, high="∞")


@dataclass(frozen=True)
class PanelScore:
    """The score of a region, the marks that made it and those left out, and its reasons."""

    score: Decimal
    counted: tuple[Decimal, ...]
    left_out: tuple[Decimal, ...]
    absent: int
    reasons: tuple[Reason, ...]


_TRIM = Trim()


def trimmed_mean(values: Iterable[Decimal | None], trim: Trim = _TRIM, digits: int = 2) -> PanelScore:
    """Return the mean of the marks that are left after trimming, rounded half up (away from 0) to `digits`.

    None is an absent mark: it is neither a 0 nor the lowest. Raises `TooFewMarksError` where trimming leaves
    nothing, and the errors of `marks.given`.

    >>> trimmed_mean([Decimal("2.5"), Decimal("3"), None, Decimal("2.51"), Decimal("9")]).score
    Decimal('2.76')
    """
    marks = [Mark("", str(place), value) for place, value in enumerate(values)]
    return _scored("", given(marks), len(marks), trim, digits)


def panel_scores(marks: Iterable[Mark], trim: Trim = _TRIM, digits: int = 2) -> Mapping[str, PanelScore]:
    """Return the score of each region that has marks. Raises as `trimmed_mean` does.

    >>> marks = [Mark("甲市", judge, Decimal(value)) for judge, value in zip("ABC", (70, 80, 99), strict=True)]
    >>> panel_scores(marks)["甲市"].score
    Decimal('80.00')
    """
    every = tuple(marks)
    asked = by_region(every)
    return {
        region: _scored(region, found, len(asked[region]), trim, digits)
        for region, found in by_region(given(every)).items()
    }


def _scored(region: str, found: list[Mark], asked: int, trim: Trim, digits: int) -> PanelScore:
    if not 0 <= digits <= _MOST_DIGITS:
        raise OutOfRangeError(name="digits", value=digits, low=0, high=_MOST_DIGITS)
    values = sorted(mark.value for mark in found if mark.value is not None)
    counted = values[trim.low : len(values) - trim.high]
    if not counted:
        raise TooFewMarksError(key=region or "—", count=len(values), needed=trim.low + trim.high + 1)
    score = rounded(sum(map(Fraction, counted), Fraction(0)) / len(counted), digits)
    reason = Reason.of(
        "share.panel.score",
        count=len(counted),
        low=trim.low,
        high=trim.high,
        absent=asked - len(values),
        score=score,
    )
    left_out = (*values[: trim.low], *values[len(values) - trim.high :])
    return PanelScore(score, tuple(counted), left_out, asked - len(values), (reason,))


_MOST_DIGITS = 12


def rounded(value: Fraction, digits: int) -> Decimal:
    """Round a fraction half up, away from 0, to a number of decimal digits.

    >>> rounded(Fraction("1.005"), 2), rounded(Fraction("-1.005"), 2)
    (Decimal('1.01'), Decimal('-1.01'))
    """
    size = abs(value) * 10**digits
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    sign = int(value < 0 and whole > 0)
    return Decimal((sign, tuple(map(int, str(whole))), -digits))
