"""Groups of near-duplicate texts: who shares with whom, how much, and which passages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from fivefold.method.create.errors import FigureError
from fivefold.method.create.originality.pairs import counted_pairs
from fivefold.method.create.originality.passages import Overlap, overlap
from fivefold.method.reason import Reason

SHARE = Fraction(1, 10)
FEWEST = 3


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
    """Groups of two or more names (each sorted, by first name), the pairs that made them, and texts too short."""

    groups: tuple[tuple[str, ...], ...]
    pairs: tuple[Pair, ...]
    short: tuple[str, ...]


def near_duplicates(
    texts: Mapping[str, str], share: Fraction = SHARE, fewest: int = FEWEST, *, passages: bool = True
) -> Grouping:
    """Group texts (name -> text) that share much.

    Two are linked by at least `share` of the poorer one's fingerprints, and at least `fewest` of them (or all).
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
    found, sizes = counted_pairs([texts[name] for name in names], share, fewest)
    pairs = []
    for one in found:
        first, second = names[one.one], names[one.other]
        seen = overlap(texts[first], texts[second]) if passages else None
        pairs.append(Pair(first, second, one.shared, one.of, seen))
    groups = _joined([(pair.first, pair.second) for pair in pairs])
    short = (name for name, size in zip(names, sizes.tolist(), strict=True) if not size)
    return Grouping(tuple(groups), tuple(pairs), tuple(short))


def _joined(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield the connected groups (union-find with path halving), by their first names."""
    above = {name: name for pair in pairs for name in pair}

    def top(name: str) -> str:
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for first, second in pairs:
        one, other = sorted((top(first), top(second)))
        above[other] = one
    members: dict[str, list[str]] = {}
    for name in sorted(above):
        members.setdefault(top(name), []).append(name)
    for first in sorted(members):
        yield tuple(members[first])
