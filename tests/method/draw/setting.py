"""A small committed draw, as the tests of this folder begin with."""

from datetime import UTC, datetime

from fivefold.method.draw import Commitment, Item, Seed, commitment_digest, draw, frame_of, plan_of

LOGGED = datetime(2026, 3, 1, 9, tzinfo=UTC)
MADE = datetime(2026, 3, 2, 10, tzinfo=UTC)
SEED = Seed("31415926535897932384", "演示：三个单位各掷骰子", MADE)
CITIES = [Item(f"演示{number:02d}市", "2") for number in range(20)]
DISTRICTS = [Item(f"演示{number:02d}区", "3") for number in range(8)]


def committed(frame, plan):
    return Commitment(commitment_digest(frame, plan), LOGGED, "site/demo#17")


def drawn(
    items=(*CITIES, *DISTRICTS),
    sizes=(("2", 4), ("3", 2)),
    seed=SEED,
    *,
    domain="objects",
    reserve=2,
    used=(),
):
    frame = frame_of(items)
    plan = plan_of(domain, "2026-1", dict(sizes), reserve)
    return frame, draw(frame, plan, committed(frame, plan), seed, used=used)
