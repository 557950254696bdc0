"""A stage for probes over HTTP: one nation in the middle of a round, with one thing of every kind in a known state.

What has an owner belongs to 甲市 in 演示省. Everything happens at the cast's moment. ``places`` names what addresses
need: ids, codes and tokens.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.test import override_settings

from cast import NOW, Nation, build_nation, issued_edition, open_round
from claim.postings.posted import approve, draft, issue
from claim_stage import WHOLE
from classify.files import as_csv, nation_rows
from desk.public.freezing import standing
from fivefold.authz.roles import Role
from fivefold.claim.assessments import returning
from fivefold.claim.assessments.editing import assessment_begin
from fivefold.claim.assessments.evidence import Upload, evidence_add
from fivefold.claim.assessments.queries import lines_of
from fivefold.claim.assessments.workbook import workbook_of
from fivefold.claim.claims import importing
from fivefold.claim.claims.drafting import claim_edit
from fivefold.claim.models import ClaimRound, Extension, Objection
from fivefold.classify.models import ClassEntry, ClassList, Guidance
from fivefold.classify.register import actions as register
from fivefold.decompose.guideline import uploads
from fivefold.decompose.guideline.actions import unit_assign
from fivefold.decompose.guideline.queries import content_of
from fivefold.decompose.guideline.workbook import workbook_of as items_of
from fivefold.decompose.models import GuidelineEdition
from fivefold.jobs.models import Job
from fivefold.ledger.models import Entry
from fivefold.lifecycle.actor import Actor
from fivefold.office.people.actions import person_create
from fivefold.packs.models import WorkingDays

OWN, SIBLING, OTHER, PROVINCE = "甲市", "乙市", "丙市", "演示省"


@dataclass
class Stage:
    """The nation, and the names that addresses are made of."""

    nation: Nation
    folder: Path
    places: dict[str, object]

    def __getattr__(self, name):
        return self.places[name]


@contextmanager
def set_up(folder: Path, parts: "Sequence[Part] | None" = None) -> Iterator[Stage]:
    """Build the stage with its files in ``folder``; the whole of it is rolled back at the end."""
    own = override_settings(
        DATA_DIR=folder,
        MEDIA_ROOT=folder / "files",
        LOG_KEY_FILE=folder / "log.key",
        SITE_NAME="test.example",
    )
    with own, standing(NOW), transaction.atomic():
        yield build(folder, parts or PARTS)
        transaction.set_rollback(True)


def build(folder: Path, parts: "Sequence[Part]") -> Stage:
    """Build it, part by part."""
    nation = build_nation()
    for role in (Role.ADVISER, Role.JUDGE):
        nation.seat("centre", nation.centre, role)
    stage = Stage(nation, folder, {"slug": "test", "programme": "test", "key": "test", "region_code": "9101"})
    for part in parts:
        part(stage, nation.actor("centre publisher"))
    return stage


def _classify(stage: Stage, centre: Actor) -> None:
    nation = stage.nation
    listed = ClassList.objects.create(
        programme=nation.programme, valid_from=date(2026, 2, 1), state="drafted", state_since=NOW,
        pack_sha256=nation.programme.pack_version.sha256,
    )  # fmt: skip
    region = nation.regions[OWN]
    line = ClassEntry.objects.create(
        class_list=listed, region=region, area=region.area, outcome="placed", class_code="class-1"
    )
    guidance = {"programme": nation.programme, "title": "演示指导", "text": "演示", "state_since": NOW}
    upload = register.Upload(as_csv(nation_rows()), "演示名录.csv", "text/csv")
    kept = register.register_upload(
        programme=nation.programme, upload=upload, wanted=register.Wanted("areas", NOW.date()), actor=centre
    )
    stage.places |= {
        "region": region.pk, "area": region.area_id, "list_issued": nation.class_list.pk, "list_draft": listed.pk,
        "list_line": line.pk, "guidance_draft": Guidance.objects.create(state="drafted", **guidance).pk,
        "guidance": Guidance.objects.create(state="published", **guidance).pk, "register_import": kept.pk,
    }  # fmt: skip


def _decompose(stage: Stage, centre: Actor) -> None:
    nation = stage.nation
    project = nation.edition.projects.get(order=1)
    unit_assign(project=project, unit_name="演示单位", level=0, role="lead", actor=centre)
    made = issued_edition(nation.programme, code="demo-b", items=1)
    GuidelineEdition.objects.filter(pk=made.pk).update(state="drafted")
    made.refresh_from_db()
    book = items_of(content_of(made), {}, with_items=True)
    stage.places |= {
        "edition": nation.edition.pk, "edition_code": nation.edition.code, "edition_draft": made.pk,
        "project": project.code, "assignment": project.assignments.get().pk,
        "items_token": uploads.keep(made, book, "指标.xlsx", NOW),
    }  # fmt: skip


def _rounds(stage: Stage, centre: Actor) -> None:
    nation = stage.nation
    round_ = open_round(nation)
    asked = Extension.objects.create(
        round=round_, body=nation.provinces[PROVINCE], deadline="closes", reason="演示", asked_at=NOW,
        asked_until=round_.closes_at + timedelta(days=3), asked_by_post="演示处处长", state="asked", state_since=NOW,
    )  # fmt: skip
    stage.places |= {"round": round_.pk, "extension": asked.pk}
    stage.places["round_draft"] = open_round(nation, title="演示下一轮", state="prepared").pk
    closed = open_round(nation, title="演示上一轮", state="closed", opens_at=NOW - timedelta(days=90))
    stage.places["round_closed"] = closed.pk


def _assess(stage: Stage, centre: Actor) -> None:
    nation, filler = stage.nation, stage.nation.actor(f"{OWN} filler")
    round_ = ClaimRound.objects.get(pk=stage.round)
    made = assessment_begin(round_=round_, region=nation.regions[OWN], actor=filler)
    item = lines_of(made)[0].item.code
    piece = evidence_add(
        assessment=made, item=item, upload=Upload("演示".encode(), "材料.txt", "text/plain"), title="演示材料",
        dated_on=None, actor=filler,
    )  # fmt: skip
    book = workbook_of(made, lines_of(made))
    stage.places |= {
        "assessment": made.pk, "item": item, "evidence": piece.pk, "region_free": nation.regions[SIBLING].pk,
        "assessment_token": returning.keep(made, book, "自评.xlsx", NOW),
    }  # fmt: skip


def _claims(stage: Stage, centre: Actor) -> None:
    nation, round_ = stage.nation, ClaimRound.objects.get(pk=stage.round)
    stage.places["claim"] = approve(nation, round_, OWN, 1, state="submitted").pk
    filed = approve(nation, round_, OWN, 2, state="filed", filed_by=nation.provinces[PROVINCE])
    suggested = nation.edition.projects.get(order=9)
    switch = approve(nation, round_, SIBLING, 3, state="returned", suggested_project=suggested)
    returned = approve(nation, round_, OWN, 4, state="drafted")
    edit = {"claim": returned, "version": 0, "edit": WHOLE, "actor": nation.actor(f"{OWN} filler")}
    claim_edit(**edit)
    coordinator = nation.actor(f"{PROVINCE} coordinator")
    table = f"地区代码,项目代码\n9102,{nation.edition.projects.get(order=8).code}\n".encode()
    stage.places |= {
        "claim_filed": filed.pk, "claim_draft": returned.pk, "claim_switch": switch.pk,
        "claims_token": importing.keep(round_, table, "认领.csv", coordinator),
    }  # fmt: skip


def _postings(stage: Stage, centre: Actor) -> None:
    nation, round_ = stage.nation, ClaimRound.objects.get(pk=stage.round)
    for name, place in ((OWN, 5), (OTHER, 7)):
        approve(nation, round_, name, place)
    posting = issue(nation, draft(nation, round_))
    approve(nation, round_, OWN, 10)
    raised = {
        "posting": posting,
        "text": "演示异议",
        "raised_on": NOW.date(),
        "state": "raised",
        "state_since": NOW,
    }
    own = Objection.objects.create(body=nation.regions[OWN].body, **raised)
    stage.places |= {"posting": posting.pk, "number": 1, "objection": own.pk}
    stage.places["posting_draft"] = draft(nation, round_).pk


def _office(stage: Stage, centre: Actor) -> None:
    nation = stage.nation
    administrator = nation.actor("office system_admin")
    person, _word = person_create(username="someone", name="演示人员", email="", actor=administrator)
    job = Job.objects.create(kind="test", seat_id=nation.seats["centre publisher"].id, queued_at=NOW)
    entries = {entry.origin: entry.pk for entry in Entry.objects.order_by("index")}
    days = WorkingDays.objects.create(
        programme=nation.programme, year=2026, version=1, source="演示数据", days_off=["2026-10-01"],
        working_weekends=["2026-10-10"], recorded_at=NOW, entry_id=str(entries["test.example/test"]),
    )  # fmt: skip
    stage.places["working_days"] = days.pk
    stage.places |= {
        "person": person.pk, "seat": nation.seats[f"{OTHER} filler"].id, "job": job.pk,
        "entry": entries["test.example/test"], "accounts_entry": entries["test.example/accounts"],
    }  # fmt: skip


Part = Callable[[Stage, Actor], None]
PARTS: Sequence[Part] = (_classify, _decompose, _rounds, _assess, _claims, _postings, _office)
