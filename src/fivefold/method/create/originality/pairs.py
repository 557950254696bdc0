"""Which of many texts share much: fingerprints sorted once, and every two texts counted that may share enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from fivefold.method.create.originality.meetings import Numbers, meetings
from fivefold.method.create.originality.winnow import BITS, Hashes, fingerprints

_CHUNK = 64_000
_MOST = 1_000_000


@dataclass(frozen=True)
class Counted:
    """Two texts by number (one < other), how many fingerprints they share, and how many the poorer one has."""

    one: int
    other: int
    shared: int
    of: int


@dataclass(frozen=True)
class Found:
    """What was found among numbered texts.

    `pairs`: those that share enough, at most a million, which are those that share most; `count`: all there are.
    `groups`: for each text the number of its group, of all pairs. `sizes`: the fingerprints of each text.
    `crowded`: texts with a fingerprint so common that at it they were compared with the next one only.
    """

    pairs: list[Counted]
    count: int
    groups: Numbers
    sizes: Numbers
    crowded: list[int]


def counted_pairs(texts: Sequence[str], share: Fraction, least: int) -> Found:
    """Return the pairs that share enough fingerprints, however many texts have one of them.

    Enough: `share` of the poorer text's, and at least `least` (or all of the poorer text's). Texts are taken 64,000
    characters at a time and pairs are counted in blocks, so that memory grows with the fingerprints (8 bytes for
    every 4.5 characters, more for those that are shared), neither with the windows nor with the pairs that are met.
    """
    bits = max(len(texts) - 1, 1).bit_length()
    keys = np.concatenate(
        [_keys(chunk, begin, bits) for begin, chunk in _chunks(texts)] or [np.zeros(0, np.uint64)]
    )
    keys.sort()
    keys = keys[_fresh(keys)]
    owners = (keys & np.uint64((1 << bits) - 1)).astype(np.int64)
    keys >>= np.uint64(bits)
    sizes = np.bincount(owners, minlength=len(texts))
    met = meetings(np.cumsum(_fresh(keys)) - 1, owners, sizes, share, least)
    kept = _Kept(len(texts))
    for one, other, counts in met.blocks():
        of = sizes[one]
        enough = (counts >= np.minimum(least, of)) & (counts * share.denominator >= share.numerator * of)
        kept.add(np.stack([np.minimum(one, other), np.maximum(one, other), counts, of])[:, enough])
    return Found(kept.listed(), kept.count, kept.groups, sizes, met.crowded.tolist())


class _Kept:
    """The pairs so far: groups of all, and no more than a million of them, those that share most."""

    def __init__(self, texts: int) -> None:
        self.groups: Numbers = np.arange(texts, dtype=np.int64)
        self.count = 0
        self.best: Numbers = np.zeros((4, 0), dtype=np.int64)

    def add(self, pairs: Numbers) -> None:
        self.count += pairs.shape[1]
        size = len(self.groups)
        edges = coo_array((np.ones(pairs.shape[1]), self.groups[pairs[:2]]), shape=(size, size))
        self.groups = connected_components(edges, directed=False)[1].astype(np.int64)[self.groups]
        found = np.concatenate([self.best, pairs], axis=1)
        if found.shape[1] > _MOST:
            most_first = np.lexsort((found[1], found[0], -found[2] / found[3]))
            found = found[:, most_first[:_MOST]]
        self.best = found

    def listed(self) -> list[Counted]:
        ordered = self.best[:, np.lexsort((self.best[1], self.best[0]))]
        return [Counted(*each) for each in ordered.T.tolist()]


def _chunks(texts: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    begin, size = 0, 0
    for place, text in enumerate(texts):
        size += len(text)
        if size >= _CHUNK or place == len(texts) - 1:
            yield begin, texts[begin : place + 1]
            begin, size = place + 1, 0


def _keys(texts: Sequence[str], begin: int, bits: int) -> Hashes:
    """Return fingerprint and number of the text in one number, so that one sort brings both in order."""
    hashes, owners = fingerprints(texts, BITS - bits)
    return hashes << np.uint64(bits) | (owners.astype(np.uint64) + np.uint64(begin))


def _fresh(keys: Hashes) -> npt.NDArray[np.bool_]:
    fresh = np.ones(len(keys), dtype=bool)
    fresh[1:] = keys[1:] != keys[:-1]
    return fresh
