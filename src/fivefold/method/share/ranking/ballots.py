"""Ballots: what one judge, or one indicator, puts over what."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fivefold.method.share.errors import DuplicateKeyError, NotANumberError, OutOfRangeError

Number = int | Decimal | Fraction


@dataclass(frozen=True)
class Ballot:
    """An order of items, best first; items of one tier are tied. Items that are not named say nothing.

    `weight` is the number of voters who hold this order, or the weight of an indicator; it is positive.
    """

    tiers: tuple[tuple[str, ...], ...]
    weight: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        """Raise `DuplicateKeyError` for an item named twice, `OutOfRangeError` for a weight of 0 or less."""
        for item, times in Counter(item for tier in self.tiers for item in tier).items():
            if times > 1:
                raise DuplicateKeyError(key=item)
        if self.weight <= 0:
            raise OutOfRangeError(name="weight", value=str(self.weight), low="0", high="∞")

    @classmethod
    def of(cls, *tiers: str | tuple[str, ...], weight: Number = 1) -> "Ballot":
        """Return a ballot from single items and tuples of tied ones.

        >>> Ballot.of("a", ("b", "c")).tiers
        (('a',), ('b', 'c'))
        """
        plain = tuple((tier,) if isinstance(tier, str) else tuple(tier) for tier in tiers)
        return cls(plain, Fraction(weight))


def by_scores(scores: Mapping[str, Decimal | None], weight: Number = 1) -> Ballot:
    """Return the ballot of an indicator: the highest score first, equal ones tied, absent ones left out.

    Raises `NotANumberError` for NaN and infinities.

    >>> by_scores({"甲市": Decimal(80), "乙市": Decimal(90), "丙市": Decimal(80), "丁市": None}).tiers
    (('乙市',), ('甲市', '丙市'))
    """
    tiers: dict[Decimal, list[str]] = {}
    for item, score in scores.items():
        if score is not None and not score.is_finite():
            raise NotANumberError(key=item)
        if score is not None:
            tiers.setdefault(score, []).append(item)
    return Ballot.of(*(tuple(tiers[score]) for score in sorted(tiers, reverse=True)), weight=weight)
