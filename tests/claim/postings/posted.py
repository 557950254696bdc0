"""Lists in tests: approved claims of the fictional nation, posted with the publisher's seat."""

from datetime import UTC, datetime, timedelta

from cast import CLOCK, NOW, later, open_round
from fivefold.claim.models import Claim, Posting
from fivefold.claim.postings.actions import Wording, posting_issue, posting_prepare
from fivefold.claim.postings.preparing import prepare
from fivefold.claim.postings.queries import by_id
from fivefold.classify.models import ClassEntry
from fivefold.jobs.queue import run_waiting
from fivefold.lifecycle.clock import FrozenClock
from leaves import tell_moves

PUBLISHER = "centre publisher"
WORDING = Wording(("关于公布试点地区", "任务认领情况的通知"), "演示", "演示来源")


def approve(nation, round_, name, place, **changes) -> Claim:
    """An approved claim of a region of the project at ``place`` (from 1)."""
    region = nation.regions[name]
    values = {
        "round": round_,
        "region": region,
        "project": nation.edition.projects.get(order=place),
        "class_code": ClassEntry.objects.get(region=region, class_list=round_.class_list).class_code,
        "basis": "advantage",
        "lead_unit": f"{name}演示牵头单位",
        "leader_post": "演示岗位",
        "expected_output": "演示经验",
        "basis_reason": "不公开的依据",
        "aim_province": "不公开的目标",
        "return_reason": "不公开的退回理由",
        "state": "approved",
        "state_since": NOW,
        "submitted_at": NOW,
    }
    made = Claim.objects.create(**{**values, **changes})
    if made.state == "approved":
        tell_moves([made])
    return made


def approved_round(nation):
    """A round with five approved claims of four regions; 甲市 claims two projects."""
    round_ = open_round(nation)
    for name, place in (("丁区", 4), ("乙市", 2), ("甲市", 11), ("甲市", 1), ("丙市", 3)):
        approve(nation, round_, name, place)
    return round_


def draft(nation, round_, wording=WORDING, clock=CLOCK) -> Posting:
    """A draft of the round's list."""
    return posting_prepare(round_=round_, actor=nation.actor(PUBLISHER), wording=wording, clock=clock)


def issue(nation, posting, clock=CLOCK) -> Posting:
    """The draft, posted as shown."""
    seen = prepare(by_id(str(posting.pk))).fingerprint
    return posting_issue(posting=posting, actor=nation.actor(PUBLISHER), seen=seen, clock=clock)


def post(nation, round_=None, clock=CLOCK) -> Posting:
    """A posted list, its documents not yet made."""
    return issue(nation, draft(nation, round_ or approved_round(nation), clock=clock), clock=clock)


def posted_with_documents(nation) -> Posting:
    """A posted list with its documents."""
    posting = post(nation)
    for job in run_waiting():
        assert job.state == "done", job.failure
    return by_id(str(posting.pk))


def after(posting, **delta) -> FrozenClock:
    """A clock after the posting's issue."""
    return FrozenClock(posting.issued_at + timedelta(**delta))


__all__ = [
    "CLOCK",
    "NOW",
    "PUBLISHER",
    "UTC",
    "WORDING",
    "after",
    "approve",
    "approved_round",
    "datetime",
    "draft",
    "issue",
    "later",
    "post",
    "posted_with_documents",
]
