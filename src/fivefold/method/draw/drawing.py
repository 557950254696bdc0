"""Drawing: from a committed list and plan, with a seed that came later, to a record."""

from collections.abc import Collection, Sequence

from fivefold.method.draw.errors import FrameChangedError
from fivefold.method.draw.frame import Frame, Item
from fivefold.method.draw.plan import Commitment, Plan, commitment_digest
from fivefold.method.draw.record import Drawn, DrawRecord, StratumDraw
from fivefold.method.draw.seeds import Seed, check_seed, seed_text
from fivefold.method.draw.tickets import Ticket, smallest, ticket
from fivefold.method.reason import Reason

# Names hold no control characters, so no name is another one's further lot.
_LOT = "\x1f"


def draw(
    frame: Frame, plan: Plan, commitment: Commitment, seed: Seed, *, used: Collection[str] = ()
) -> DrawRecord:
    """Draw by the plan. `used` are the seeds of earlier rounds.

    An item of weight w holds w lots (its name, and its name with U+001F and 2..w); the smallest counts. Raises
    `FrameChangedError` unless list and plan are the committed ones, `SeedTooEarlyError` and `TiedSeedsError` by
    `check_seed`, `SizeError` by `check_sizes`.

    >>> from datetime import UTC, datetime
    >>> from fivefold.method.draw import frame_of, plan_of
    >>> frame, plan = frame_of([Item("甲市"), Item("乙市"), Item("丙市")]), plan_of("weak-points", "2026-1", {"": 1})
    >>> logged = Commitment(commitment_digest(frame, plan), datetime(2026, 3, 1, 9, tzinfo=UTC), "演示")
    >>> seed = Seed("31415926535897932384", "演示掷骰", datetime(2026, 3, 2, 9, tzinfo=UTC))
    >>> draw(frame, plan, logged, seed).names
    ('乙市',)
    """
    digest = commitment_digest(frame, plan)
    if digest != commitment.digest:
        raise FrameChangedError(Reason.of("draw.other_frame", committed=commitment.digest, found=digest))
    check_seed(seed, commitment.logged_at, used)
    strata = (_stratum(frame, plan, seed.text, stratum, take) for stratum, take in plan.sizes)
    return DrawRecord(plan, frame.digest, commitment, seed, tuple(strata))


def _stratum(frame: Frame, plan: Plan, seed: str, stratum: str, take: int) -> StratumDraw:
    items = frame.strata[stratum]
    wanted = min(take + plan.reserve, len(items))
    tickets = order(items, seed_text(plan.domain, plan.round, stratum, seed), wanted)
    places = [Drawn(place, one.name, one.number) for place, one in enumerate(tickets, 1)]
    lots = sum(item.weight for item in items)
    return StratumDraw(stratum, len(items), lots, tuple(places[:take]), tuple(places[take:]))


def order(items: Sequence[Item], seed: str, count: int) -> tuple[Ticket, ...]:
    """Return the first `count` items by the smallest of their lots."""
    if all(item.weight == 1 for item in items):
        return smallest([item.name for item in items], seed, count)
    best = (min(_lots(item, seed)) for item in items)
    return tuple(sorted(best)[:count])


def _lots(item: Item, seed: str) -> list[Ticket]:
    names = [item.name, *(f"{item.name}{_LOT}{number}" for number in range(2, item.weight + 1))]
    return [Ticket(ticket(seed, name).number, item.name) for name in names]
