"""What another province keeps to itself: every unpublished text, count, score and file name of 丙市 and 丁区.

Two worlds that differ only in this must look the same to everybody else (trust 5.3, decisions 26).
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from cast import NOW
from claim.postings.posted import approve
from claim_stage import FILE, VALUES
from fivefold.authz.models import SecurityEvent
from fivefold.claim.assessments.cells import Cell, Seen
from fivefold.claim.assessments.editing import assessment_begin, cells_save
from fivefold.claim.assessments.evidence import Upload, evidence_add
from fivefold.claim.assessments.queries import lines_of
from fivefold.claim.claims import actions, reviewing
from fivefold.claim.claims.drafting import Edit, claim_draft, claim_edit
from fivefold.claim.claims.parts import MilestoneRow
from fivefold.claim.models import Claim, ClaimRound, Posting
from fivefold.claim.objections.actions import objection_raise
from fivefold.claim.rounds.extensions import extension_ask
from fivefold.lifecycle.actor import Actor
from matrix.stage import PARTS, Stage


@dataclass(frozen=True)
class Secret:
    """A world's secret: ``token`` stands in every text, ``much`` says how much has happened, ``score`` is an answer."""

    token: str
    score: str
    much: bool

    def parts(self):
        """The stage with the other provinces' doings before, between and after everything else."""
        first, rest = PARTS[:3], PARTS[3:]
        return (*first, self.elsewhere, self.assess, self.claim, *rest, self.late)

    def elsewhere(self, stage: Stage, centre: Actor) -> None:
        """Name what addresses of the other province are made of; the extension is asked for in one world only."""
        region = stage.nation.regions["丙市"].pk
        stage.places |= {"far_region": region, "far_code": "9201", "far_extension": UUID(int=8)}

    def assess(self, stage: Stage, centre: Actor) -> None:
        """Another region assesses itself, with scores, words and a file; in one world a second one does too."""
        for name in ("丙市", "丁区") if self.much else ("丙市",):
            self._assess(stage, name)

    def _assess(self, stage: Stage, name: str) -> None:
        nation, filler = stage.nation, stage.nation.actor(f"{name} filler")
        round_ = ClaimRound.objects.get(pk=stage.round)
        made = assessment_begin(round_=round_, region=nation.regions[name], actor=filler)
        lines = lines_of(made)[: 7 if self.much else 2]
        values: dict[Cell, object] = {Cell(line.item.code, "score"): Decimal(self.score) for line in lines}
        values |= {Cell(line.item.code, "text"): self.token for line in lines}
        cells_save(assessment=made, values=values, seen=Seen(0), actor=filler)
        paper = Upload(self.token.encode(), f"{self.token}.txt", "text/plain")
        piece = evidence_add(
            assessment=made,
            item=lines[0].item.code,
            upload=paper,
            title=self.token,
            dated_on=None,
            actor=filler,
        )
        stage.places |= {"far_assessment": made.pk, "far_evidence": piece.pk}

    def claim(self, stage: Stage, centre: Actor) -> None:
        """Claims are drafted, submitted, returned and withdrawn; the province notes and asks for time."""
        claim = self._drafted(stage, "丙市", 1)
        stage.places["far_claim"] = claim.pk
        if not self.much:
            return
        nation, round_ = stage.nation, claim.round
        reviewer = nation.actor("样例省 reviewer")
        actions.claim_submit(claim=claim, actor=nation.actor("丙市 signer"))
        reviewing.claim_return(claim=claim, parts=["outputs"], because=self.token, actor=reviewer)
        reviewing.note_add(round_=round_, region=claim.region, text=self.token, actor=reviewer)
        gone = self._drafted(stage, "丁区", 2)
        actions.claim_withdraw(claim=gone, actor=nation.actor("丁区 signer"), because=self.token)
        asked = extension_ask(
            round_=round_, body=nation.provinces["样例省"], deadline="closes", because=self.token, post=self.token,
            until=round_.closes_at + timedelta(days=3), actor=nation.actor("样例省 coordinator"),
        )  # fmt: skip
        stage.places["far_extension"] = asked.pk

    def _drafted(self, stage: Stage, name: str, order: int) -> Claim:
        nation, filler = stage.nation, stage.nation.actor(f"{name} filler")
        project = nation.edition.projects.get(order=order)
        round_ = ClaimRound.objects.get(pk=stage.round)
        made = claim_draft(round_=round_, region=nation.regions[name], project=project, actor=filler)
        texts = {
            key: value if key in {"basis", "decision_on"} else self.token for key, value in VALUES.items()
        }
        steps = (MilestoneRow(NOW.date() + timedelta(days=90), self.token, self.token),)
        edit = Edit(texts, steps, replace(FILE, name=f"{self.token}.pdf"))
        claim_edit(claim=made, version=0, edit=edit, actor=filler)
        return Claim.objects.get(pk=made.pk)

    def late(self, stage: Stage, centre: Actor) -> None:
        """After the list is posted: an objection; a refused act, one more draft, one approved since yesterday.

        How many objections came in is public, so that both worlds have as many.
        """
        nation, posting = stage.nation, Posting.objects.get(pk=stage.posting)
        raised = objection_raise(posting=posting, actor=nation.actor("丙市 signer"), text=self.token)
        stage.places["far_objection"] = raised.pk
        if not self.much:
            return
        SecurityEvent.objects.create(
            at=NOW, kind="refused", seat=nation.seats["丙市 filler"].id, role="filler", body="9201",
            permission="claim:submit", path=f"/{self.token}", reason="authz.role_lacks",
        )  # fmt: skip
        self._drafted(stage, "丁区", 3)
        texts = (
            "lead_unit",
            "leader_post",
            "expected_output",
            "basis_reason",
            "aim_province",
            "return_reason",
        )
        before = dict.fromkeys(("state_since", "submitted_at"), NOW - timedelta(days=1))
        told = {**dict.fromkeys(texts, self.token), **before, "state": "submitted"}
        claim = approve(nation, posting.round, "丁区", 11, **told)
        Claim.objects.filter(pk=claim.pk).update(
            state="approved"
        )  # no leaf: both logs are public and as long
