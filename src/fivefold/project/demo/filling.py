"""The fictional regions assess themselves: figures follow from a hash of region and item, so every run is the same."""

import hashlib
from collections.abc import Iterable
from decimal import Decimal

from fivefold.authz.roles import Role
from fivefold.claim.assessments.actions import assessment_submit
from fivefold.claim.assessments.editing import assessment_begin
from fivefold.claim.assessments.models import Answer, Assessment, Evidence, WorkStatus
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.regions.models import Region
from fivefold.files.models import StoredFile
from fivefold.files.store import store
from fivefold.project.demo import dates as when
from fivefold.project.demo.dates import Dates
from fivefold.project.demo.people import Cast

_STEP = Decimal("0.5")


def draw(*parts: str) -> int:
    """Return 0 to 9,999, the same for the same parts."""
    return int.from_bytes(hashlib.sha256("/".join(parts).encode()).digest()[:4], "big") % 10_000


def _score(region: Region, answer: Answer) -> Decimal:
    """Return a score between 55 and 100 % of the item's, better in some projects than in others."""
    project = draw(region.area.code, answer.item.project.code) / 10_000
    item = draw(region.area.code, answer.item.code) / 10_000
    share = Decimal(str(round(0.55 + 0.25 * project + 0.2 * item, 4)))
    return (answer.item.max_score * share // _STEP * _STEP).quantize(Decimal("0.1"))


def _fill(answer: Answer, region: Region) -> Answer:
    answer.score = _score(region, answer)
    low = answer.score < answer.item.max_score * 7 / 10
    answer.work_status = WorkStatus.UNDER_WAY if low else WorkStatus.DONE
    answer.text = "演示数据：本项工作按演示方案推进。"
    return answer


def _paper(region: Region, dates: Dates) -> StoredFile:
    text = f"演示数据\n{region.body.name}：自评佐证材料（虚构）。\n"
    return store(
        text.encode(),
        name=f"{region.body.name}自评佐证（演示）.txt",
        media="text/plain",
        at=dates.day(when.ASSESSED),
        programme_id=str(region.programme_id),
        body_path=region.body.path,
    )


def _evidence(answers: Iterable[Answer], paper: StoredFile, dates: Dates) -> list[Evidence]:
    at = dates.day(when.ASSESSED)
    return [
        Evidence(answer=answer, file=paper, title="自评佐证（演示）", dated_on=at.date(), at=at)
        for answer in answers
        if answer.item.evidence_required
    ]


def begin_all(round_: ClaimRound, regions: Iterable[Region], cast: Cast, dates: Dates) -> list[Assessment]:
    """Begin, fill and document the assessments of ``regions``; nothing is handed in yet."""
    clock = dates.clock(when.OPENS + 1)
    begun, answers, evidence = [], [], []
    for region in regions:
        actor = cast.actor(region.body, Role.SIGNER)
        assessment = assessment_begin(round_=round_, region=region, actor=actor, clock=clock)
        own = [_fill(a, region) for a in assessment.answers.select_related("item__project")]
        evidence += _evidence(own, _paper(region, dates), dates)
        answers += own
        begun.append(assessment)
    Answer.objects.bulk_update(answers, ["score", "work_status", "text"], batch_size=300)
    Evidence.objects.bulk_create(evidence, batch_size=500)
    return begun


def submit_all(assessments: Iterable[Assessment], cast: Cast, dates: Dates) -> None:
    """Hand the assessments in, each by its region's signer."""
    for assessment in assessments:
        actor = cast.actor(assessment.region.body, Role.SIGNER)
        assessment_submit(assessment=assessment, actor=actor, clock=dates.clock(when.ASSESSED))
