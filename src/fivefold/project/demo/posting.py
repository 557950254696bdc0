"""The first posted list of the demonstration, read and disputed."""

from collections.abc import Iterable

from fivefold.authz.roles import Role
from fivefold.claim.objections.actions import objection_raise
from fivefold.claim.postings.actions import Wording, posting_acknowledge, posting_issue, posting_prepare
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.preparing import prepare
from fivefold.claim.rounds.models import ClaimRound
from fivefold.jobs.queue import run_waiting
from fivefold.lifecycle.actor import Actor
from fivefold.orgs.models import Body
from fivefold.project.demo import dates as when
from fivefold.project.demo.dates import Dates
from fivefold.project.demo.people import Cast
from fivefold.project.demo.programmes import CENTRE


def post_list(round_: ClaimRound, provinces: Iterable[Body], actor: Actor, dates: Dates) -> Posting:
    """Post the claims of the provinces that are done; documents are rendered by the waiting job."""
    clock = dates.clock(when.POSTED)
    wording = Wording(
        title_lines=(f"{CENTRE}关于公布", "试点任务认领名单（第一批）的通知"),
        prefix="演示",
        source=CENTRE,
        provinces=[province.code for province in provinces],
    )
    draft = posting_prepare(round_=round_, actor=actor, wording=wording, clock=clock)
    posting = posting_issue(posting=draft, actor=actor, seen=prepare(draft).fingerprint, clock=clock)
    run_waiting()
    return posting


def read_and_dispute(posting: Posting, cast: Cast, dates: Dates) -> None:
    """Two thirds of the regions acknowledge; one objects to its own line."""
    clock = dates.clock(when.POSTED + 1)
    lines = list(posting.entries.select_related("region__body").order_by("seq"))
    regions = {line.region_id: line for line in lines}
    for count, line in enumerate(regions.values()):
        if (count + 1) % 3:  # every third one has not read it yet
            posting_acknowledge(posting=posting, actor=cast.actor(line.region.body, Role.SIGNER), clock=clock)
    disputed = lines[len(lines) // 2]
    objection_raise(
        posting=posting,
        entry=disputed,
        text="演示数据：本地牵头单位名称有误，请予更正。",
        actor=cast.actor(disputed.region.body, Role.SIGNER),
        clock=clock,
    )
