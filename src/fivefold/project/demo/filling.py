"""The fictional regions assess themselves: figures follow from a hash of region and item, so every run is the same.

Drafts are written in bulk (a draft leaves no leaf); what becomes official goes through ``lifecycle``.
"""

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from fivefold.authz.roles import Role
from fivefold.claim.assessments.models import Answer, Assessment, Evidence, WorkStatus
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.class_lists.queries import classes_of
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Item
from fivefold.decompose.guideline.queries import items_for
from fivefold.files.models import StoredFile
from fivefold.files.store import store
from fivefold.lifecycle.move_many import move_many
from fivefold.project.demo import dates as when
from fivefold.project.demo.dates import Dates
from fivefold.project.demo.people import Cast

_STEP = Decimal("0.5")
RELATED = ("round__programme", "region__body__parent__parent")


def draw(*parts: str) -> int:
    """Return 0 to 9,999, the same for the same parts."""
    return int.from_bytes(hashlib.sha256("/".join(parts).encode()).digest()[:4], "big") % 10_000


def _score(region: Region, item: Item) -> Decimal:
    """Return a score between 55 and 100 % of the item's, better in some projects than in others."""
    project = draw(region.area.code, item.project.code)
    share = Decimal(5500 + project * 25 // 100 + draw(region.area.code, item.code) * 20 // 100) / 10_000
    return (item.max_score * share // _STEP * _STEP).quantize(Decimal("0.1"))


def _answer(assessment: Assessment, item: Item, dates: Dates) -> Answer:
    score = _score(assessment.region, item)
    low = score < item.max_score * 7 / 10
    return Answer(
        assessment=assessment,
        item=item,
        score=score,
        work_status=WorkStatus.UNDER_WAY if low else WorkStatus.DONE,
        text="演示数据：本项工作按演示方案推进。",
        edited_at=dates.day(when.ASSESSED, 8),
    )


def paper(region: Region, what: str, dates: Dates) -> StoredFile:
    """Store a fictional paper of the region's."""
    name = f"{region.body.name}{what}（演示）.txt"
    return store(
        f"演示数据\n{name}（虚构）。\n".encode(),
        name=name,
        media="text/plain",
        at=dates.day(when.ASSESSED, 8),
        programme_id=str(region.programme_id),
        body_path=region.body.path,
    )


def _evidence(answers: Sequence[Answer], file: StoredFile, dates: Dates) -> list[Evidence]:
    at = dates.day(when.ASSESSED, 8)
    return [
        Evidence(answer=answer, file=file, title="自评佐证（演示）", dated_on=at.date(), at=at)
        for answer in answers
        if answer.item.evidence_required
    ]


def begin_all(round_: ClaimRound, regions: Sequence[Region], dates: Dates) -> list[Assessment]:
    """Write filled and documented drafts for ``regions``; nothing is handed in yet."""
    classes = classes_of(round_.class_list)
    items = {code: list(items_for(round_.edition, code)) for code in set(classes.values())}
    at = dates.day(when.OPENS + 1)
    rows = [
        Assessment(round=round_, region=r, class_code=classes[r.pk], state="drafted", state_since=at)
        for r in regions
    ]
    answers: list[Answer] = []
    evidence: list[Evidence] = []
    for row in rows:
        own = [_answer(row, item, dates) for item in items[row.class_code]]
        evidence += _evidence(own, paper(row.region, "自评佐证", dates), dates)
        answers += own
    Assessment.objects.bulk_create(rows, batch_size=500)
    Answer.objects.bulk_create(answers, batch_size=500)
    Evidence.objects.bulk_create(evidence, batch_size=500)
    return rows


def submit_all(rows: Sequence[Assessment], cast: Cast, dates: Dates) -> None:
    """Hand the assessments in, each by its region's signer."""
    clock = dates.clock(when.ASSESSED)
    Assessment.objects.filter(pk__in=[row.pk for row in rows]).update(submitted_at=clock.now())
    move_many(
        rows,
        "assessment.submitted",
        actor=lambda row: cast.actor(row.region.body, Role.SIGNER),
        clock=clock,
        params=lambda row: {"version": row.version, "class": row.class_code},
        related=RELATED,
    )
