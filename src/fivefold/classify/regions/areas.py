"""Acts on areas of the register: facts with two times, renaming, splitting and merging; nothing is overwritten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fivefold.authz.permissions import Permission
from fivefold.classify.regions.actions import region_leave
from fivefold.classify.regions.models import AdminArea, AreaFact, AreaSuccession, Region
from fivefold.classify.regions.queries import facts_of_areas
from fivefold.classify.regions.spelling import pinyin_of
from fivefold.classify.regions.values import fact_of, to_store
from fivefold.ledger.record import Recorded
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.move import act, lock, move, require
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.orgs.models import Body
from fivefold.packs.facts import FactValueError, typed
from fivefold.packs.programmes import pack_of


@dataclass(frozen=True, slots=True)
class NewArea:
    """Code and name of an area that comes out of a split or merger; ``code_origin`` is official or 自拟."""

    code: str
    name: str
    kind: str = ""
    code_origin: str = "official"


@action
def area_record_fact(
    *,
    area: AdminArea,
    key: str,
    value: str,
    valid_from: date | None,
    valid_to: date | None,
    source: str,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> AreaFact:
    """Record what a fact is from a day on (None: since ever); earlier recordings stay and answer for earlier times.

    An empty value says that the fact is not known. Raises NotAllowed, WrongState, Refused for an unknown fact, a
    value of another kind, a missing source or an empty period.
    """
    pack = pack_of(area.programme)
    fact = fact_of(pack, key)
    if fact is None:
        raise Refused(Reason("regions.unknown_fact", {"value": key}))
    if not source.strip():
        raise Refused(Reason("regions.source_missing", {}))
    if valid_from and valid_to and valid_to <= valid_from:
        raise Refused(Reason("regions.period_empty", {}))
    try:
        stored = to_store(typed(fact, value))
    except FactValueError as error:
        raise Refused(Reason(f"pack.{error.code}", error.params)) from error
    params = {
        "fact": key,
        "value": stored,
        "valid_from": valid_from.isoformat() if valid_from else None,
        "valid_to": valid_to.isoformat() if valid_to else None,
        "source": source.strip(),
    }
    entry = act(area, "area.fact_recorded", actor=actor, clock=clock, params=params)
    return AreaFact.objects.create(
        area=area,
        key=key,
        value=stored,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source.strip(),
        recorded_at=entry.at,
    )


@action
def area_rename(
    *,
    area: AdminArea,
    new: NewArea,
    on: date,
    reason: str,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> AdminArea:
    """Give an area another name, code or kind from a day on: a new life takes over its facts and participation.

    Raises NotAllowed, WrongState, ReasonMissing, Refused for a day outside its life or a code that is taken.
    """
    fresh = _fit_to_end(area, on, [new], actor)
    params = {"name": new.name, "code": new.code, "on": on.isoformat()}
    entry = move(area, "area.renamed", actor=actor, clock=clock, because=reason, params=params)
    made = _succeed([fresh], new, on, "renamed", entry, note=reason)
    _hand_over(fresh, made)
    return made


@action
def area_split(
    *,
    area: AdminArea,
    into: Sequence[NewArea],
    heir: str,
    on: date,
    reason: str,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> list[AdminArea]:
    """Split an area into at least two on a day; ``heir`` is the code that keeps its participation (empty: none).

    Without an heir the region leaves the pilot. Raises NotAllowed, WrongState, ReasonMissing, Refused for fewer than
    two areas, the same code twice, a code that is taken, an unknown heir or a day outside its life.
    """
    codes = [new.code for new in into]
    if len(set(codes)) < 2 or len(set(codes)) != len(codes):  # noqa: PLR2004 - a split has two sides
        raise Refused(Reason("regions.split_needs_two", {}))
    if heir and heir not in codes:
        raise Refused(Reason("regions.unknown_heir", {"value": heir}))
    fresh = _fit_to_end(area, on, into, actor)
    params = {"on": on.isoformat(), "into": "、".join(new.name for new in into), "heir": heir}
    entry = move(area, "area.split", actor=actor, clock=clock, because=reason, params=params)
    made = [_succeed([fresh], new, on, "split", entry, note=reason) for new in into]
    keeper = next((row for row in made if row.code == heir), None)
    if keeper is not None:
        _hand_over(fresh, keeper)
    else:
        _let_leave([fresh], on, reason, actor, clock)
    return made


@action
def area_merge(
    *,
    areas: Sequence[AdminArea],
    into: NewArea,
    heir: AdminArea,
    on: date,
    reason: str,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> AdminArea:
    """Merge at least two areas into a new one on a day; the participation of ``heir``, one of them, goes on in it.

    The other regions among them leave the pilot. Facts are those of the heir. Raises as ``area_split`` does.
    """
    ordered = sorted(areas, key=lambda row: str(row.pk))
    if len({row.pk for row in ordered}) < 2 or heir.pk not in {row.pk for row in ordered}:  # noqa: PLR2004 - a merger joins two
        raise Refused(Reason("regions.merge_needs_two", {}))
    fresh = [_fit_to_end(row, on, [into], actor, also_ending=ordered) for row in ordered]
    params = {"on": on.isoformat(), "into": into.name, "with": "、".join(row.name for row in ordered)}
    entries = [
        move(row, "area.merged", actor=actor, clock=clock, because=reason, params=params) for row in fresh
    ]
    first = [row for row in fresh if row.pk == heir.pk]
    others = [row for row in fresh if row.pk != heir.pk]
    made = _succeed([*first, *others], into, on, "merged", entries[0], note=reason)
    _hand_over(first[0], made)
    _let_leave(others, on, reason, actor, clock)
    return made


def _fit_to_end(
    area: AdminArea,
    on: date,
    new: Iterable[NewArea],
    actor: Actor,
    also_ending: Sequence[AdminArea] = (),
) -> AdminArea:
    """Lock an area and see that its life can end on this day and that the new codes are free. Raises as its callers."""
    fresh = lock(area)
    require(actor, Permission.REGION_MANAGE, fresh)
    if fresh.valid_from is not None and on <= fresh.valid_from:
        raise Refused(
            Reason("regions.day_outside_life", {"subject": fresh.name, "day": fresh.valid_from.isoformat()})
        )
    ending = {fresh.pk, *(row.pk for row in also_ending)}
    for wanted in new:
        taken = AdminArea.objects.filter(
            programme=fresh.programme_id, code=wanted.code, valid_to__isnull=True
        )
        if taken.exclude(pk__in=ending).exists():
            raise Refused(Reason("regions.code_taken", {"code": wanted.code}))
    return fresh


def _succeed(
    before: Sequence[AdminArea], new: NewArea, on: date, kind: str, entry: Recorded, *, note: str
) -> AdminArea:
    """Make the new life with the facts of the first predecessor, end the old ones and link them."""
    first = before[0]
    parent = first.path.removesuffix(f"{first.code}/")
    made = AdminArea.objects.create(
        programme=first.programme,
        code=new.code,
        name=new.name,
        pinyin=pinyin_of(new.name),
        level=first.level,
        kind=new.kind or first.kind,
        parent_code=first.parent_code,
        path=f"{parent}{new.code}/",
        valid_from=on,
        code_origin=new.code_origin,
        source=note.strip()[:300],
        recorded_at=entry.at,
        state_since=entry.at,
    )
    _carry_facts(first, made, on, entry.at)
    for row in before:
        AdminArea.objects.filter(pk=row.pk).update(valid_to=on)
        AreaSuccession.objects.create(
            programme=first.programme,
            kind=kind,
            on=on,
            before=row,
            after=made,
            note=note,
            recorded_at=entry.at,
        )
    return made


def _carry_facts(before: AdminArea, after: AdminArea, on: date, at: datetime) -> None:
    facts = facts_of_areas(pack_of(before.programme), [before], on)[before.pk]
    AreaFact.objects.bulk_create(
        AreaFact(
            area=after, key=key, value=to_store(value), valid_from=on, source=before.name, recorded_at=at
        )
        for key, value in facts.items()
        if value is not None and key not in {"level", "kind"}
    )


def _hand_over(before: AdminArea, after: AdminArea) -> None:
    """Let the region of the old area go on in the new one, under the new name; its body keeps code and place."""
    region = Region.objects.filter(area=before).first()
    if region is None:
        return
    Region.objects.filter(pk=region.pk).update(area=after)
    Body.objects.filter(pk=region.body_id).update(name=after.name, pinyin=after.pinyin)


def _let_leave(areas: Iterable[AdminArea], on: date, reason: str, actor: Actor, clock: Clock) -> None:
    rows = Region.objects.filter(area__in=list(areas), state="participating").select_related(
        "area", "body", "programme__pack_version"
    )
    for region in rows.order_by("pk"):
        region_leave(region=region, on=on, reason=reason, actor=actor, clock=clock)
