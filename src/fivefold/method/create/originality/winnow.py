"""Winnowing: few fingerprints per text, such that every shared passage of 15 characters shares one.

All runs of k = 8 kept characters are hashed; of every w = 8 neighbouring hashes the smallest is a fingerprint. Hashes
are polynomial (built by doubling: 1, 2, 4, 8 characters), mixed, and cut to the bits that are asked for.

Source: Schleimer, Wilkerson & Aiken, "Winnowing: Local Algorithms for Document Fingerprinting" (SIGMOD 2003).
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from fivefold.method.create.originality.text import Codes, kept

Hashes: TypeAlias = npt.NDArray[np.uint64]

K = W = 8
LEAST = K + W - 1
BITS = 64
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xBF58476D1CE4E5B9
_WRAP = (1 << BITS) - 1


def grams(codes: Codes) -> Hashes:
    """Return the hash of every run of eight characters, one for each begin."""
    hashes, factor, step = codes.astype(np.uint64), _BASE, 1
    while step < K and len(hashes) > step:
        hashes = hashes[:-step] * np.uint64(factor) + hashes[step:]
        factor, step = factor * factor & _WRAP, 2 * step
    if step < K:
        return np.zeros(0, dtype=np.uint64)
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(_MIX)
    hashes ^= hashes >> np.uint64(32)
    return hashes


def fingerprints(texts: Sequence[str], bits: int = BITS) -> tuple[Hashes, npt.NDArray[np.int32]]:
    """Return the fingerprints of all texts in a row, cut to `bits`, and for each the text it is of.

    One of a text may occur several times. A text of 8 to 14 kept characters has one; a shorter one none.

    >>> hashes, owners = fingerprints(["网格员每天上门走访发现矛盾", "网格员，每天上门走访：发现矛盾！", "短"])
    >>> owners.tolist(), bool(hashes[0] == hashes[1])
    ([0, 1], True)
    """
    codes, owners = kept(texts)
    hashes = grams(codes) >> np.uint64(BITS - bits)
    lowest, step = hashes, 1
    while step < W:
        lowest = np.minimum(lowest[: max(len(lowest) - step, 0)], lowest[step:])
        step *= 2
    first = owners[: len(lowest)]
    inside = first == owners[LEAST - 1 :][: len(lowest)]
    lowest, first = lowest[inside], first[inside]
    fresh = np.ones(len(lowest), dtype=bool)
    fresh[1:] = (lowest[1:] != lowest[:-1]) | (first[1:] != first[:-1])
    short, of = _short(hashes, np.bincount(owners, minlength=len(texts)))
    return np.concatenate([lowest[fresh], short]), np.concatenate([first[fresh], of])


def _short(hashes: Hashes, sizes: npt.NDArray[np.int64]) -> tuple[Hashes, npt.NDArray[np.int32]]:
    """Return the smallest hash of each text that has hashes but no whole window of them."""
    few = np.flatnonzero((sizes >= K) & (sizes < LEAST))
    begins = (np.cumsum(sizes) - sizes)[few]
    ends = begins + sizes[few] - K + 1
    found = [hashes[begin:end].min() for begin, end in zip(begins, ends, strict=True)]
    return np.array(found, dtype=np.uint64), few.astype(np.int32)
