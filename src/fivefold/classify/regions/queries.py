"""Reading areas, their facts as of a day, and the regions that take part."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, IntegerField, Q, QuerySet, UUIDField

from fivefold.authz.permissions import Permission
from fivefold.authz.scope import ScopedRows, scope
from fivefold.classify.regions.models import (
    AdminArea,
    AreaFact,
    AreaSuccession,
    BatchStay,
    ProfileFact,
    Region,
)
from fivefold.classify.regions.values import Stored, from_store
from fivefold.ledger.prepared import PreparedRows, Slot
from fivefold.method.classify import FactRecord, facts_as_of
from fivefold.orgs.models import Body
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.facts import FactValue
from fivefold.packs.models import Programme
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.packs.schema.classify import Fact

PARTICIPATING = "participating"
BY_BEGINNING = F("valid_from").asc(nulls_first=True)


def participant_levels(pack: Pack) -> tuple[str, ...]:
    """Return the register's levels whose areas can take part."""
    return tuple(pack.programme.levels[pack.participant_level].area_levels)


def living(on: date) -> Q:
    """Return the condition that an area exists on a day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def visible(seat: SeatFacts | None) -> QuerySet[Region]:
    """Return the regions that the seat may see, with area, body, province and programme."""
    reach = scope(seat, Permission.REGION_VIEW).q(Region.SCOPE)
    return Region.objects.filter(reach).select_related("area", "body__parent", "programme__pack_version")


def visible_areas(seat: SeatFacts | None) -> QuerySet[AdminArea]:
    """Return the areas of the register that the seat may see, with their programme."""
    return _with_programme(scope(seat, Permission.REGION_VIEW).q(AdminArea.SCOPE))


def _with_programme(allowed: Q) -> QuerySet[AdminArea]:
    rows = AdminArea.objects.filter(allowed).select_related("programme__pack_version")
    return rows.defer("programme__pack_version__content")


_lives = ScopedRows(
    AdminArea,
    Permission.REGION_VIEW,
    AdminArea.SCOPE,
    lambda allowed: (
        _with_programme(allowed)
        .filter(programme=Slot("programme", UUIDField()), code=Slot("code", CharField()))
        .order_by(BY_BEGINNING)
    ),
)


def area_called(seat: SeatFacts | None, programme: Programme, code: str, on: date) -> AdminArea | None:
    """Return the life of a code on a day, else its last one; None where the seat sees no such area."""
    lives = _lives.objects(seat, programme=programme.pk, code=code)
    begun = [life for life in lives if life.valid_from is None or life.valid_from <= on]
    alive = [life for life in begun if life.valid_to is None or life.valid_to > on]
    return next(iter([*alive[-1:], *lives[-1:]]), None)


def region_of(area: AdminArea) -> Region | None:
    """Return the region that an area is or was; None where it never took part."""
    return _of_area.one(area=area.pk)


def _whole() -> QuerySet[Region]:
    rows = Region.objects.select_related("area", "body__parent", "programme__pack_version")
    return rows.defer("programme__pack_version__content")


_of_area = PreparedRows(
    Region, lambda: _whole().filter(area=Slot("area", UUIDField())).order_by("body__path")[:1]
)


def region_of_body(body_id: str) -> Region | None:
    """Return the region that a body acts for; None for other bodies."""
    if not body_id:
        return None
    return _whole().filter(body_id=body_id).first()


def participants(programme: Programme, batches: Collection[str]) -> QuerySet[Region]:
    """Return the regions of these batches that take part now, in the order of the tree."""
    rows = Region.objects.filter(programme=programme, state=PARTICIPATING, batch__in=list(batches))
    return rows.select_related("area", "body__parent").order_by("body__path")


def provinces(programme: Programme) -> list[Body]:
    """Return the bodies right above the participants, by code; none where that is the top itself."""
    level = pack_of(programme).participant_level - 1
    if level < 1:
        return []
    return _above.objects(programme=programme.pk, level=level)


_above = PreparedRows(
    Body,
    lambda: Body.objects.filter(
        programme=Slot("programme", UUIDField()), level=Slot("level", IntegerField()), unit=False
    ).order_by("code"),
)


_FACT_VALUES = ("area_id", "key", "value", "valid_from", "valid_to", "recorded_at")
_Recorded = tuple[str, Stored, date | None, date | None, datetime]
_IN_CHUNK = 500


def facts_of_areas(
    pack: Pack, areas: Iterable[AdminArea], on: date, known_at: datetime | None = None
) -> dict[UUID, dict[str, FactValue]]:
    """Return every area's facts of the pack on a day, as known at a time; unknown ones are None.

    ``level`` and ``kind`` are those of the area unless a recorded fact says otherwise. An area that begins after
    the day is asked on its first day. Raises ``AmbiguousHistory``.
    """
    listed = list(areas)
    known = {fact.key: fact for fact in pack.classify.facts}
    records: dict[UUID, list[_Recorded]] = {area.pk: [] for area in listed}
    for area_id, *recorded in _fact_rows(listed):
        if area_id in records and recorded[0] in known:
            records[area_id].append(tuple(recorded))
    return {area.pk: _facts_of(area, known, records[area.pk], on, known_at) for area in listed}


def _facts_of(
    area: AdminArea, known: Mapping[str, Fact], rows: list[_Recorded], on: date, known_at: datetime | None
) -> dict[str, FactValue]:
    own: dict[str, FactValue] = dict.fromkeys(known)
    for key, text in (("level", area.level), ("kind", area.kind)):
        if key in known:
            own[key] = from_store(known[key], text or None)
    records = [
        FactRecord(key, from_store(known[key], value), start or date.min, end, at)
        for key, value, start, end, at in rows
    ]
    own.update(facts_as_of(records, max(on, area.valid_from or on), known_at))
    return own


def _fact_rows(areas: list[AdminArea]) -> Iterable[tuple[Any, ...]]:
    """Return the facts of the areas; by one query over the programme where they are many."""
    if len(areas) <= _IN_CHUNK:
        return AreaFact.objects.filter(area__in=areas).values_list(*_FACT_VALUES)
    rows = AreaFact.objects.filter(area__programme=areas[0].programme_id)
    return rows.values_list(*_FACT_VALUES).iterator(chunk_size=5000)


def fact_history(area: AdminArea) -> list[AreaFact]:
    """Return every recorded fact of an area, the latest recording of each first."""
    return _facts_recorded.objects(area=area.pk)


_facts_recorded = PreparedRows(
    AreaFact,
    lambda: AreaFact.objects.filter(area=Slot("area", UUIDField())).order_by("key", "-recorded_at", "-id"),
)


def successions(area: AdminArea) -> list[AreaSuccession]:
    """Return the splits, mergers and renamings that an area came from or ended in, by day."""
    return _successions.objects(area=area.pk)


_successions = PreparedRows(
    AreaSuccession,
    lambda: (
        AreaSuccession.objects.filter(
            Q(before=Slot("area", UUIDField())) | Q(after=Slot("area", UUIDField()))
        )
        .select_related("before", "after")
        .order_by("on", "recorded_at", "id")
    ),
)


def stays(region: Region) -> list[BatchStay]:
    """Return the region's times in batches, oldest first."""
    return _stays.objects(region=region.pk)


_stays = PreparedRows(
    BatchStay,
    lambda: BatchStay.objects.filter(region=Slot("region", UUIDField())).order_by("since", "id"),
)


def batch_on(region: Region, day: date) -> str:
    """Return the key of the batch in which the region was on a day; empty where it was in none."""
    rows = BatchStay.objects.filter(region=region, since__lte=day).filter(
        Q(until__isnull=True) | Q(until__gt=day)
    )
    return rows.order_by("-since").values_list("batch", flat=True).first() or ""


def profile_of(region: Region) -> list[ProfileFact]:
    """Return all recorded facts of the profile; of each key the latest first."""
    return _profile.objects(region=region.pk)


_profile = PreparedRows(
    ProfileFact,
    lambda: ProfileFact.objects.filter(region=Slot("region", UUIDField())).order_by(
        "block", "key", "-as_of", "-recorded_at"
    ),
)
