"""短板弱项: which items of a region are weak points, by stated rules; the list from which the recheck draws.

Source: row 5.17b, "抽查短板弱项". Every weak point carries the rules that made it one, with their figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fivefold.method.create.errors import FigureError, SchemeError
from fivefold.method.create.evaluation.stages import rounded
from fivefold.method.draw import DuplicateNameError, Item
from fivefold.method.reason import Reason


@dataclass(frozen=True)
class ItemFacts:
    """One item of one region as shares of full marks (0..1): own assessment, review, the stage before; None: absent.

    `peers` are the reviews of the same item in the regions of the same class.
    """

    item: str
    own: Decimal | None = None
    review: Decimal | None = None
    before: Decimal | None = None
    peers: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class WeakRules:
    """The rules; None switches one off. Shares are 0..1.

    `below`: review under this share. `lowest`: the region's so many lowest reviews, with all that tie with the last.
    `behind`: review in the lowest such part of the class, of at least `fewest` peers. `fallen`: review so much
    lower than at the stage before. `boast`: own assessment so much above the review. `absent`: no review at all.
    """

    below: Decimal | None = None
    lowest: int | None = None
    behind: Decimal | None = None
    fallen: Decimal | None = None
    boast: Decimal | None = None
    absent: bool = False
    fewest: int = 3


@dataclass(frozen=True)
class WeakPoint:
    """An item that is weak, and by which rules."""

    item: str
    reasons: tuple[Reason, ...]


def weak_points(facts: Iterable[ItemFacts], rules: WeakRules) -> tuple[WeakPoint, ...]:
    """Return the weak points of one region in order of the items.

    Raises `SchemeError` when every rule is off, `DuplicateNameError` for an item given twice, `FigureError` for a
    share outside 0..1, in the facts or in the rules, and for a count below 1.

    >>> low, high = Decimal("0.4"), Decimal("0.9")
    >>> facts = [ItemFacts("P01-01", review=low, before=high), ItemFacts("P01-02", review=high)]
    >>> found = weak_points(facts, WeakRules(below=Decimal("0.6"), fallen=Decimal("0.2")))
    >>> [(point.item, [reason.code for reason in point.reasons]) for point in found]
    [('P01-01', ['weak.below', 'weak.fallen'])]
    """
    if not rules.absent and all(getattr(rules, name) is None for name in _RULES):
        raise SchemeError(Reason("weak.no_rule"))
    _check_rules(rules)
    ordered = sorted(facts, key=lambda one: one.item)
    double = sorted({one.item for one, other in pairwise(ordered) if one.item == other.item})
    if double:
        raise DuplicateNameError(Reason.of("draw.duplicate", names=double))
    for one in ordered:
        _check_shares(one)
    bound = _lowest_bound(ordered, rules)
    found = ((one, tuple(_reasons(one, rules, bound))) for one in ordered)
    return tuple(WeakPoint(one.item, reasons) for one, reasons in found if reasons)


_SHARES = ("below", "behind", "fallen", "boast")
_RULES = ("below", "lowest", "behind", "fallen", "boast")


def as_items(region: str, points: Iterable[WeakPoint], stratum: str = "") -> tuple[Item, ...]:
    """Return weak points as entries of a draw's list, "region/item"; an item weak by w rules holds w lots.

    >>> found = weak_points([ItemFacts("P01-01", review=Decimal("0.4"))], WeakRules(below=Decimal("0.6")))
    >>> as_items("演示甲市", found, "2")
    (Item(name='演示甲市/P01-01', stratum='2', weight=1),)
    """
    return tuple(Item(f"{region}/{point.item}", stratum, len(point.reasons)) for point in points)


def _check_rules(rules: WeakRules) -> None:
    for name in _SHARES:
        share: Decimal | None = getattr(rules, name)
        if share is not None and not (share.is_finite() and 0 <= share <= 1):
            raise FigureError(Reason.of("weak.rule", rule=name, value=str(share)))
    for name, count in (("lowest", rules.lowest), ("fewest", rules.fewest)):
        if count is not None and count < 1:
            raise FigureError(Reason.of("weak.rule", rule=name, value=count))


def _check_shares(one: ItemFacts) -> None:
    for share in (one.own, one.review, one.before, *one.peers):
        if share is not None and not (share.is_finite() and 0 <= share <= 1):
            raise FigureError(Reason.of("weak.share", item=one.item, share=str(share)))


def _lowest_bound(facts: Sequence[ItemFacts], rules: WeakRules) -> Decimal | None:
    reviews = sorted(one.review for one in facts if one.review is not None)
    if rules.lowest is None or not reviews:
        return None
    return reviews[min(rules.lowest, len(reviews)) - 1]


def _reasons(one: ItemFacts, rules: WeakRules, bound: Decimal | None) -> Iterable[Reason]:
    review = one.review
    if review is None:
        if rules.absent:
            yield Reason.of("weak.absent", item=one.item)
        return
    if rules.below is not None and review < rules.below:
        yield Reason.of("weak.below", review=review, bound=rules.below)
    if bound is not None and review <= bound:
        yield Reason.of("weak.lowest", review=review, count=rules.lowest)
    if rules.behind is not None and len(one.peers) >= rules.fewest:
        yield from _behind(review, one.peers, rules.behind)
    if rules.fallen is not None and one.before is not None and one.before - review >= rules.fallen:
        yield Reason.of("weak.fallen", before=one.before, review=review)
    if rules.boast is not None and one.own is not None and one.own - review >= rules.boast:
        yield Reason.of("weak.boast", own=one.own, review=review)


def _behind(review: Decimal, peers: Sequence[Decimal], part: Decimal) -> Iterable[Reason]:
    better = sum(peer > review for peer in peers)
    share = Fraction(better, len(peers))
    if share >= 1 - Fraction(part):
        yield Reason.of("weak.behind", better=better, count=len(peers), share=rounded(share))
