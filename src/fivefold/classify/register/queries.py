"""Reading imports, and the register as an import needs to see it."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from fivefold.authz.permissions import Permission
from fivefold.authz.scope import scope
from fivefold.classify.regions.models import AdminArea, Region
from fivefold.classify.regions.queries import BY_BEGINNING, facts_of_areas
from fivefold.classify.regions.values import to_store
from fivefold.classify.register.models import RegisterImport
from fivefold.classify.register.plan import Known
from fivefold.method.classify import Verdict, classify
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.facts import FactValue
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.packs.rules import contradictions_of, rules_of


def visible(seat: SeatFacts | None) -> QuerySet[RegisterImport]:
    """Return the imports that the seat may see, newest first: those who keep the register see all of them."""
    reach = scope(seat, Permission.REGION_MANAGE).q(RegisterImport.SCOPE)
    return RegisterImport.objects.filter(reach).select_related("programme__pack_version", "stored")


def present_areas(programme: Programme) -> list[AdminArea]:
    """Return of every code of the register its last life, by code."""
    rows = AdminArea.objects.filter(programme=programme).order_by("code", BY_BEGINNING)
    return list({row.code: row for row in rows}.values())


def known_areas(programme: Programme, on: date) -> dict[str, Known]:
    """Return the register as of a day by code, with facts and participation."""
    areas = present_areas(programme)
    facts = facts_of_areas(pack_of(programme), areas, on)
    regions = {row.area_id: row for row in Region.objects.filter(programme=programme)}
    return {area.code: _known(area, facts[area.pk], regions.get(area.pk)) for area in areas}


def _known(area: AdminArea, facts: Mapping[str, FactValue], region: Region | None) -> Known:
    return Known(
        id=str(area.pk),
        name=area.name,
        level=area.level,
        kind=area.kind,
        parent_code=area.parent_code,
        valid_from=area.valid_from,
        valid_to=area.valid_to,
        code_origin=area.code_origin,
        source=area.source,
        note=area.note,
        facts={key: to_store(value) for key, value in facts.items()},
        batch=region.batch if region else "",
        state=region.state if region else "",
        region_id=str(region.pk) if region else "",
    )


def verdict_of(programme: Programme, on: date) -> Callable[[str], Verdict]:
    """Return a function that places a known area, named by its code, by the pack's rules as of a day."""
    pack = pack_of(programme)
    areas = {area.code: area for area in present_areas(programme)}
    facts = facts_of_areas(pack, areas.values(), on)
    rules, contradictions = rules_of(pack.classify), contradictions_of(pack.classify)
    return lambda code: classify(facts[areas[code].pk], rules, contradictions)


def import_called(pk: UUID | str) -> RegisterImport:
    """Return an import by its id. Raises ``RegisterImport.DoesNotExist``."""
    return RegisterImport.objects.select_related("programme__pack_version", "stored").get(pk=pk)
