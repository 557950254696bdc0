"""Initial evaluation against recheck: how much higher a province marks, with an interval (压实省级初评责任).

For every rechecked region the difference initial - recheck is taken. Of n differences of one province:

- n >= 2: mean and Student's t interval, mean +- t(1 - a/2; n-1) s / sqrt(n); exact if differences are normal
- n large enough: an interval for the median from ordered differences, whatever their distribution; its exact
  confidence (a binomial sum) is given, and is at least the one asked for
- n < 6 is said to be small and gets no verdict; n < 2 has no interval, nor have differences that are all equal: they
  tell nothing of how far others may lie

`simultaneous` divides a by the number of provinces (Bonferroni), so that all intervals hold together with the
confidence asked for: without it, of 31 honest provinces one or two would look biased at 95 %. Source: rows 5.12, 5.16.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import comb, sqrt

from fivefold.method.create.errors import EmptyClassError, FigureError
from fivefold.method.create.evaluation.stages import rounded
from fivefold.method.draw import DuplicateNameError
from fivefold.method.reason import Reason

_SMALL = 6


@dataclass(frozen=True)
class Rechecked:
    """One region that was evaluated by its province and rechecked, in points of the same scale."""

    region: str
    province: str
    initial: Decimal
    recheck: Decimal


@dataclass(frozen=True)
class MedianInterval:
    """Two of the ordered differences, and the exact confidence with which they enclose the median."""

    low: Decimal
    high: Decimal
    confidence: Fraction


@dataclass(frozen=True)
class Gap:
    """One province: n, mean difference (exact, two decimals), t interval (two decimals), median interval, and words."""

    province: str
    n: int
    mean: Decimal
    interval: tuple[Decimal, Decimal] | None
    median: MedianInterval | None
    reasons: tuple[Reason, ...]

    @property
    def lots(self) -> int:
        """Return the weight of the province's regions in the next draw: 2 if it marks high, by 6 or more, else 1."""
        return 2 if self.n >= _SMALL and self.interval is not None and self.interval[0] > 0 else 1


def gaps(
    rechecked: Iterable[Rechecked], confidence: Fraction = Fraction(95, 100), *, simultaneous: bool = True
) -> tuple[Gap, ...]:
    """Return the gap of every province, in order of its name.

    Raises `EmptyClassError` without any rechecked region, `DuplicateNameError` for one given twice, `FigureError` for
    a confidence outside 0..1 or a score that is no number.

    >>> marks = [(90, 85), (80, 78), (88, 80)]
    >>> exact = [(Decimal(initial), Decimal(recheck)) for initial, recheck in marks]
    >>> rechecked = [Rechecked(f"演示{n}市", "演示省", *pair) for n, pair in enumerate(exact)]
    >>> [(one.n, one.mean, one.interval, one.lots) for one in gaps(rechecked)]
    [(3, Decimal('5.00'), (Decimal('-2.45'), Decimal('12.45')), 1)]
    """
    ordered = sorted(rechecked, key=lambda one: (one.province, one.region))
    _check(ordered, confidence)
    provinces: dict[str, list[Decimal]] = {}
    for one in ordered:
        provinces.setdefault(one.province, []).append(one.initial - one.recheck)
    risk = (1 - confidence) / (len(provinces) if simultaneous else 1)
    return tuple(_gap(province, differences, risk) for province, differences in provinces.items())


def _check(ordered: list[Rechecked], confidence: Fraction) -> None:
    if not ordered:
        raise EmptyClassError(Reason("gap.none"))
    names = [one.region for one in ordered]
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise DuplicateNameError(Reason.of("draw.duplicate", names=double))
    strange = [one.region for one in ordered if not (one.initial.is_finite() and one.recheck.is_finite())]
    if strange or not 0 < confidence < 1:
        raise FigureError(Reason.of("gap.figure", names=strange, confidence=str(confidence)))


def _gap(province: str, differences: list[Decimal], risk: Fraction) -> Gap:
    count = len(differences)
    mean = sum(map(Fraction, differences), Fraction(0)) / count
    interval = _student(differences, mean, risk) if count > 1 else None
    said = [Reason.of("gap.mean", province=province, count=count, mean=rounded(mean))]
    if count < _SMALL:
        said.append(Reason.of("gap.small", province=province, count=count))
    if interval is None and count > 1:
        said.append(Reason.of("gap.no_spread", province=province, count=count))
    if interval is not None and count >= _SMALL:
        code = "gap.high" if interval[0] > 0 else "gap.low" if interval[1] < 0 else "gap.open"
        said.append(Reason.of(code, province=province, low=interval[0], high=interval[1]))
    return Gap(province, count, rounded(mean), interval, _median(differences, risk), tuple(said))


def _student(differences: list[Decimal], mean: Fraction, risk: Fraction) -> tuple[Decimal, Decimal] | None:
    """Return the t interval, None without any spread: it would have no width, and that is no certainty."""
    from scipy.stats import t

    count = len(differences)
    variance = sum((Fraction(one) - mean) ** 2 for one in differences) / (count - 1)
    if not variance:
        return None
    half = float(t.ppf(1 - float(risk) / 2, count - 1)) * sqrt(variance / count)
    return rounded(mean - Fraction(half)), rounded(mean + Fraction(half))


def _median(differences: list[Decimal], risk: Fraction) -> MedianInterval | None:
    """Return the narrowest symmetric pair of ordered differences that has the confidence, None if none has."""
    ordered, count = sorted(differences), len(differences)
    outside, best = 0, None
    for place in range(count // 2):
        outside += comb(count, place)
        missed = Fraction(2 * outside, 2**count)
        if missed > risk:
            break
        best = MedianInterval(ordered[place], ordered[count - 1 - place], 1 - missed)
    return best
