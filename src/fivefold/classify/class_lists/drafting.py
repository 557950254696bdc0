"""From areas and facts to the lines of a class list: the pack's rules, applied by ``fivefold.method.classify``."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from fivefold.classify.class_lists.models import ClassEntry, ClassList
from fivefold.classify.class_lists.queries import entries
from fivefold.classify.regions.models import AdminArea, Region
from fivefold.classify.regions.queries import PARTICIPATING, facts_of_areas, living, participant_levels
from fivefold.classify.regions.values import to_store
from fivefold.method.classify import Verdict, classify_many
from fivefold.packs.facts import FactValue
from fivefold.packs.models import Programme
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.packs.rules import contradictions_of, rules_of


def candidates(programme: Programme, pack: Pack, on: date) -> list[AdminArea]:
    """Return the areas that can be regions on a day: those of the participants' levels that exist then."""
    rows = AdminArea.objects.filter(programme=programme, level__in=participant_levels(pack)).filter(
        living(on)
    )
    return list(rows.order_by("code", "valid_from"))


def verdicts(
    programme: Programme, on: date, known_at: datetime | None = None
) -> list[tuple[AdminArea, Verdict]]:
    """Place every candidate by the pack's rules over its facts as of a day. Pure in everything but its reading.

    Raises ``AmbiguousHistory`` when two facts recorded at the same moment contradict each other.
    """
    pack = pack_of(programme)
    areas = candidates(programme, pack, on)
    facts = facts_of_areas(pack, areas, on, known_at)
    register: Mapping[str, Mapping[str, FactValue]] = {str(area.pk): facts[area.pk] for area in areas}
    found = classify_many(register, rules_of(pack.classify), contradictions_of(pack.classify)).verdicts
    return [(area, found[str(area.pk)]) for area in areas]


def lines(class_list: ClassList, predecessor: ClassList | None) -> list[ClassEntry]:
    """Return the unsaved lines of a draft, with the overrides of the list before it carried over.

    An override is carried over only while the rules still say what they said when it was made.
    """
    programme = class_list.programme
    regions = {row.area_id: row for row in Region.objects.filter(programme=programme, state=PARTICIPATING)}
    overrides = _overrides(predecessor)
    return [
        _line(class_list, area, verdict, regions, overrides.get(area.code))
        for area, verdict in verdicts(programme, class_list.valid_from)
    ]


def _overrides(predecessor: ClassList | None) -> dict[str, ClassEntry]:
    if predecessor is None:
        return {}
    rows = entries(predecessor).filter(outcome="overridden")
    found = {row.area.code: row for row in rows}
    for row in found.values():
        row.carried_from = row.carried_from or predecessor.number
    return found


def _line(
    class_list: ClassList,
    area: AdminArea,
    verdict: Verdict,
    regions: Mapping[UUID, Region],
    override: ClassEntry | None,
) -> ClassEntry:
    entry = ClassEntry(
        class_list=class_list,
        area=area,
        region=regions.get(area.pk),
        outcome=verdict.outcome,
        class_code=verdict.region_class or "",
        rule_code=verdict.rule or "",
        facts={key: to_store(value) for key, value in verdict.facts_used.items()},
        reasons=[reason.to_data() for reason in verdict.reasons],
    )
    if override is not None and override.ruled_class_code == entry.class_code:
        entry.outcome, entry.class_code = "overridden", override.class_code
        entry.ruled_class_code = override.ruled_class_code
        entry.override_reason, entry.override_signer = override.override_reason, override.override_signer
        entry.carried_from = override.carried_from
    return entry
