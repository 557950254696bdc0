"""Rivest's consistent sampling: every name gets a ticket from the seed; the smallest tickets are drawn.

A ticket is ``SHA256(hex(SHA256(seed)) || name)``, written in decimal (at least 64 digits) and read backwards
after "0."; later generations serve sampling with replacement. The order of the list plays no part, a larger sample
begins with the smaller one, and the sample of a part is the part of the sample.

Source: R. L. Rivest, "Consistent Sampling with Replacement" (arXiv 1808.10016), and the package
consistent_sampler 1.0.10, whose tickets these are, digit by digit; Arlo draws by the same ones.
"""

import hashlib
import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_FACTOR = 3
_MASKED = 8


@dataclass(frozen=True, order=True)
class Ticket:
    """A number in (0, 1) as decimal text, whose ticket it is, and how often that one was drawn with it."""

    number: str
    name: str
    generation: int = 1

    def trimmed(self, digits: int) -> str:
        """Return the number cut to `digits` digits after its leading nines, as published samples print it."""
        return self.number[: _after_nines(self.number) + digits]


def ticket(seed: str, name: str) -> Ticket:
    """Return the first ticket of a name.

    >>> ticket("01382438112797316654", "AB-130").trimmed(9)
    '0.262997141'
    """
    return Ticket(_fraction(_hex(seed) + name), name)


def next_ticket(one: Ticket) -> Ticket:
    """Return the ticket that a name gets after it was drawn: larger than before, below 1.

    >>> first = ticket("01382438112797316654", "AB-130")
    >>> next_ticket(first).trimmed(9), next_ticket(first).generation
    ('0.823235722', 2)
    """
    kept = one.number[: _after_nines(one.number)]
    number, counter = kept, 0
    while number <= one.number + "0":
        counter += 1
        number = kept + _fraction(f"{one.number}:{counter}")[2:]
    return Ticket(number, one.name, one.generation + 1)


def stream(names: Collection[str], seed: str, *, replacement: bool = False) -> Iterator[Ticket]:
    """Yield tickets in the order drawn; with replacement without end (unless there are no names).

    >>> from itertools import islice
    >>> names = ("甲市", "乙市", "丙市")
    >>> [one.name for one in stream(names, "314159")]
    ['乙市', '丙市', '甲市']
    >>> [(one.name, one.generation) for one in islice(stream(names, "314159", replacement=True), 4)]
    [('乙市', 1), ('乙市', 2), ('丙市', 1), ('乙市', 3)]
    """
    heap = [ticket(seed, name) for name in names]
    heapq.heapify(heap)
    while heap:
        first = heap[0]
        yield first
        if replacement:
            heapq.heapreplace(heap, next_ticket(first))
        else:
            heapq.heappop(heap)


def smallest(names: Collection[str], seed: str, count: int) -> tuple[Ticket, ...]:
    """Return the `count` smallest tickets, smallest first: what `stream` would yield, sooner.

    A ticket begins with z zeros if its hash is a multiple of 10^z, so that its last z bits are zero: all others
    are put aside before any decimal digit is made. Falls back to fewer zeros when too few are left.

    >>> [one.name for one in smallest(("甲市", "乙市", "丙市"), "314159", 2)]
    ['乙市', '丙市']
    """
    zeros = 0
    while _FACTOR * max(count, 1) * 10 ** (zeros + 1) <= len(names):
        zeros += 1
    found = _beginning_with_zeros(names, seed, zeros)
    while len(found) < count and zeros:
        zeros -= 1
        found = _beginning_with_zeros(names, seed, zeros)
    return tuple(sorted(found)[:count])


def _beginning_with_zeros(names: Collection[str], seed: str, zeros: int) -> list[Ticket]:
    # One block of SHA-256 is filled by the seed's 64 digits: its state is copied, not computed again.
    copy = hashlib.sha256(_hex(seed).encode()).copy
    mask, power, found = (1 << min(zeros, _MASKED)) - 1, 10**zeros, []
    for name in names:
        state = copy()
        state.update(name.encode())
        digest = state.digest()
        if not digest[31] & mask:
            value = int.from_bytes(digest)
            if not value % power:
                found.append(Ticket("0." + f"{value:064d}"[::-1], name))
    return found


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _fraction(text: str) -> str:
    return "0." + f"{int(_hex(text), 16):064d}"[::-1]


def _after_nines(number: str) -> int:
    return next(place for place, digit in enumerate(number + "0") if place > 1 and digit < "9")
