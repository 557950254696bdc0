"""The longest part of a sequence that rises: what stayed in order when other things were moved."""

import bisect
from collections.abc import Sequence

Pair = tuple[int, int]


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest part of the pairs whose second numbers rise; patience sorting, n log n."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, value) in enumerate(pairs):
        length = bisect.bisect_left(ends, value)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [value], [number]
    chain, number = [], last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
