"""Calibration of 73,000 marks with crossed regions and judges, in the shape of InstEval; lme4's figure is recorded."""

import os
import random
from decimal import Decimal
from typing import Any

from library.measure import Aim, Figure, Outcome, measured, timed, times

TITLE = "Judging: severity of judges by crossed random effects"
REGIONS, JUDGES, MARKS = 2_972, 1_128, 73_421
# lmer(y ~ 1 + (1|s) + (1|d), InstEval), lme4 1.1-31 under R 4.2.2 on two cores: the same numbers of levels and marks
LME4_SECONDS = 11.9


def _marks(regions: int, judges: int, count: int) -> list[tuple[str, str, Decimal]]:
    """Return marks from 1 to 5, some judges and regions with many of them and some with few."""
    chance = random.Random(1)
    quality = [chance.gauss(0, 0.33) for _ in range(regions)]
    severity = [chance.gauss(0, 0.52) for _ in range(judges)]
    busy = [chance.gammavariate(1.5, 1) for _ in range(judges)]
    found: dict[tuple[int, int], Decimal] = {}
    for region in range(regions):
        found[region, region % judges] = Decimal(3)
    while len(found) < count:
        region, (judge,) = chance.randrange(regions), chance.choices(range(judges), busy)
        value = 3.2 + quality[region] - severity[judge] + chance.gauss(0, 1.18)
        found[region, judge] = Decimal(min(5, max(1, round(value))))
    return [(f"r{region}", f"j{judge}", value) for (region, judge), value in found.items()]


def ours(regions: int, judges: int, count: int, repeats: int) -> dict[str, Any]:
    """Time checks, fit, scores, severities and all intervals; one thread, so that waiting is not counted as work."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from fivefold.method.share.calibration import calibrate
    from fivefold.method.share.marks import Mark

    marks = [Mark(*one) for one in _marks(regions, judges, count)]
    found = calibrate(marks)
    told = timed(lambda: calibrate(marks), runs=repeats, warm=False)
    return {**told, "sd": [found.region_sd, found.judge_sd, found.rest_sd]}


def run(quick: bool) -> list[Outcome]:  # noqa: FBT001 - every kernel is called so
    """Measure ours; lme4 needs R and is told as recorded."""
    regions, judges, count = (60, 20, 900) if quick else (REGIONS, JUDGES, MARKS)
    mine = measured(
        "fivefold",
        "judge_calibration:ours",
        regions=regions,
        judges=judges,
        count=count,
        repeats=1 if quick else 3,
        note="checks, fit, scores, severities, intervals; one thread",
    )
    lme4 = Figure("lme4 1.1-31", LME4_SECONDS, note="InstEval itself: fit alone", recorded=True)
    deviations = ", ".join(f"{sd:.3f}" for sd in mine.told["sd"])
    drawn = "drawn with 0.33, 0.52, 1.18 before rounding to marks from 1 to 5"
    said = (
        f"Standard deviations found: {deviations} ({drawn}). The marks are synthetic.",
        "lme4's fit of Penicillin is reproduced by `tests/method/share/judging/test_calibration.py`.",
    )
    aim = Aim("lme4's speed or better (recorded)", times(lme4, mine), 1)
    return [Outcome(f"{count:,} marks, {regions:,} regions x {judges:,} judges", (mine, lme4), (aim,), said)]
