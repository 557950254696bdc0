"""Acts on regions: profile, batch, leaving and returning. Acts on areas stand in ``areas``."""

from datetime import date

from fivefold.authz.permissions import Permission
from fivefold.classify.regions.models import BatchStay, ProfileFact, Region
from fivefold.classify.regions.values import as_fact
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.move import act, lock, move, require
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.packs.facts import FactValueError, typed
from fivefold.packs.programmes import pack_of
from fivefold.packs.schema.classify import ProfileFact as ProfileRule


def _profile_rule(region: Region, block: str, key: str) -> ProfileRule:
    for found in pack_of(region.programme).classify.profile:
        rule = next((rule for rule in found.facts if found.key == block and rule.key == key), None)
        if rule is not None:
            return rule
    raise Refused(Reason("regions.unknown_profile_fact", {"value": key}))


def _checked(rule: ProfileRule, value: str) -> str:
    """Return the value in the form that is stored. Refused with the pack's own sentence when it is none."""
    try:
        found = typed(as_fact(rule), value)
    except FactValueError as error:
        raise Refused(Reason(f"pack.{error.code}", error.params)) from error
    if found is None:
        raise Refused(Reason("regions.value_missing", {}))
    return {True: "1", False: "0"}[found] if isinstance(found, bool) else str(found)


@action
def region_describe(
    *,
    region: Region,
    block: str,
    key: str,
    value: str,
    source: str,
    as_of: date,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> ProfileFact:
    """Add a fact to the region's profile; earlier ones stay beside it.

    Raises NotAllowed, WrongState, Refused for an unknown fact, a value of another kind, a missing source or a day
    in the future.
    """
    require(actor, Permission.REGION_DESCRIBE, region)
    rule = _profile_rule(region, block, key)
    stored = _checked(rule, value)
    if not source.strip():
        raise Refused(Reason("regions.source_missing", {}))
    at = clock.now()
    if as_of > at.date():
        raise Refused(Reason("regions.day_ahead", {"day": as_of.isoformat()}))
    entry = act(
        region,
        "region.described",
        actor=actor,
        clock=clock,
        params={
            "block": block,
            "fact": key,
            "value": stored,
            "as_of": as_of.isoformat(),
            "source": source.strip(),
        },
    )
    return ProfileFact.objects.create(
        region=region,
        block=block,
        key=key,
        value=stored,
        unit=str(rule.unit or ""),
        source=source.strip(),
        as_of=as_of,
        recorded_at=entry.at,
        seat_id=actor.seat.id if actor.seat else "",
    )


def _close_stay(region: Region, on: date) -> None:
    """End the open stay; one that began on the very day or later never happened."""
    open_stays = BatchStay.objects.filter(region=region, until__isnull=True)
    open_stays.filter(since__gte=on).delete()
    open_stays.update(until=on)


@action
def region_change_batch(
    *, region: Region, batch: str, on: date, reason: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Region:
    """Move a region to another batch from a day on; it is in one batch at a time and the history stays.

    Raises NotAllowed, WrongState, ReasonMissing, Refused for an unknown or the same batch, or a day before the
    present stay began.
    """
    fresh = lock(region)
    if batch not in {known.key for known in pack_of(region.programme).programme.batches}:
        raise Refused(Reason("regions.unknown_batch", {"value": batch}))
    if batch == fresh.batch:
        raise Refused(Reason("regions.same_batch", {"subject": fresh.subject_name()}))
    began = _open_since(fresh)
    if began is not None and on < began:
        raise Refused(Reason("regions.before_stay", {"day": began.isoformat()}))
    act(
        region,
        "region.batch_changed",
        actor=actor,
        clock=clock,
        because=reason,
        params={"from": fresh.batch, "to": batch, "on": on.isoformat()},
    )
    _close_stay(fresh, on)
    BatchStay.objects.create(region=fresh, batch=batch, since=on)
    Region.objects.filter(pk=fresh.pk).update(batch=batch)
    region.batch = batch
    return region


def _open_since(region: Region) -> date | None:
    found = BatchStay.objects.filter(region=region, until__isnull=True).values_list("since", flat=True)
    return found.first()


@action
def region_leave(
    *, region: Region, on: date, reason: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Region:
    """Take a region out of the pilot; its history stays and what hangs on it reacts (``region.left``).

    Raises NotAllowed, WrongState, ReasonMissing, Refused for a day before it joined.
    """
    fresh = lock(region)
    began = _open_since(fresh)
    if began is not None and on < began:
        raise Refused(Reason("regions.before_stay", {"day": began.isoformat()}))
    _close_stay(fresh, on)
    Region.objects.filter(pk=fresh.pk).update(left_on=on)
    region.left_on = on
    move(region, "region.left", actor=actor, clock=clock, because=reason, params={"on": on.isoformat()})
    return region


@action
def region_return(
    *, region: Region, batch: str, on: date, reason: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Region:
    """Take a region that left back into the pilot, in a batch, from a day on.

    Raises NotAllowed, WrongState, ReasonMissing, Refused for an unknown batch or a day before it left.
    """
    fresh = lock(region)
    if batch not in {known.key for known in pack_of(region.programme).programme.batches}:
        raise Refused(Reason("regions.unknown_batch", {"value": batch}))
    if fresh.left_on is not None and on < fresh.left_on:
        raise Refused(Reason("regions.before_leaving", {"day": fresh.left_on.isoformat()}))
    facts = {"on": on.isoformat(), "batch": batch}
    move(region, "region.returned", actor=actor, clock=clock, because=reason, params=facts)
    BatchStay.objects.create(region=fresh, batch=batch, since=on)
    Region.objects.filter(pk=fresh.pk).update(batch=batch, left_on=None)
    region.batch, region.left_on = batch, None
    return region
