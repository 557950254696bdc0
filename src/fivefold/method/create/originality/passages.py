"""Which passages two texts share, word for word but for spacing, punctuation, width and case."""

import unicodedata
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from fivefold.method.create.originality.text import Codes, placed
from fivefold.method.create.originality.winnow import LEAST, Hashes, K, grams

_MOST_PLACES = 64


@dataclass(frozen=True)
class Passage:
    """A shared passage: where it stands in both texts (in NFC, half open), its kept length, the words of the second."""

    first: tuple[int, int]
    second: tuple[int, int]
    length: int
    text: str


@dataclass(frozen=True)
class Overlap:
    """All shared passages in the order of the second text, and which share of it they are."""

    share: Fraction
    passages: tuple[Passage, ...]


def overlap(first: str, second: str, least: int = LEAST) -> Overlap:
    """Return what of the second text stands in the first, in passages of at least `least` characters (>= 8).

    From the front of the second text, always the longest passage that begins there; where one stands in more than
    64 places of the first, the first 64 are looked at.

    >>> found = overlap("网格员每天上门走访，发现矛盾及时调解。", "我市网格员每天上门走访，发现矛盾及时上报")
    >>> [(passage.text, passage.length) for passage in found.passages]
    [('网格员每天上门走访，发现矛盾及时', 15)]
    """
    text = unicodedata.normalize("NFC", second)
    (left, left_places), (right, right_places) = placed(unicodedata.normalize("NFC", first)), placed(text)
    passages, shared = [], 0
    for place, begin, length in _matches(left, right, max(least, K)):
        (a, b), (c, d) = _ends(left_places, begin, length), _ends(right_places, place, length)
        passages.append(Passage((a, b), (c, d), length, text[c:d]))
        shared += length
    return Overlap(Fraction(shared, len(right)) if len(right) else Fraction(0), tuple(passages))


def _ends(places: npt.NDArray[np.int64], begin: int, length: int) -> tuple[int, int]:
    return int(places[begin]), int(places[begin + length - 1]) + 1


def _matches(left: Codes, right: Codes, least: int) -> list[tuple[int, int, int]]:
    """Return (begin in right, begin in left, length) of each passage."""
    ours, theirs = grams(left), grams(right)
    order = np.argsort(ours, kind="stable")
    ordered = ours[order]
    hits = np.flatnonzero(np.isin(theirs, ours))
    found, free = [], 0
    for place in hits.tolist():
        if place >= free:
            begin, length = _longest(left, right, place, _places(ordered, order, theirs[place]))
            if length >= least:
                found.append((place, begin, length))
                free = place + length
    return found


def _places(ordered: Hashes, order: npt.NDArray[np.int64], one: np.uint64) -> list[int]:
    low = int(np.searchsorted(ordered, one))
    high = int(np.searchsorted(ordered, one, side="right"))
    places: list[int] = order[low : min(high, low + _MOST_PLACES)].tolist()
    return places


def _longest(left: Codes, right: Codes, place: int, begins: list[int]) -> tuple[int, int]:
    """Return where in `left` the longest equal run begins, and its length; the earliest of equal ones."""
    runs = []
    for begin in begins:
        span = min(len(left) - begin, len(right) - place)
        differing = np.flatnonzero(left[begin : begin + span] != right[place : place + span])
        runs.append((-int(differing[0]) if len(differing) else -span, begin))
    length, begin = min(runs)
    return begin, -length
