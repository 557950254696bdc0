"""Setting up the two programmes: bodies and areas come from their registers, through the ordinary import."""

import csv
import io
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from fivefold.authz.roles import Role
from fivefold.classify.class_lists.actions import class_list_draft, class_list_issue
from fivefold.classify.class_lists.models import ClassList
from fivefold.classify.regions.commands import import_register
from fivefold.lifecycle.actor import Actor
from fivefold.orgs.models import Body
from fivefold.orgs.tree import top
from fivefold.packs.fictional import fictional_areas
from fivefold.packs.models import Programme
from fivefold.packs.programmes import install_pack, pack_of
from fivefold.packs.register import write_register
from fivefold.project.demo import dates as when
from fivefold.project.demo.dates import Dates
from fivefold.project.demo.people import Cast, seat_bodies

PACK = "cn-2021-shiyu"
CENTRE = "演示中央办公室"  # the one issuer of every fictional document
REAL_NOTE = "本计划只登记、分类公开的行政区划，不含任何试点工作数据；参加试点的名单未公开，故不登记。"
REAL_NOTE_EN = (
    "This programme only registers and classifies public administrative divisions, without data of any pilot."
)
DEMO_NOTE = "演示数据：本计划中的地区、单位、数据和公文均为虚构。"
DEMO_NOTE_EN = "Demonstration data: regions, bodies, figures and documents of this programme are fictional."


def create_programme(
    slug: str, title: str, title_en: str, *, demo: bool, note: str, note_en: str, dates: Dates
) -> Programme:
    """Create a programme that pins the carried pack, with its top body."""
    made = dates.day(when.MADE)
    version = install_pack(Path(settings.PROGRAMMES_DIR) / PACK, made)
    programme = Programme.objects.create(
        slug=slug,
        title=title,
        title_en=title_en,
        pack_version=version,
        time_zone=pack_of(Programme(pack_version=version)).programme.time_zone,
        demo=demo,
        note=note,
        note_en=note_en,
        created_at=made,
    )
    name = CENTRE if demo else "中央"
    Body.objects.create(programme=programme, code="00", name=name, level=0, path="00/")
    return programme


def publisher(programme: Programme, dates: Dates) -> Actor:
    """Seat the centre's publisher who sets the programme up."""
    centre = top(programme)
    assert centre is not None  # noqa: S101 - created a moment ago
    cast: Cast = seat_bodies(programme, [(centre, Role.PUBLISHER)], dates.day(when.MADE))
    return cast.actor(centre, Role.PUBLISHER)


def real_register(dates: Dates) -> Programme:
    """Register and classify the real divisions; nothing else is said about them."""
    programme = create_programme(
        "register",
        "行政区划名册与地区分类（真实名册）",
        "Register and classes of real divisions",
        demo=False,
        note=REAL_NOTE,
        note_en=REAL_NOTE_EN,
        dates=dates,
    )
    actor = publisher(programme, dates)
    areas = Path(settings.PROGRAMMES_DIR) / PACK / "register" / "areas.csv"
    import_register(
        programme, areas, on=dates.day(when.MADE).date(), actor=actor, clock=dates.clock(when.MADE)
    )
    class_list_draft(
        programme=programme,
        valid_from=dates.day(when.CLASSES).date(),
        actor=actor,
        clock=dates.clock(when.CLASSES),
    )
    return programme


def fictional_register(programme: Programme, regions: int) -> bytes:
    """Return the fictional nation's register as csv, with a batch for each region."""
    pack = pack_of(programme)
    text = write_register(fictional_areas(regions), pack.classify.facts)
    rows = list(csv.reader(io.StringIO(text)))
    level = rows[0].index("level")
    first = pack.programme.batches[0].key
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*rows[0], "batch"])
    for row in rows[1:]:
        writer.writerow([*row, "" if row[level] == "province" else first])
    return out.getvalue().encode()


def fictional_nation(dates: Dates, regions: int = 416) -> tuple[Programme, Actor]:
    """Set the fictional nation up: its register is imported, its regions join the first batch."""
    programme = create_programme(
        "demo",
        "演示国分类指导试点（演示数据）",
        "Demonstration nation: classified-guidance pilot (fictional)",
        demo=True,
        note=DEMO_NOTE,
        note_en=DEMO_NOTE_EN,
        dates=dates,
    )
    actor = publisher(programme, dates)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "演示名册.csv"
        path.write_bytes(fictional_register(programme, regions))
        import_register(
            programme, path, on=dates.day(when.MADE).date(), actor=actor, clock=dates.clock(when.MADE)
        )
    return programme, actor


def issue_classes(programme: Programme, actor: Actor, dates: Dates) -> ClassList:
    """Draft the class list by the pack's rules and issue it as number 1."""
    clock = dates.clock(when.CLASSES)
    valid_from = (dates.day(when.CLASSES) - timedelta(days=1)).date()
    draft = class_list_draft(programme=programme, valid_from=valid_from, actor=actor, clock=clock)
    return class_list_issue(
        class_list=draft,
        signer_post=f"{CENTRE}主任",
        document_number=f"演示〔{clock.now().year}〕分类1号",
        actor=actor,
        clock=clock,
    )
