"""The cast: a fictional nation of two provinces and one municipality, with one seat per role.

``build_nation`` writes rows directly, so that a test of one subject does not depend on the actions of
another. Regions: 甲市 (class-1 capital) and 乙市 (class 2) in 演示省, 丙市 (class 2) in 样例省, 丁区 (class
3) in 示例市.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password

from fivefold.authz.roles import Role
from fivefold.claim.models import ClaimRound
from fivefold.classify.models import AdminArea, AreaFact, BatchStay, ClassEntry, ClassList, Region
from fivefold.decompose.models import Block, GuidelineEdition, Item, Project
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import FrozenClock
from fivefold.orgs.models import Body, Person, Seat
from fivefold.orgs.seats import SeatFacts, seat_facts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import install_pack, pack_of

PROGRAMMES = Path(__file__).parents[1] / "programmes"
NOW = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
CLOCK = FrozenClock(NOW)
PASSWORD = "correct horse battery"


def later(**delta: int) -> FrozenClock:
    """A clock that stands the given time after NOW."""
    return FrozenClock(NOW + timedelta(**delta))


@dataclass
class Nation:
    """Everything in the fictional nation, by short names."""

    programme: Programme
    centre: Body
    provinces: dict[str, Body] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    seats: dict[str, SeatFacts] = field(default_factory=dict)
    edition: GuidelineEdition | None = None
    class_list: ClassList | None = None

    def actor(self, name: str) -> Actor:
        """The actor of a seat, e.g. ``"甲市 signer"``, ``"演示省 reviewer"``, ``"centre publisher"``."""
        return Actor(self.seats[name])

    def seat(self, place: str, body: Body | None, role: Role) -> SeatFacts:
        """Seat a new person at a body and remember the seat as ``"<place> <role>"``."""
        return self.seat_all([(place, body, role)])[0]

    def seat_all(self, wanted: list[tuple[str, Body | None, Role]]) -> list[SeatFacts]:
        """Seat a new person for each; everybody has the same word, so it is hashed once."""
        word, first = make_password(PASSWORD), len(self.seats)
        people = [
            Person(username=f"t-{number:02d}", name=f"{place}{role.value}", password=word)
            for number, (place, _, role) in enumerate(wanted, start=first)
        ]
        seats = [
            Seat(
                person=person,
                programme=self.programme if body else None,
                body=body,
                role=role.value,
                appointed_at=NOW,
            )
            for person, (_, body, role) in zip(people, wanted, strict=True)
        ]
        Person.objects.bulk_create(people)
        Seat.objects.bulk_create(seats)
        made = [seat_facts(seat) for seat in seats]
        self.seats |= {
            f"{place} {role.value}": facts for (place, _, role), facts in zip(wanted, made, strict=True)
        }
        return made

    def login(self, client, name: str):
        """Sign the test client in on a seat and return the client."""
        seat = self.seats[name]
        client.force_login(Person.objects.get(pk=seat.person_id))
        session = client.session
        session["seat"] = seat.id
        session.save()
        return client


_PROVINCES = (("91", "演示省"), ("92", "样例省"), ("93", "示例市"))
_REGIONS = (
    ("9101", "甲市", "91", "class-1", "prefecture", {"provincial_capital": True}),
    ("9102", "乙市", "91", "class-2", "prefecture", {}),
    ("9201", "丙市", "92", "class-2", "prefecture", {}),
    ("9301", "丁区", "93", "class-3", "county", {"under_municipality": True}),
)


def _body(programme: Programme, parent: Body | None, code: str, name: str, level: int) -> Body:
    path = f"{parent.path if parent else ''}{code}/"
    return Body.objects.create(
        programme=programme, parent=parent, code=code, name=name, level=level, path=path
    )


def build_nation(
    *, pack: str = "cn-2021-shiyu", with_edition: bool = True, with_classes: bool = True
) -> Nation:
    """Build the nation: bodies, regions in batch 1, seats, an issued edition and an issued class list."""
    version = install_pack(PROGRAMMES / pack, NOW)
    programme = Programme.objects.create(
        slug="test",
        title="演示计划",
        title_en="Demo programme",
        pack_version=version,
        time_zone="Asia/Shanghai",
        demo=True,
        created_at=NOW,
    )
    nation = Nation(programme, _body(programme, None, "00", "演示中央办公室", 0))
    for code, name in _PROVINCES:
        nation.provinces[name] = _body(programme, nation.centre, code, name, 1)
    batch = pack_of(programme).programme.batches[0].key
    for code, name, province, _, level, facts in _REGIONS:
        _region(nation, code, name, province, level, facts, batch)
    _seats(nation)
    if with_edition:
        nation.edition = issued_edition(programme)
    if with_classes:
        nation.class_list = issued_class_list(nation)
    return nation


def _region(nation, code, name, province_code, level, facts, batch):
    parent = next(b for b in nation.provinces.values() if b.code == province_code)
    area = AdminArea.objects.create(
        programme=nation.programme,
        code=code,
        name=name,
        level=level,
        kind="地级市" if level == "prefecture" else "市辖区",
        parent_code=province_code,
        code_origin="自拟",
        source="演示数据",
        recorded_at=NOW,
    )
    for key, value in facts.items():
        AreaFact.objects.create(area=area, key=key, value=value, source="演示数据", recorded_at=NOW)
    region = Region.objects.create(
        programme=nation.programme,
        area=area,
        body=_body(nation.programme, parent, code, name, 2),
        batch=batch,
        joined_on=date(2026, 1, 1),
        state="participating",
        state_since=NOW,
    )
    BatchStay.objects.create(region=region, batch=batch, since=date(2026, 1, 1))
    nation.regions[name] = region


def _seats(nation: Nation) -> None:
    wanted: list[tuple[str, Body | None, Role]] = [
        ("centre", nation.centre, Role.PUBLISHER),
        ("centre", nation.centre, Role.OBSERVER),
    ]
    for name, body in nation.provinces.items():
        wanted += [(name, body, Role.COORDINATOR), (name, body, Role.REVIEWER)]
    for name, region in nation.regions.items():
        wanted += [(name, region.body, Role.FILLER), (name, region.body, Role.SIGNER)]
    wanted += [("office", None, role) for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)]
    nation.seat_all(wanted)


def issued_edition(programme: Programme, *, code: str = "demo-a", items: int = 2) -> GuidelineEdition:
    """An issued edition of the pack's projects, with ``items`` fictional items of 10 points in each."""
    edition = GuidelineEdition.objects.create(
        programme=programme,
        code=code,
        title="演示指引",
        demo=True,
        state="drafted",
        state_since=NOW,
        sha256="0" * 64,
    )
    pairs = [
        (Block(edition=edition, code=block.code, title=block.title.zh, order=number), block.projects)
        for number, block in enumerate(pack_of(programme).decompose.editions[0].blocks, start=1)
    ]
    named = [(row, project) for row, projects in pairs for project in projects]
    made = [
        Project(edition=edition, block=row, code=project.code, title=project.title.zh, order=order)
        for order, (row, project) in enumerate(named, start=1)
    ]
    Block.objects.bulk_create(row for row, _ in pairs)
    Project.objects.bulk_create(made)
    Item.objects.bulk_create(_item(project, n) for project in made for n in range(1, items + 1))
    # The database refuses changes to what is issued, so the state comes last.
    GuidelineEdition.objects.filter(pk=edition.pk).update(state="issued")
    edition.refresh_from_db()
    return edition


def _item(project: Project, n: int) -> Item:
    return Item(
        project=project,
        code=f"{project.code}-{n}",
        order=n,
        kind="basic",
        title=f"演示指标{project.order}.{n}",
        aim="演示目标",
        measure="演示测量",
        examples="演示",
        levels=[{"label": name, "text": f"演示{name}", "from_score": ""} for name in ("差", "中", "好")],
        max_score=10,
        evidence_required=n == 1,
        demo=True,
    )


def issued_class_list(nation: Nation) -> ClassList:
    """An issued class list no. 1 that places every region by a rule."""
    made = ClassList.objects.create(
        programme=nation.programme,
        number=1,
        valid_from=date(2026, 1, 1),
        issued_at=NOW,
        signer_post="演示办公室主任",
        document_number="演示〔2026〕分类1号",
        pack_sha256=nation.programme.pack_version.sha256,
        sha256="1" * 64,
        state="issued",
        state_since=NOW,
    )
    keys = [entry.key for entry in pack_of(nation.programme).programme.classes]
    ClassEntry.objects.bulk_create(
        ClassEntry(
            class_list=made,
            region=nation.regions[name],
            area=nation.regions[name].area,
            outcome="placed",
            class_code=keys[min(int(class_code.rsplit("-", 1)[1]), len(keys)) - 1],
            rule_code="test",
        )
        for _, name, _, class_code, _, _ in _REGIONS
    )
    return made


def open_round(nation: Nation, **changes) -> ClaimRound:
    """An open claim round over batch 1: one month, review one week longer, caps and chain of the pack."""
    pack = pack_of(nation.programme)
    values = {
        "programme": nation.programme,
        "title": "演示认领轮次",
        "batches": [pack.programme.batches[0].key],
        "edition": nation.edition,
        "class_list": nation.class_list,
        "opens_at": NOW - timedelta(days=1),
        "closes_at": NOW + timedelta(days=30),
        "review_closes_at": NOW + timedelta(days=37),
        "cap_min": pack.claim.cap.min,
        "cap_max": pack.claim.cap.max,
        "review_levels": [pack.level_index(step.level) for step in pack.claim.review],
        "confirm_days": pack.claim.confirm.days,
        "state": "opened",
        "state_since": NOW,
    }
    return ClaimRound.objects.create(**{**values, **changes})
