"""The exact Kemeny order of 83 items: the drivers of NASCAR 2002 over 36 races."""

import os
from typing import Any

from library.kernels.judge_strengths import _races
from library.measure import Aim, Outcome, measured, timed

TITLE = "Judging: exact Kemeny order"
SECONDS = 5


def ours(races: int, most: int, repeats: int) -> dict[str, Any]:
    """Time counting and the order, with another that is as good where there is one."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from fivefold.method.share.ranking import Ballot, count, kemeny

    ballots = [Ballot.of(*(f"{one:03}" for one in race)) for race in _races()[:races]]
    told = timed(lambda: kemeny(count(ballots), most), runs=repeats)
    found = kemeny(count(ballots), most)
    return {**told, "items": len(found.order), "score": str(found.score), "possible": str(found.possible)}


def run(quick: bool) -> list[Outcome]:  # noqa: FBT001 - every kernel is called so
    """Measure ours."""
    note = "proved to be the best, and one more that is as good"
    repeats, races = (1, 8) if quick else (5, 36)
    mine = measured("fivefold", "judge_kemeny:ours", races=races, most=2, repeats=repeats, note=note)
    told = mine.told
    said = (f"The order respects {told['score']} of {told['possible']} pairwise preferences.",)
    aim = Aim(f"within {SECONDS} s", mine.cpu, SECONDS, at_most=True)
    return [Outcome(f"{told['items']} items, {races} orders", (mine,), (aim,), said)]
