"""An open round with an assessment of 甲市, and a hand that fills it in."""

from decimal import Decimal

import pytest

from cast import CLOCK, NOW, open_round
from fivefold.claim.assessments.cells import Cell, Seen
from fivefold.claim.assessments.editing import assessment_begin, cells_save
from fivefold.claim.assessments.evidence import Upload, evidence_add
from fivefold.claim.assessments.models import Assessment
from fivefold.claim.assessments.queries import lines_of
from fivefold.lifecycle.clock import DatabaseClock

PAPER = Upload("演示材料".encode(), "材料.pdf", "application/pdf")


@pytest.fixture
def at_now(monkeypatch):
    """Let pages live in the cast's moment."""
    monkeypatch.setattr(DatabaseClock, "now", lambda self: NOW)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def round_(nation):
    return open_round(nation)


@pytest.fixture
def assessment(nation, round_):
    return assessment_begin(
        round_=round_, region=nation.regions["甲市"], actor=nation.actor("甲市 filler"), clock=CLOCK
    )


@pytest.fixture
def save(nation):
    """Save cells given as ``{"P01-1": {"score": Decimal(5)}}``; ``seen="all"`` has seen every save so far."""

    def saving(assessment, changes, *, seen="0", actor="甲市 filler", clock=CLOCK, project=""):
        values = {
            Cell(item, field): value for item, cells in changes.items() for field, value in cells.items()
        }
        now = Assessment.objects.get(pk=assessment.pk).version
        return cells_save(
            assessment=assessment,
            values=values,
            seen=Seen(now) if seen == "all" else Seen.read(seen),
            actor=nation.actor(actor),
            clock=clock,
            project=project,
        )

    return saving


@pytest.fixture
def complete(nation, save):
    """Fill in everything: 8 of 10 points, done, a word, and evidence where it is required."""

    def filling(assessment, *, actor="甲市 filler", score="8", clock=CLOCK):
        lines = lines_of(assessment)
        cells = {"score": Decimal(score), "work_status": "done", "text": "演示说明"}
        save(assessment, {line.item.code: cells for line in lines}, seen="all", actor=actor, clock=clock)
        for line in lines:
            if line.item.evidence_required and not line.live_evidence:
                evidence_add(
                    assessment=assessment,
                    item=line.item.code,
                    upload=Upload(line.item.code.encode(), "材料.pdf", "application/pdf"),
                    title="演示材料",
                    dated_on=None,
                    actor=nation.actor(actor),
                    clock=clock,
                )
        return assessment

    return filling
