"""A region's self-assessment beside its own class: median and quartiles per project, with n (ui rule 4, decisions 25).

The quartiles are the marks of the advice: of n shares the (n/4 rounded up)-th highest and lowest. Below three
regions there is no figure.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from fivefold.claim.assessments.queries import percent
from fivefold.claim.claims.advising import RegionAdvice
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.web.addresses import reverse
from fivefold.web.figures.radar import Axis, Radar
from fivefold.web.parts import Link

MIN_PEERS = 3
_TOP = Decimal(100)


class ClassFigures(NamedTuple):
    """Lower quartile, median and upper quartile of a class in percent of the full score, and of how many regions."""

    low: Decimal | None
    median: Decimal | None
    high: Decimal | None
    regions: int


def class_figures(advice: RegionAdvice, project: UUID) -> ClassFigures:
    """Return the figures of the compared regions on one project."""
    shares = [found[project].share for found in advice.peers.values() if project in found]
    known = sorted(share for share in shares if share is not None)
    count = len(known)
    if count < MIN_PEERS:
        return ClassFigures(None, None, None, count)
    quarter = -(-count // 4)
    return ClassFigures(
        percent(known[quarter - 1]), percent(Fraction(median(known))), percent(known[-quarter]), count
    )


def own_figure(advice: RegionAdvice, project: UUID) -> Decimal | None:
    """Return the region's own percent of the full score, None before an item is answered."""
    share = advice.own.get(project)
    return percent(share.share) if share and share.answered_items else None


def class_radar(
    advice: RegionAdvice, projects: Sequence[Project], region: Region, label: str, file: str
) -> Radar | None:
    """Draw the region against its class, with the workbook at ``file``.

    None unless every project has enough regions, and one an own figure.
    """
    figures = {project.pk: class_figures(advice, project.pk) for project in projects}
    own = {project.pk: own_figure(advice, project.pk) for project in projects}
    counts = [found.regions for found in figures.values()]
    if min(counts, default=0) < MIN_PEERS or all(figure is None for figure in own.values()):
        return None
    axes = [
        Axis(
            f"{project.order}. {project.title}",
            own[project.pk],
            *figures[project.pk][:3],
            short=str(project.order),
        )
        for project in projects
    ]
    low, high = min(counts), max(counts)
    among = f"n = {low}" if low == high else f"n = {low}–{high}"
    caption = _("Self-assessment of the region beside its class, % of full score")
    return Radar(
        caption, axes, _TOP, region.body.name, f"{label} · {_scope(advice, region)} · {among}",
        downloads=[Link("xlsx", file)],
    )  # fmt: skip


def _scope(advice: RegionAdvice, region: Region) -> str:
    """Name whose regions are compared: those below the same body, or all."""
    return region.body.parent.name if advice.near and region.body.parent else _("the whole class")


def file_url(round_: ClaimRound, region: Region) -> str:
    """Return the address of the workbook with these figures."""
    return reverse("claims:beside_class", args=[round_.programme.slug, round_.pk, region.pk])
