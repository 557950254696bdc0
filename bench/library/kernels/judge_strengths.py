"""Bradley-Terry and Plackett-Luce beside choix: time, and how far the answers are apart."""

import csv
import os
import random
from pathlib import Path
from typing import Any

from library.measure import Figure, Outcome, measured, timed, times

TITLE = "Judging: strengths from pairs and from orders"
VECTORS = Path(__file__).resolve().parents[3] / "tests" / "method" / "vectors" / "judging"
ITEMS, PAIRS, LAST = 416, 100_000, 83


def _pairs(items: int, count: int) -> list[tuple[int, int]]:
    """Return (winner, loser) of seeded comparisons between items of normal log strengths."""
    chance = random.Random(2)
    worth = [2.718281828 ** chance.gauss(0, 1) for _ in range(items)]
    found = []
    for _ in range(count):
        one, two = chance.sample(range(items), 2)
        first = chance.random() < worth[one] / (worth[one] + worth[two])
        found.append((one, two) if first else (two, one))
    return found


def _races() -> list[list[int]]:
    """Return the 36 races of NASCAR 2002 with the 83 drivers that have a best estimate (Hunter 2004)."""
    with (VECTORS / "nascar2002_orderings.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    return [[int(cell) - 1 for cell in row if cell and int(cell) <= LAST] for row in rows]


def ours(kind: str, items: int, count: int, repeats: int) -> dict[str, Any]:
    """Time our Newton steps, without a prior as choix has none here, from names to strengths with errors."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from fivefold.method.share.orderings import plackett_luce
    from fivefold.method.share.pairs import Contest, bradley_terry

    if kind == "pairs":
        contests = [Contest(f"{one:03}", f"{two:03}") for one, two in _pairs(items, count)]
        told = timed(lambda: bradley_terry(contests, None), runs=repeats)
        return {**told, "logs": [one.log for one in bradley_terry(contests, None).items]}
    races = [[f"{one:03}" for one in race] for race in _races()]
    told = timed(lambda: plackett_luce(races, None), runs=repeats)
    return {**told, "logs": [one.log for one in plackett_luce(races, None).items]}


def choix(kind: str, way: str, items: int, count: int, repeats: int) -> dict[str, Any]:
    """Time one of its ways."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import choix as peer

    data: Any = _pairs(items, count) if kind == "pairs" else _races()
    fit = getattr(peer, f"{way}_{'pairwise' if kind == 'pairs' else 'rankings'}")
    told = timed(lambda: fit(items, data, max_iter=10_000), runs=repeats)
    return {**told, "logs": fit(items, data, max_iter=10_000).tolist()}


def _apart(one: Figure, other: Figure) -> float:
    means = [sum(figure.told["logs"]) / len(figure.told["logs"]) for figure in (one, other)]
    pairs = zip(one.told["logs"], other.told["logs"], strict=True)
    return max(abs((a - means[0]) - (b - means[1])) for a, b in pairs)


def _outcome(kind: str, task: str, items: int, count: int, repeats: int) -> Outcome:
    settings = {"kind": kind, "items": items, "count": count, "repeats": repeats}
    mine = measured("fivefold", "judge_strengths:ours", note="Newton, with standard errors", **settings)
    peers = [
        measured(f"choix 0.4.1 {way}", "judge_strengths:choix", way=way, note="strengths alone", **settings)
        for way in (("ilsr",) if kind == "pairs" else ("ilsr", "mm"))
    ]
    said = tuple(
        f"{peer.who}: {times(peer, mine):.1f} x our time; strengths differ by at most {_apart(mine, peer):.1e}."
        for peer in peers
    )
    return Outcome(task, (mine, *peers), (), said)


def run(quick: bool) -> list[Outcome]:  # noqa: FBT001 - every kernel is called so
    """Measure both models."""
    items, count, repeats = (40, 4_000, 1) if quick else (ITEMS, PAIRS, 3)
    return [
        _outcome("pairs", f"Bradley-Terry: {items} items, {count:,} comparisons", items, count, repeats),
        _outcome("orders", f"Plackett-Luce: NASCAR 2002, {LAST} drivers in 36 races", LAST, 0, repeats),
    ]
