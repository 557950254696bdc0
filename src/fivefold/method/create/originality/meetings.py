"""Which texts meet at a fingerprint, exactly, without counting all with all at the phrases that everybody uses.

Two texts may share enough only if one of the poorer text's rarest fingerprints is in the other: of n, of which a must
be shared, the n - a + 1 rarest (of the other a - 1 too few remain). So a phrase that everybody uses brings nobody
together unless so much of a text consists of such phrases that it matters.

Source: Chaudhuri, Ganti & Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning" (ICDE 2006).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Numbers = npt.NDArray[np.int64]

_MEETINGS = 1_000_000_000
_BLOCK = 4_000_000


@dataclass(frozen=True)
class Meetings:
    """The fingerprints that two or more texts have, as a table of texts and of its rows that bring texts together.

    `sizes`: all fingerprints of each text. `next_only`: two texts each, of fingerprints so crowded that meeting all
    with all would take more than 10^9 steps; `crowded`: the numbers of the texts that have one of these.
    """

    texts: csr_array
    drivers: csr_array
    sizes: Numbers
    next_only: tuple[Numbers, Numbers]
    crowded: Numbers

    def blocks(self) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
        """Yield poorer text, other text and how many fingerprints they share, each two texts once, in blocks."""
        prints = self.texts.T.tocsr()
        crowd = np.diff(prints.indptr)
        steps = np.concatenate([[0], np.cumsum(crowd[self.drivers.indices])])[self.drivers.indptr]
        for begin, end in _spans(np.diff(steps)):
            met = (self.drivers[begin:end] @ prints).tocoo()
            yield from self._counted(met.row.astype(np.int64) + begin, met.col.astype(np.int64))
        one, other = self.next_only
        for poorer, richer, count in self._counted(one, other):
            fresh = self._shared(self.drivers, poorer, richer) == 0
            yield poorer[fresh], richer[fresh], count[fresh]

    def _counted(self, one: Numbers, other: Numbers) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
        poorer = (self.sizes[one] < self.sizes[other]) | (
            (self.sizes[one] == self.sizes[other]) & (one < other)
        )
        one, other = one[poorer], other[poorer]
        lengths = np.diff(self.texts.indptr)
        for begin, end in _spans(lengths[one] + lengths[other]):
            left, right = one[begin:end], other[begin:end]
            yield left, right, self._shared(self.texts, left, right)

    def _shared(self, rows: csr_array, one: Numbers, other: Numbers) -> Numbers:
        return np.asarray(rows[one].multiply(self.texts[other]).sum(axis=1), dtype=np.int64).ravel()


def meetings(prints: Numbers, owners: Numbers, sizes: Numbers, share: Fraction, least: int) -> Meetings:
    """Return how texts meet. prints: a number per fingerprint, sorted, in step with `owners`, the texts in order."""
    crowd = np.bincount(prints) if len(prints) else np.zeros(0, np.int64)
    shared = crowd[prints] > 1
    prints, owners = np.unique(prints[shared], return_inverse=True)[1].astype(np.int64), owners[shared]
    crowd = np.bincount(prints) if len(prints) else np.zeros(0, np.int64)
    driving = _rarest(prints, owners, crowd, sizes, share, least)
    steps = np.bincount(prints[driving], minlength=len(crowd)) * crowd
    rare_first = np.argsort(crowd, kind="stable")
    beyond = np.zeros(len(crowd), dtype=bool)
    beyond[rare_first] = np.cumsum(steps[rare_first]) > _MEETINGS
    beyond &= steps > 0
    driving &= ~beyond[prints]
    next_one = np.flatnonzero(beyond[prints[1:]] & (prints[1:] == prints[:-1]))
    pairs = np.unique(np.stack([owners[next_one], owners[next_one + 1]]), axis=1)
    both = np.concatenate([pairs, pairs[::-1]], axis=1)
    shape = (len(sizes), len(crowd))
    return Meetings(
        _table(owners, prints, shape),
        _table(owners[driving], prints[driving], shape),
        sizes,
        (both[0], both[1]),
        np.unique(owners[beyond[prints]]),
    )


def _rarest(
    prints: Numbers, owners: Numbers, crowd: Numbers, sizes: Numbers, share: Fraction, least: int
) -> npt.NDArray[np.bool_]:
    """Say which fingerprints are among those of which a text that shares enough must share one."""
    order = np.lexsort((prints, crowd[prints], owners))
    own = np.bincount(owners, minlength=len(sizes))
    begins = np.cumsum(own) - own
    ranks = np.empty(len(prints), dtype=np.int64)
    ranks[order] = np.arange(len(prints)) - begins[owners[order]]
    alone = sizes - own
    needed = np.maximum(np.minimum(least, sizes), -(-sizes * share.numerator // share.denominator))
    found: npt.NDArray[np.bool_] = ranks + alone[owners] < (sizes - needed + 1)[owners]
    return found


def _table(owners: Numbers, prints: Numbers, shape: tuple[int, int]) -> csr_array:
    return csr_array((np.ones(len(owners), dtype=np.int32), (owners, prints)), shape=shape)


def _spans(steps: Numbers) -> Iterator[tuple[int, int]]:
    """Yield begins and ends of blocks of about four million steps; what takes none is passed over."""
    block = np.cumsum(steps) // _BLOCK
    cuts = [0, *(np.flatnonzero(np.diff(block)) + 1).tolist(), len(steps)]
    for begin, end in pairwise(cuts):
        if steps[begin:end].any():
            yield begin, end
