"""Recomputing a draw from its published record and list."""

from collections.abc import Iterator
from dataclasses import replace

from fivefold.method.draw.drawing import draw
from fivefold.method.draw.frame import Frame
from fivefold.method.draw.plan import commitment_digest
from fivefold.method.draw.record import Drawn, DrawRecord, StratumDraw
from fivefold.method.reason import Reason, Refused


def verify_draw(record: DrawRecord, frame: Frame) -> tuple[Reason, ...]:
    """Return what in a record does not follow from list, plan and seed; nothing if all of it does.

    Whether the commitment was in the log before the seed was made is proved by the log itself; here the two
    times and the digest are compared.

    >>> from datetime import UTC, datetime
    >>> from fivefold.method.draw import Commitment, Item, Seed, frame_of, plan_of
    >>> frame, plan = frame_of([Item("甲市"), Item("乙市"), Item("丙市")]), plan_of("weak-points", "2026-1", {"": 1})
    >>> logged = Commitment(commitment_digest(frame, plan), datetime(2026, 3, 1, 9, tzinfo=UTC), "演示")
    >>> seed = Seed("31415926535897932384", "演示掷骰", datetime(2026, 3, 2, 9, tzinfo=UTC))
    >>> record = draw(frame, plan, logged, seed)
    >>> verify_draw(record, frame), [reason.code for reason in verify_draw(replace(record, strata=()), frame)]
    ((), ['draw.other_strata'])
    """
    found: list[Reason] = []
    if record.frame_digest != frame.digest:
        found.append(Reason.of("draw.other_list", recorded=record.frame_digest, found=frame.digest))
    try:
        digest = commitment_digest(frame, record.plan)
        if digest != record.commitment.digest:
            committed = record.commitment.digest
            found.append(Reason.of("draw.other_frame", committed=committed, found=digest))
        again = draw(frame, record.plan, replace(record.commitment, digest=digest), record.seed)
    except Refused as refusal:
        return (*found, *refusal.reasons)
    if [one.stratum for one in again.strata] != [one.stratum for one in record.strata]:
        return (*found, Reason("draw.other_strata"))
    for ours, theirs in zip(again.strata, record.strata, strict=True):
        found += _differences(ours, theirs)
    return tuple(found)


def _differences(ours: StratumDraw, theirs: StratumDraw) -> Iterator[Reason]:
    if (ours.eligible, ours.lots) != (theirs.eligible, theirs.lots):
        told = {"recorded": theirs.eligible, "found": ours.eligible, "lots": ours.lots}
        yield Reason("draw.other_eligible", {"stratum": ours.stratum, **told})
    for part in ("drawn", "reserve"):
        yield from _places(ours.stratum, getattr(ours, part), getattr(theirs, part))


def _places(stratum: str, ours: tuple[Drawn, ...], theirs: tuple[Drawn, ...]) -> Iterator[Reason]:
    if len(ours) != len(theirs):
        yield Reason.of("draw.other_count", stratum=stratum, recorded=len(theirs), found=len(ours))
    for mine, given in zip(ours, theirs, strict=False):
        if mine != given:
            told = {"place": mine.place, "recorded": given.name, "found": mine.name}
            yield Reason("draw.other_item", {"stratum": stratum, **told})
