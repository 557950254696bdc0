"""Writing a confirmed plan: areas, facts with two times, the tree of bodies, regions and their batches."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from fivefold.classify.regions.models import AdminArea, AreaFact, AreaSuccession, BatchStay, Region
from fivefold.classify.regions.spelling import pinyin_of
from fivefold.classify.regions.values import to_store
from fivefold.classify.register.checking import IDENTITY
from fivefold.classify.register.plan import Change, Plan
from fivefold.classify.register.queries import present_areas
from fivefold.ledger.record import NewEntry, record_many
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.origin import origin_of
from fivefold.orgs.models import Body
from fivefold.orgs.tree import path_below, top
from fivefold.packs.facts import typed
from fivefold.packs.models import Programme
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.packs.register import AreaRow

_BATCH = 1000


class Writer:
    """Writes one plan in the caller's transaction; ``on`` is the day from which changes hold, ``at`` the moment."""

    def __init__(self, programme: Programme, plan: Plan, on: date, at: datetime) -> None:
        self.programme, self.plan, self.on, self.at = programme, plan, on, at
        self.pack: Pack = pack_of(programme)
        self.facts = {fact.key: fact for fact in self.pack.classify.facts}
        self.levels = {
            name: i for i, level in enumerate(self.pack.programme.levels) for name in level.area_levels
        }

    def write(self, actor: Actor) -> None:
        """Write everything; the caller has checked that the plan has no problem."""
        self._change_areas()
        self._new_areas()
        areas = {area.code: area for area in present_areas(self.programme)}
        self._set_paths(areas)
        bodies = self._bodies(areas)
        regions = self._regions(areas, bodies)
        self._tell(regions, actor)

    # -- areas -----------------------------------------------------------------------------------------------

    def _new_areas(self) -> None:
        made = [self._area(row, row.valid_from) for row in self.plan.new]
        AdminArea.objects.bulk_create(made, batch_size=_BATCH)
        pairs = zip(made, self.plan.new, strict=True)
        self._save_facts(fact for area, row in pairs for fact in self._facts(area, row, area.valid_from))

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

    def _facts(self, area: AdminArea, row: AreaRow, valid_from: date | None) -> Iterable[AreaFact]:
        for key, text in row.facts.items():
            value = to_store(typed(self.facts[key], text))
            if value is not None:
                yield self._fact(area, key, value, row, valid_from)

    def _fact(
        self, area: AdminArea, key: str, value: object, row: AreaRow, valid_from: date | None
    ) -> AreaFact:
        return AreaFact(
            area=area, key=key, value=value, valid_from=valid_from, source=row.source, recorded_at=self.at
        )

    def _save_facts(self, facts: Iterable[AreaFact]) -> None:
        AreaFact.objects.bulk_create(facts, batch_size=_BATCH)

    def _change_areas(self) -> None:
        rows = {str(area.pk): area for area in present_areas(self.programme)}
        for change in self.plan.changed:
            area = rows[change.known.id]
            if self._is_new_life(change, area):
                self._new_life(change, area)
            else:
                self._correct(change, area)

    def _is_new_life(self, change: Change, area: AdminArea) -> bool:
        begun_before = area.valid_from is None or area.valid_from < self.on
        return begun_before and any(name in change.columns for name in IDENTITY)

    def _new_life(self, change: Change, area: AdminArea) -> None:
        """End the old life on the day and let a new one take over name, facts and participation."""
        made = self._area(change.row, self.on)
        made.save(force_insert=True)
        self._save_facts(self._facts(made, change.row, self.on))
        AdminArea.objects.filter(pk=area.pk).update(valid_to=self.on)
        AreaSuccession.objects.create(
            programme=self.programme, kind="renamed", on=self.on, before=area, after=made, recorded_at=self.at
        )
        for region in Region.objects.filter(area=area):
            Region.objects.filter(pk=region.pk).update(area=made)
            Body.objects.filter(pk=region.body_id).update(name=made.name, pinyin=made.pinyin)
        Body.objects.filter(programme=self.programme, code=area.code).update(
            name=made.name, pinyin=made.pinyin
        )

    def _correct(self, change: Change, area: AdminArea) -> None:
        """Put what the file states in place; changed facts are new recordings, from the day on."""
        row = change.row
        own = {name: getattr(row, name) for name in change.columns if name not in row.facts}
        if own:
            AdminArea.objects.filter(pk=area.pk).update(**own, pinyin=pinyin_of(row.name))
        self._save_facts(
            self._fact(area, key, to_store(typed(self.facts[key], row.facts[key])), row, self.on)
            for key in change.columns
            if key in row.facts
        )

    def _set_paths(self, areas: Mapping[str, AdminArea]) -> None:
        paths: dict[str, str] = {}

        def path(code: str) -> str:
            way: list[str] = []
            while code and code not in paths and code in areas:
                way.append(code)
                code = areas[code].parent_code
            for found in reversed(way):
                paths[found] = f"{paths.get(areas[found].parent_code, '')}{found}/"
            return ""

        for code in areas:
            path(code)
        moved = [area for code, area in areas.items() if area.path != paths[code]]
        for area in moved:
            area.path = paths[area.code]
        AdminArea.objects.bulk_update(moved, ["path"], batch_size=_BATCH)

    # -- bodies and regions ----------------------------------------------------------------------------------

    def _level(self, area: AdminArea) -> int:
        return self.levels[area.level]

    def _bodies(self, areas: Mapping[str, AdminArea]) -> dict[str, Body]:
        """Return the bodies by area code, making those that the regions and the levels above them need."""
        known = {body.code: body for body in Body.objects.filter(programme=self.programme, unit=False)}
        found = {code: known[code] for code in areas if code in known}
        wanted = self._wanted(areas)
        apex = top(self.programme) or self._apex(areas)
        by_level = sorted(wanted, key=lambda code: (self._level(areas[code]), code))
        made: list[Body] = []
        for code in by_level:
            area = areas[code]
            if code in found or self._level(area) == 0:
                continue
            parent = self._parent(area, areas, found, apex)
            body = Body(
                programme=self.programme,
                parent=parent,
                code=code,
                name=area.name,
                pinyin=area.pinyin,
                level=self._level(area),
                path=path_below(parent, code),
            )
            found[code] = body
            made.append(body)
        Body.objects.bulk_create(made, batch_size=_BATCH)
        return found

    def _wanted(self, areas: Mapping[str, AdminArea]) -> set[str]:
        """Codes that need a body: new regions, and areas of higher levels that have possible regions below them."""
        wanted = set(self.plan.joined)
        for area in areas.values():
            if self._level(area) == self.pack.participant_level:
                wanted.update(
                    code for code in area.path.split("/") if code in areas and self._is_above(areas[code])
                )
        return wanted

    def _is_above(self, area: AdminArea) -> bool:
        return self._level(area) < self.pack.participant_level

    def _apex(self, areas: Mapping[str, AdminArea]) -> Body:
        """Make the top body where the office has not: from the register's own top, else from the level's name."""
        area = next((area for area in areas.values() if self._level(area) == 0), None)
        name = area.name if area else str(self.pack.programme.levels[0].label)
        code = area.code if area else "00"
        return Body.objects.create(
            programme=self.programme,
            code=code,
            name=name,
            pinyin=pinyin_of(name),
            level=0,
            path=path_below(None, code),
        )

    def _parent(
        self, area: AdminArea, areas: Mapping[str, AdminArea], found: Mapping[str, Body], apex: Body
    ) -> Body:
        """Return the nearest body of a higher level above the area; a municipality is one for its districts."""
        for code in reversed(area.path.split("/")[:-2]):
            if code in found and code in areas and found[code].level < self._level(area):
                return found[code]
        return apex

    def _regions(self, areas: Mapping[str, AdminArea], bodies: Mapping[str, Body]) -> list[Region]:
        regions = [
            Region(
                programme=self.programme,
                area=areas[code],
                body=bodies[code],
                batch=batch,
                joined_on=self.on,
                state="participating",
                state_since=self.at,
            )
            for code, batch in self.plan.joined.items()
        ]
        Region.objects.bulk_create(regions, batch_size=_BATCH)
        BatchStay.objects.bulk_create(
            (BatchStay(region=region, batch=region.batch, since=self.on) for region in regions),
            batch_size=_BATCH,
        )
        return regions

    def _tell(self, regions: Iterable[Region], actor: Actor) -> None:
        """One leaf for each region that joined: its participation is an official fact of its own."""
        seat = actor.seat
        news = [
            NewEntry(
                kind="region.joined",
                subject_type=Region.SUBJECT,
                subject_id=str(region.pk),
                actor=actor.leaf(),
                at=self.at,
                params={"subject": region.area.name, "batch": region.batch, "on": self.on.isoformat()},
                body=region.body.path,
                body_name=seat.body_name if seat else "",
                name_snapshot=seat.person_name if seat else "",
            )
            for region in regions
        ]
        if news:
            record_many(origin_of(self.programme), news)
