"""Two programmes for the same journey: the national pilot's rules, and a library network's, who share no name.

A world says what a person there would know: codes, names, words. Nothing in it is about pages.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fivefold.authz.roles import ADMINISTRATORS
from fivefold.lifecycle.clock import FrozenClock
from fivefold.office.founding.actions import Founding, Newcomer, programme_found
from fivefold.orgs.models import Person
from fivefold.packs.models import Programme

PROGRAMMES = Path(__file__).parents[2] / "programmes"
PASSWORD = "one time, changed afterwards"


@dataclass(frozen=True)
class World:
    """Names and figures of a programme.

    ``region``: who claims; ``other``: a second region; ``reviewing`` and ``filing``: bodies that review and file for it
    """

    pack: str
    register: bytes
    top: tuple[str, str]
    region: tuple[str, str]
    other: tuple[str, str]
    reviewing: str
    filing: str
    batch: str
    counts: Mapping[str, int]  # areas, regions
    cap: int
    projects: tuple[str, ...]  # codes in the order of claiming, one more than the cap
    basis: str
    part: str  # a part that a reviewer names when returning, and a field of it
    part_field: str
    number: str  # the first list's document number
    mark: str
    public: bool
    decision_record: bool
    milestones: bool
    uncovered: str = ""  # an area that no rule places, "" where there is none


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _nation() -> bytes:
    head = [
        "code", "name", "level", "kind", "parent_code", "valid_from", "valid_to", "sub_provincial",
        "independent_planning", "provincial_capital", "under_municipality", "out_of_scope", "code_origin", "source",
        "note", "batch",
    ]  # fmt: skip
    own = ["自拟", "演示数据", "演示数据"]
    return _csv([
        head,
        ["91", "演示省", "province", "省", "", "", "", "0", "0", "0", "0", "0", *own, ""],
        ["92", "样例省", "province", "省", "", "", "", "0", "0", "0", "0", "0", *own, ""],
        ["9101", "甲市", "prefecture", "地级市", "91", "", "", "0", "0", "1", "0", "0", *own, "batch-1"],
        ["9102", "乙市", "prefecture", "地级市", "91", "", "", "0", "0", "0", "0", "0", *own, "batch-1"],
        ["9201", "丙市", "prefecture", "地级市", "92", "", "", "0", "0", "0", "0", "0", *own, "batch-1"],
    ])  # fmt: skip


def _network() -> bytes:
    text = (PROGRAMMES / "tiny-two-level" / "register" / "areas.csv").read_text()
    rows = list(csv.reader(io.StringIO(text)))
    joining = {"LIB-01", "LIB-02", "LIB-03"}
    return _csv([[*rows[0], "batch"], *([*row, "spring" if row[0] in joining else ""] for row in rows[1:])])


PILOT = World(
    pack="cn-2021-shiyu", register=_nation(), top=("00", "演示中央办公室"), region=("9101", "甲市"),
    other=("9102", "乙市"), reviewing="91", filing="91", batch="batch-1", counts={"areas": 5, "regions": 3}, cap=2,
    projects=("P03", "P07", "P09"), basis="advantage", part="plan_unit", part_field="lead_unit",
    number="演示〔2026〕1号", mark="演示", public=True, decision_record=True, milestones=True,
)  # fmt: skip
NETWORK = World(
    pack="tiny-two-level", register=_network(), top=("LIB", "演示图书馆联盟"), region=("LIB-01", "演示东湖分馆"),
    other=("LIB-02", "演示西园分馆"), reviewing="LIB", filing="LIB", batch="spring", counts={"areas": 7, "regions": 3},
    cap=3, projects=("S1", "S2", "S4", "S5"), basis="strength", part="outputs", part_field="expected_output",
    number="演示-2026-1", mark="演示", public=False, decision_record=False, milestones=False, uncovered="LIB-06",
)  # fmt: skip


def founded(world: World, at) -> Programme:
    """Found an installation by the act of ``fivefold found``. Everything else is done on pages.

    Only what the act keeps from everybody is done for the journey: its label as fiction, and passwords it knows.
    """
    three = [Newcomer(role, role.value, role.value) for role in sorted(ADMINISTRATORS)]
    founding = Founding(PROGRAMMES / world.pack, "journey", "演示计划", "Demo programme", *world.top)
    programme, _passwords = programme_found(founding=founding, administrators=three, clock=FrozenClock(at))
    Programme.objects.filter(pk=programme.pk).update(demo=True)
    for person in Person.objects.all():
        person.set_password(PASSWORD)
        person.save()
    return programme
