"""Groups of near-duplicate texts: who shares with whom, how much, and which passages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from fivefold.method.create.errors import FigureError
from fivefold.method.create.originality.pairs import Found, counted_pairs
from fivefold.method.create.originality.passages import Overlap, overlap
from fivefold.method.reason import Reason

SHARE = Fraction(1, 10)
FEWEST = 3
_NAMED = 20


@dataclass(frozen=True)
class Pair:
    """Two texts, their shared fingerprints, how many the poorer one has, and what of the second is in the first."""

    first: str
    second: str
    shared: int
    of: int
    overlap: Overlap | None = None

    @property
    def reason(self) -> Reason:
        """Say it as a sentence."""
        told = {"first": self.first, "second": self.second, "shared": self.shared, "of": self.of}
        return Reason("originality.pair", told)


@dataclass(frozen=True)
class Grouping:
    """Groups of two or more names (each sorted, by first name), the pairs that made them, and texts too short.

    `reasons` say what was not done, where a bound was met: texts that were not compared all with all, pairs not listed.
    """

    groups: tuple[tuple[str, ...], ...]
    pairs: tuple[Pair, ...]
    short: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


def near_duplicates(
    texts: Mapping[str, str], share: Fraction = SHARE, fewest: int = FEWEST, *, passages: bool = True
) -> Grouping:
    """Group texts (name -> text) that share much.

    Two are linked by at least `share` of the poorer one's fingerprints, and at least `fewest` of them (or all).
    All texts are compared, however many have a phrase in common; beyond 10^9 steps a reason names those that were
    compared at their commonest phrases with the next one only, and of more than a million pairs those that share most
    are listed, which is said too. The groups are of all pairs.
    Pairs whose `overlap` shows no passage of 15 characters stay in; with `passages` false none is looked up.
    Texts of fewer than eight letters cannot be compared and are named. Raises `FigureError` unless
    0 < share <= 1 and fewest >= 1.

    >>> case = "网格员每天上门走访，发现邻里矛盾及时登记，小事当场调解。"
    >>> found = near_duplicates({"甲": case, "乙": "我县" + case, "丙": "由热线电话统一受理群众诉求。", "丁": "短"})
    >>> found.groups, found.short
    ((('乙', '甲'),), ('丁',))
    """
    if not 0 < share <= 1 or fewest < 1:
        raise FigureError(Reason.of("originality.threshold", share=str(share), fewest=fewest))
    names = sorted(texts)
    found = counted_pairs([texts[name] for name in names], share, fewest)
    pairs = []
    for one in found.pairs:
        first, second = names[one.one], names[one.other]
        seen = overlap(texts[first], texts[second]) if passages else None
        pairs.append(Pair(first, second, one.shared, one.of, seen))
    short = (name for name, size in zip(names, found.sizes.tolist(), strict=True) if not size)
    return Grouping(tuple(_groups(names, found)), tuple(pairs), tuple(short), tuple(_bounds(names, found)))


def _groups(names: list[str], found: Found) -> list[tuple[str, ...]]:
    members: dict[int, list[str]] = {}
    for name, group in zip(names, found.groups.tolist(), strict=True):
        members.setdefault(group, []).append(name)
    return [tuple(group) for group in members.values() if len(group) > 1]


def _bounds(names: list[str], found: Found) -> Iterator[Reason]:
    if found.crowded:
        crowd = [names[number] for number in found.crowded]
        yield Reason.of("originality.crowded", count=len(crowd), names=crowd[:_NAMED])
    if found.count > len(found.pairs):
        yield Reason.of("originality.cut", count=found.count, kept=len(found.pairs))
