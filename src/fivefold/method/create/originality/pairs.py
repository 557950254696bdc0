"""Which of many texts share much: fingerprints sorted once, pairs counted where they meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from fivefold.method.create.originality.winnow import BITS, Hashes, fingerprints

_CHUNK = 64_000
_CROWD = 32


@dataclass(frozen=True)
class Counted:
    """Two texts by number (one < other), how many fingerprints they share, and how many the poorer one has."""

    one: int
    other: int
    shared: int
    of: int


def counted_pairs(
    texts: Sequence[str], share: Fraction, least: int
) -> tuple[list[Counted], npt.NDArray[np.int64]]:
    """Return the pairs that share enough fingerprints, and how many each text has.

    Enough: `share` of the poorer text's, and at least `least` (or all of the poorer text's).
    A fingerprint found in more than 32 texts links each to the next one only: copies of one text stay linked, and
    common phrases do not make every pair of texts meet. Texts are taken 64,000 characters at a time, so that
    memory grows with the fingerprints (8 bytes for every 4.5 characters), not with the windows.
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
    pairs, counts = np.unique(_meetings(keys, owners, len(texts)), return_counts=True)
    one, other = np.divmod(pairs, len(texts))
    of = np.minimum(sizes[one], sizes[other])
    enough = (counts >= np.minimum(least, of)) & (counts * share.denominator >= share.numerator * of)
    found = zip(*(part[enough].tolist() for part in (one, other, counts, of)), strict=True)
    return [Counted(*each) for each in found], sizes


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


def _meetings(keys: Hashes, owners: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """Return one x count + other for every two texts at every fingerprint that both have."""
    begins = np.flatnonzero(_fresh(keys))
    sizes = np.diff(np.append(begins, len(keys)))
    found = [np.zeros(0, dtype=np.int64)]
    for size in range(2, min(_CROWD, int(sizes.max(initial=0))) + 1):
        rows = owners[begins[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        found.append((rows[:, one] * count + rows[:, other]).ravel())
    crowded = np.repeat(sizes > _CROWD, sizes)
    linked = np.flatnonzero(crowded[1:] & (keys[1:] == keys[:-1])) + 1
    found.append(owners[linked - 1] * count + owners[linked])
    return np.concatenate(found)
