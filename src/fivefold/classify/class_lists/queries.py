"""Reading class lists: which one is in force, and the class of a region on a day as known at a time (2.0, 2.1b)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import CharField, Count, DateField, Q, QuerySet, UUIDField

from fivefold.authz.permissions import Permission
from fivefold.authz.scope import scope
from fivefold.classify.class_lists.models import PUBLISHED, ClassEntry, ClassList
from fivefold.classify.regions.models import AdminArea, Region
from fivefold.classify.regions.queries import participants
from fivefold.ledger.prepared import PreparedRows, Slot
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme

UNSETTLED = ("gap", "conflict")
_NAMED = 20


def visible(seat: SeatFacts | None) -> QuerySet[ClassList]:
    """Return the class lists that the seat may see, newest first: issued ones for all, drafts for the centre."""
    reach = scope(seat, Permission.CLASS_LIST_VIEW).q(ClassList.SCOPE)
    return ClassList.objects.filter(reach).select_related("programme__pack_version")


def issued_lists(programme: Programme) -> QuerySet[ClassList]:
    """Return every issued list of the programme, superseded ones too, the latest number first."""
    return ClassList.objects.filter(programme=programme, state__in=PUBLISHED).order_by("-number")


def class_list_in_force(programme: Programme, on: date, known_at: datetime | None = None) -> ClassList | None:
    """Return the class list that speaks for a day, as the office knew it at a time (default: all that it knows).

    A later number replaces the earlier ones from its ``valid_from`` on and leaves the days before it alone. None
    where no list had been issued that speaks for the day.
    """
    if known_at is None:
        return _in_force.one(programme=programme.pk, on=on)
    return issued_lists(programme).filter(valid_from__lte=on, issued_at__lte=known_at).first()


_in_force = PreparedRows(
    ClassList,
    lambda: ClassList.objects.filter(
        programme=Slot("programme", UUIDField()), state__in=PUBLISHED, valid_from__lte=Slot("on", DateField())
    ).order_by("-number")[:1],
)


def _entries_of() -> QuerySet[ClassEntry]:
    """Its entries: by the region, by its area, or by the area's code (an earlier life of the same area).

    Three look-ups of ids, each by an index of its own: one condition on both tables would read every entry.
    """
    lives = AdminArea.objects.filter(
        programme=Slot("programme", UUIDField()), code=Slot("code", CharField())
    ).order_by()
    return ClassEntry.objects.filter(
        Q(region=Slot("region", UUIDField()))
        | Q(area=Slot("area", UUIDField()))
        | Q(area__in=lives.values("pk"))
    )


def _slots_of(region: Region) -> dict[str, object]:
    return {
        "region": region.pk,
        "area": region.area_id,
        "programme": region.programme_id,
        "code": region.area.code,
    }


def class_of(region: Region, on: date, known_at: datetime | None = None) -> ClassEntry | None:
    """Return the region's entry, with its ``class_list``, in the list that speaks for a day (see above).

    None where no list speaks for the day or the list does not name the region; ``class_code`` is empty for a gap,
    a conflict or an exclusion. Select ``area`` with the region.
    """
    found = class_list_in_force(region.programme, on, known_at)
    return None if found is None else entry_in(found, region)


def entry_in(class_list: ClassList, region: Region) -> ClassEntry | None:
    """Return the region's entry in one list; None where the list does not name it."""
    entry = _in_list.one(list=class_list.pk, **_slots_of(region))
    if entry is not None:
        entry.class_list = class_list
    return entry


_in_list = PreparedRows(
    ClassEntry,
    lambda: (
        _entries_of()
        .filter(class_list=Slot("list", UUIDField()))
        .select_related("area")
        .order_by("-region")[:1]
    ),
)
_in_all = PreparedRows(
    ClassEntry,
    lambda: (
        _entries_of()
        .filter(class_list__state__in=PUBLISHED)
        .select_related("class_list")
        .order_by("-class_list__number")
    ),
)


def classes_of(class_list: ClassList) -> dict[UUID, str]:
    """Return region id -> class code for every region that the list places; two queries, whatever the size."""
    by_area: dict[str, str] = {}
    by_region: dict[UUID, str] = {}
    rows = ClassEntry.objects.filter(class_list=class_list).exclude(class_code="")
    for region_id, code, class_code in rows.values_list("region_id", "area__code", "class_code"):
        by_area[code] = class_code
        if region_id is not None:
            by_region[region_id] = class_code
    regions = Region.objects.filter(programme=class_list.programme_id).values_list("pk", "area__code")
    found = {pk: by_region.get(pk) or by_area.get(code, "") for pk, code in regions}
    return {pk: class_code for pk, class_code in found.items() if class_code}


def order_gate(programme: Programme, batches: Collection[str], on: date) -> list[Reason]:
    """Return why claiming may not begin yet for these batches (row 1.2); empty when the way is free.

    Only participants of the batches are looked at; those without a class in force on the day are named.
    """
    rows = list(participants(programme, batches))
    if not rows:
        return [Reason("class_lists.gate.nobody", {})]
    found = class_list_in_force(programme, on)
    if found is None:
        return [Reason("class_lists.gate.no_list", {"on": on.isoformat()})]
    classes = classes_of(found)
    names = tuple(row.area.name for row in rows if row.pk not in classes)
    if not names:
        return []
    counts = {"number": found.number, "count": len(names), "regions": names}
    return [Reason("class_lists.gate.unclassified", counts)]


def drafts(programme: Programme) -> QuerySet[ClassList]:
    """Return the drafts of the programme, newest first."""
    return ClassList.objects.filter(programme=programme, state="drafted").order_by("-state_since")


def entries(class_list: ClassList) -> QuerySet[ClassEntry]:
    """Return the lines of a list by area code, with area and region."""
    return (
        ClassEntry.objects.filter(class_list=class_list)
        .select_related("area", "region")
        .order_by("area__code")
    )


def counts(class_list: ClassList) -> list[tuple[str, str, bool, int]]:
    """Return how many lines there are by outcome, class and whether the area takes part."""
    rows = ClassEntry.objects.filter(class_list=class_list).order_by("outcome", "class_code")
    taking_part = Count("pk", filter=Q(region__isnull=False))
    found = []
    for outcome, code, inside, everyone in rows.values_list("outcome", "class_code").annotate(
        inside=taking_part, everyone=Count("pk")
    ):
        found += [(outcome, code, True, inside), (outcome, code, False, everyone - inside)]
    return found


def class_codes(class_list: ClassList) -> dict[str, str | None]:
    """Return area code -> class code (None without a class) of a whole list."""
    rows = ClassEntry.objects.filter(class_list=class_list).values_list("area__code", "class_code")
    return {code: class_code or None for code, class_code in rows}


def before(class_list: ClassList) -> ClassList | None:
    """Return the list that this one follows: the highest issued number below its own, for a draft the highest."""
    lists = issued_lists(class_list.programme)
    if class_list.number is not None:
        lists = lists.filter(number__lt=class_list.number)
    return lists.first()


def history_of(region: Region) -> list[ClassEntry]:
    """Return the region's entries in all issued lists, the latest number first, with ``class_list``."""
    return _in_all.objects(**_slots_of(region))


def history_of_area(area_id: UUID) -> list[ClassEntry]:
    """Return an area's entries in all issued lists, the latest number first, with ``class_list``."""
    rows = ClassEntry.objects.filter(area=area_id, class_list__state__in=PUBLISHED)
    return list(rows.select_related("class_list").order_by("-class_list__number"))


def hindrances(class_list: ClassList) -> list[Reason]:
    """Return why a draft cannot be issued: participants in no class. What does not take part hinders nothing."""
    rows = entries(class_list).filter(outcome__in=(*UNSETTLED, "excluded"), region__state="participating")
    found = [(row.outcome, row.area.name) for row in rows]
    reasons = []
    for outcome in (*UNSETTLED, "excluded"):
        names = tuple(name for kind, name in found if kind == outcome)
        if names:
            params = {"count": len(names), "regions": names[:_NAMED]}
            reasons.append(Reason(f"class_lists.hindered.{outcome}", params))
    return reasons
