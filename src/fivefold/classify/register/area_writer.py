"""Writing the areas of a confirmed plan: new ones, corrections in place, new lives, and their facts with two times."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain

from fivefold.classify.regions.models import AdminArea, AreaSuccession, Region
from fivefold.classify.regions.spelling import pinyin_of
from fivefold.classify.regions.values import to_store
from fivefold.classify.register.checking import IDENTITY
from fivefold.classify.register.fact_rows import NewFact, insert_facts
from fivefold.classify.register.plan import Change, Plan
from fivefold.classify.register.queries import present_areas
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import FrozenClock
from fivefold.lifecycle.move import move
from fivefold.orgs.models import Body
from fivefold.packs.facts import typed
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.packs.register import AreaRow

BATCH = 1000


class AreaWriter:
    """Writes areas and facts in the caller's transaction.

    ``on`` is the day from which changes hold, ``at`` the moment of recording, ``basis`` what the changes rest on (the
    name of the file).
    """

    def __init__(self, programme: Programme, plan: Plan, on: date, at: datetime, basis: str) -> None:
        self.programme, self.plan, self.on, self.at, self.basis = programme, plan, on, at, basis
        self.facts = {fact.key: fact for fact in pack_of(programme).classify.facts}
        self.new_facts: list[NewFact] = []

    def write(self, actor: Actor) -> dict[str, AdminArea]:
        """Write everything and return the register by code as it stands then."""
        areas = {area.code: area for area in present_areas(self.programme)}
        for change in self.plan.changed:
            area = areas[change.row.code]
            if self._is_new_life(change, area):
                areas[area.code] = self._new_life(change, area, actor)
            else:
                self._correct(change, area)
        made = {row.code: self._area(row, row.valid_from) for row in self.plan.new}
        areas.update(made)
        self._set_paths(areas, set(made))
        AdminArea.objects.bulk_create(made.values(), batch_size=BATCH)
        # One after the other: a register of 100,000 areas has a million facts.
        stated = (self._facts_of(made[row.code], row, row.valid_from) for row in self.plan.new)
        insert_facts(chain(self.new_facts, chain.from_iterable(stated)), self.at)
        return areas

    def _area(self, row: AreaRow, valid_from: date | None) -> AdminArea:
        return AdminArea(
            programme=self.programme,
            code=row.code,
            name=row.name,
            pinyin=pinyin_of(row.name),
            level=row.level,
            kind=row.kind,
            parent_code=row.parent_code,
            valid_from=valid_from,
            valid_to=row.valid_to,
            code_origin=row.code_origin,
            source=row.source,
            note=row.note,
            recorded_at=self.at,
            state_since=self.at,
        )

    def _facts_of(self, area: AdminArea, row: AreaRow, valid_from: date | None) -> Iterator[NewFact]:
        for key, text in row.facts.items():
            value = to_store(typed(self.facts[key], text))
            if value is not None:
                yield (area.pk, key, value, valid_from, row.source)

    def _is_new_life(self, change: Change, area: AdminArea) -> bool:
        begun_before = area.valid_from is None or area.valid_from < self.on
        return begun_before and any(name in change.columns for name in IDENTITY)

    def _new_life(self, change: Change, area: AdminArea, actor: Actor) -> AdminArea:
        """End the old life on the day and let a new one take over name, facts and participation."""
        params = {"name": change.row.name, "code": change.row.code, "on": self.on.isoformat()}
        move(area, "area.renamed", actor=actor, clock=FrozenClock(self.at), because=self.basis, params=params)
        AdminArea.objects.filter(pk=area.pk).update(valid_to=self.on)
        made = self._area(change.row, self.on)
        made.save(force_insert=True)
        self.new_facts += self._facts_of(made, change.row, self.on)
        AreaSuccession.objects.create(
            programme=self.programme,
            kind="renamed",
            on=self.on,
            before=area,
            after=made,
            note=self.basis,
            recorded_at=self.at,
        )
        Region.objects.filter(area=area).update(area=made)
        self._rename_bodies(made)
        return made

    def _rename_bodies(self, area: AdminArea) -> None:
        names = {"name": area.name, "pinyin": area.pinyin}
        Body.objects.filter(region__area=area).update(**names)
        Body.objects.filter(programme=self.programme, code=area.code, region__isnull=True).update(**names)

    def _correct(self, change: Change, area: AdminArea) -> None:
        """Put what the file states in place; changed facts are new recordings, from the day on."""
        row = change.row
        own = {name: getattr(row, name) for name in change.columns if name not in row.facts}
        if own:
            own["pinyin"] = pinyin_of(row.name)
            AdminArea.objects.filter(pk=area.pk).update(**own)
            for name, value in own.items():
                setattr(area, name, value)
            self._rename_bodies(area)
        for key in change.columns:
            if key in row.facts:
                value = to_store(typed(self.facts[key], row.facts[key]))
                self.new_facts.append((area.pk, key, value, self.on, row.source))

    def _set_paths(self, areas: dict[str, AdminArea], unsaved: set[str]) -> None:
        """Give every area its path of codes from the top; those already saved are saved again where it moved."""
        paths: dict[str, str] = {}
        for code in areas:
            for found in reversed(list(_way_up(code, areas, paths))):
                paths[found] = f"{paths.get(areas[found].parent_code, '')}{found}/"
        moved = [area for code, area in areas.items() if area.path != paths[code]]
        for area in moved:
            area.path = paths[area.code]
        saved = [area for area in moved if area.code not in unsaved]
        AdminArea.objects.bulk_update(saved, ["path"], batch_size=BATCH)


def _way_up(code: str, areas: dict[str, AdminArea], known: dict[str, str]) -> Iterable[str]:
    """Yield the codes from ``code`` upwards that have no path yet; the plan holds no circle."""
    while code in areas and code not in known:
        yield code
        code = areas[code].parent_code
