"""How many to draw: for a stated chance of finding at least one of so many faults; exact, by whole numbers.

Drawing n of N without replacement misses all K faulty ones with chance C(N-K, n) / C(N, n) (hypergeometric).
"""

from collections.abc import Mapping
from fractions import Fraction
from math import comb

from fivefold.method.draw.errors import SizeError
from fivefold.method.reason import Reason


def detection_chance(total: int, faulty: int, take: int) -> Fraction:
    """Return the exact chance that `take` of `total` items contain at least one of the `faulty` ones.

    Raises `SizeError` unless 0 <= faulty, take <= total.

    >>> detection_chance(10, 2, 3)
    Fraction(8, 15)
    """
    if not (0 <= faulty <= total and 0 <= take <= total):
        raise SizeError(Reason.of("draw.faulty", total=total, faulty=faulty, take=take))
    # C(N-K, n) / C(N, n) = C(N-n, K) / C(N, K): the shorter of the two is computed.
    shorter, longer = sorted((faulty, take))
    return 1 - Fraction(comb(total - longer, shorter), comb(total, shorter))


def sample_size(total: int, faulty: int, chance: Fraction) -> int:
    """Return the smallest sample that finds one of `faulty` among `total` with at least `chance`.

    Raises `SizeError` for a chance outside 0..1 or when nothing is faulty (nothing could be found).

    >>> sample_size(333, 17, Fraction(95, 100))
    53
    """
    if not 0 <= chance <= 1 or faulty < 1:
        raise SizeError(Reason.of("draw.chance", chance=str(chance), faulty=faulty))
    if chance == 0:
        return 0
    high = 1
    while detection_chance(total, faulty, min(high, total)) < chance:
        high *= 2
    low, high = high // 2, min(high, total)
    while high - low > 1:
        middle = (low + high) // 2
        if detection_chance(total, faulty, middle) < chance:
            low = middle
        else:
            high = middle
    return high


def allocation(take: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """Return how many of each stratum: proportional to its size, by largest remainders, ties by name.

    `SizeError` if more are to be drawn than there are.

    >>> allocation(10, {"1": 32, "2": 333, "3": 51})
    {'1': 1, '2': 8, '3': 1}
    """
    total = sum(sizes.values())
    if not 0 <= take <= total:
        raise SizeError(Reason.of("draw.size", stratum="", take=take, eligible=total))
    shares = {name: divmod(take * size, total) for name, size in sizes.items()} if total else {}
    given = {name: whole for name, (whole, _) in shares.items()}
    by_remainder = sorted(shares, key=lambda name: (-shares[name][1], name))
    for name in by_remainder[: take - sum(given.values())]:
        given[name] += 1
    return {name: given.get(name, 0) for name in sorted(sizes)}
