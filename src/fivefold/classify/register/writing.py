"""Writing a confirmed plan: areas with their facts, the tree of bodies, regions and their batches."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from fivefold.classify.regions.models import AdminArea, BatchStay, Region
from fivefold.classify.regions.spelling import pinyin_of
from fivefold.classify.register.area_writer import BATCH, AreaWriter
from fivefold.classify.register.plan import Plan
from fivefold.ledger.record import NewEntry, record_many
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.origin import origin_of
from fivefold.orgs.models import Body
from fivefold.orgs.tree import path_below, top
from fivefold.packs.models import Programme
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of


class Writer:
    """Writes one plan in the caller's transaction: the areas first, then the tree above the regions, then the regions.

    ``on`` is the day from which changes hold, ``at`` the moment, ``basis`` what they rest on.
    """

    def __init__(self, programme: Programme, plan: Plan, on: date, at: datetime, basis: str) -> None:
        self.programme, self.plan, self.on, self.at, self.basis = programme, plan, on, at, basis
        self.pack: Pack = pack_of(programme)
        self.levels = {
            name: i for i, level in enumerate(self.pack.programme.levels) for name in level.area_levels
        }

    def write(self, actor: Actor) -> None:
        """Write everything; the caller has checked that the plan has no problem."""
        areas = AreaWriter(self.programme, self.plan, self.on, self.at, self.basis).write(actor)
        bodies = self._bodies(areas)
        self._tell(self._regions(areas, bodies), actor)

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
        Body.objects.bulk_create(made, batch_size=BATCH)
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
        Region.objects.bulk_create(regions, batch_size=BATCH)
        BatchStay.objects.bulk_create(
            (BatchStay(region=region, batch=region.batch, since=self.on) for region in regions),
            batch_size=BATCH,
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
