"""The frame: the canonical list that is drawn from, committed before the seed exists."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from fivefold.method import canonical
from fivefold.method.draw.errors import BadNameError, DuplicateNameError, EmptyFrameError, WeightError
from fivefold.method.reason import Reason

MOST_LOTS = 5_000_000


@dataclass(frozen=True, order=True)
class Item:
    """One entry of the list: its name, the stratum it is drawn in, and how many lots it holds."""

    name: str
    stratum: str = ""
    weight: int = 1


@dataclass(frozen=True)
class Frame:
    """The whole list in canonical form: names in NFC, sorted by code points, each once. Made by `frame_of`."""

    items: tuple[Item, ...]

    @cached_property
    def strata(self) -> Mapping[str, tuple[Item, ...]]:
        """Return the items of each stratum, strata in order of their names."""
        found: dict[str, list[Item]] = {name: [] for name in sorted({item.stratum for item in self.items})}
        for item in self.items:
            found[item.stratum].append(item)
        return {name: tuple(items) for name, items in found.items()}

    def to_data(self) -> canonical.Json:
        """Return the list as it is digested: one `[name, stratum, weight]` for each item."""
        return [[item.name, item.stratum, item.weight] for item in self.items]

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the canonical list as hexadecimal digits."""
        return canonical.digest(self.to_data())


def frame_of(items: Iterable[Item]) -> Frame:
    """Return the canonical list of some items in any order.

    Raises `EmptyFrameError`, `BadNameError` (empty, padded, control characters), `DuplicateNameError` (after NFC) and
    `WeightError` (below one, or more than five million lots in all).

    >>> [item.name for item in frame_of([Item("乙市"), Item("甲市")]).items]
    ['乙市', '甲市']
    """
    clean = sorted(Item(canonical_name(item.name), _nfc(item.stratum), item.weight) for item in items)
    if not clean:
        raise EmptyFrameError(Reason.of("draw.empty", stratum=""))
    times = Counter(item.name for item in clean)
    double = [name for name, count in times.items() if count > 1]
    if double:
        raise DuplicateNameError(Reason.of("draw.duplicate", names=double))
    light = [item.name for item in clean if isinstance(item.weight, bool) or item.weight < 1]
    lots = sum(item.weight for item in clean)
    if light or lots > MOST_LOTS:
        raise WeightError(Reason.of("draw.weight", names=light, lots=lots, most=MOST_LOTS))
    return Frame(tuple(clean))


def canonical_name(name: str) -> str:
    """Return a name in NFC. `BadNameError` if it is empty, padded with blanks or holds control characters."""
    normal = _nfc(name)
    if (
        not normal
        or normal != normal.strip()
        or any(unicodedata.category(sign) in _FOREIGN for sign in normal)
    ):
        raise BadNameError(Reason.of("draw.bad_name", name=ascii(name)))
    return normal


_FOREIGN = {"Cc", "Cs", "Zl", "Zp"}


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
