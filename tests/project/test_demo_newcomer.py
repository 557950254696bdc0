"""Whoever tries the demonstration finds something to begin, and can take it through to the approval."""

from contextlib import nullcontext
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from claim_stage import FILE, MILESTONES, VALUES
from fivefold.claim.assessments.actions import assessment_submit
from fivefold.claim.assessments.cells import Cell, Seen
from fivefold.claim.assessments.editing import assessment_begin, cells_save
from fivefold.claim.assessments.evidence import Upload, evidence_add
from fivefold.claim.assessments.models import Assessment
from fivefold.claim.assessments.queries import lines_of
from fivefold.claim.claims.actions import claim_submit
from fivefold.claim.claims.drafting import Edit, claim_draft, claim_edit
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.parts import MilestoneRow
from fivefold.claim.claims.reviewing import claim_approve
from fivefold.claim.rounds.models import ClaimRound, Extension
from fivefold.classify.guidance.models import Guidance
from fivefold.classify.regions.models import Region
from fivefold.lifecycle.actor import Actor
from fivefold.orgs.models import Body, Person
from fivefold.orgs.seats import seats_of
from fivefold.packs.fictional import SMALLEST
from fivefold.packs.programmes import pack_of
from fivefold.project.demo import build, command, posting
from fivefold.project.demo.programmes import create_programme


@pytest.fixture
def demo(db, monkeypatch):
    """The smallest nation; without the real register's regions and without the files of the list."""

    def register(dates):
        return create_programme("register", "名册", "Register", demo=False, note="", note_en="", dates=dates)

    monkeypatch.setattr(build, "real_register", register)
    monkeypatch.setattr(posting, "run_waiting", lambda: None)
    build.build(regions=SMALLEST, step=lambda text: nullcontext())


def seats(name: str) -> list[Actor]:
    """The seats of a log-in, the one taken at signing in first."""
    person = Person.objects.get(username=name)
    return [Actor(seat) for seat in seats_of(person, timezone.now())]


def filled_in(assessment: Assessment, filler: Actor) -> None:
    cells = {"score": Decimal(2), "work_status": "done", "text": "演示说明"}
    lines = lines_of(assessment)
    values = {Cell(line.item.code, name): value for line in lines for name, value in cells.items()}
    cells_save(assessment=assessment, values=values, seen=Seen.read("0"), actor=filler)
    for line in lines:
        if line.item.evidence_required:
            upload = Upload(line.item.code.encode(), "材料.pdf", "application/pdf")
            evidence_add(
                assessment=assessment, item=line.item.code, upload=upload, title="演示", dated_on=None, actor=filler
            )  # fmt: skip


def test_a_newcomer_begins_hands_in_claims_and_is_approved(demo, capsys):
    """One nation for the whole path: making it takes longer than everything that is asked of it."""
    round_ = ClaimRound.objects.get()
    filler, signer = seats("demo-filler")[0], seats("demo-signer")[0]
    region = Region.objects.get(body_id=filler.seat.body_id)
    assert signer.seat.body_id == filler.seat.body_id
    assert not Assessment.objects.filter(region=region).exists()
    assert not Claim.objects.filter(region=region).exists()

    now = timezone.now()
    granted = Extension.objects.get(state="granted")
    asked = Extension.objects.get(state="asked")
    assert round_.closes_at < now < granted.granted_until == round_.dates().closes_at(region.body.path)
    assert granted.granted_until - round_.closes_at == timedelta(days=12)
    assert granted.body == region.body.parent != asked.body
    assert granted.asked_at < round_.closes_at

    back = Claim.objects.get(state="returned", region__body_id=seats("demo-filler")[1].seat.body_id)
    assert back.region.body.parent == region.body.parent

    command._announce(8000, 1.0)
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if "demo-" in line}
    for name in ("demo-filler", "demo-signer"):
        assert lines[name].endswith(
            "：自评待填报 self-assessment to hand in；可新开认领 a claim to begin；退回认领 1 项 returned"
        )
    assert (
        "：异议待答复 1 件 objections to answer；延期申请 1 件 requests for time；" in lines["demo-publisher"]
    )
    assert lines["demo-observer"].endswith("演示中央办公室")

    assessment = assessment_begin(round_=round_, region=region, actor=filler)
    filled_in(assessment, filler)
    assessment_submit(assessment=assessment, actor=signer)
    claim = claim_draft(round_=round_, region=region, project=round_.edition.projects.first(), actor=filler)
    today = now.date()
    values = VALUES | {"decision_on": today - timedelta(days=1)}
    milestones = (MilestoneRow(today + timedelta(days=60), MILESTONES[0].text, MILESTONES[0].measure),)
    claim_edit(claim=claim, version=0, edit=Edit(values, milestones, FILE), actor=filler)
    claim_submit(claim=Claim.objects.get(pk=claim.pk), actor=signer)
    (reviewer,), (coordinator,) = seats("demo-reviewer"), seats("demo-coordinator")
    assert reviewer.seat.body_id == coordinator.seat.body_id == str(region.body.parent_id)
    assert build.waiting()["demo-reviewer"] == "待审核认领 1 项 claims to review"
    assert build.waiting()["demo-coordinator"] == "", "who does not review is not told to"
    claim_approve(claim=Claim.objects.get(pk=claim.pk), actor=reviewer)
    assert Claim.objects.get(pk=claim.pk).state == "approved"
    assert build.waiting()["demo-filler"] == "退回认领 1 项 returned"

    papers = Guidance.objects.filter(state="published").values_list("class_code", "title", "text")
    classes = {found.key for found in pack_of(round_.programme).programme.classes}
    assert {code for code, _, _ in papers} == {"", *classes}
    assert len(papers) == 1 + len(classes)
    assert all("演示数据" in title and "演示数据" in text for _, title, text in papers)
    assert Body.objects.get(pk=filler.seat.body_id).programme.demo
