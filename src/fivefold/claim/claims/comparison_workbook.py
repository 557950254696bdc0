"""A region beside its class and the advice made of it, as a workbook: what the radar and the advice show, in rows."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from fivefold.claim.claims.advising import RegionAdvice, advice_for
from fivefold.claim.claims.comparing import class_figures, own_figure
from fivefold.claim.claims.queries import projects_of
from fivefold.claim.claims.shapes import advised_basis
from fivefold.claim.rounds.exports import download, spec_for
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import class_of
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.documents.sheet_spec import Cell
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, write_workbook
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.web.speech import speak_reason


def comparison_workbook(round_: ClaimRound, region: Region) -> HttpResponse:
    """Return one row per project: own figure, quartiles and n of the compared regions, advice and its facts."""
    advice = advice_for(round_, region, class_of(round_, region))
    rows = [_row(project, advice, pack_of(round_.programme)) for project in projects_of(round_)]
    title = _("Self-assessment beside the class")
    sheet = SheetSpec(title, f"{region.body.name} · {round_.title}", _columns(), rows)
    return download(
        write_workbook([sheet], spec_for(round_.programme)), f"{region.body.name}-{round_.title}-{title}.xlsx"
    )


def _columns() -> tuple[SheetColumn, ...]:
    return (
        SheetColumn(_("Project"), width=36),
        SheetColumn(_("Own share, %")),
        SheetColumn(_("lower quartile")),
        SheetColumn(_("median")),
        SheetColumn(_("upper quartile")),
        SheetColumn(_("Regions compared")),
        SheetColumn(_("Advice"), width=16),
        SheetColumn(_("suggested")),
        SheetColumn(_("Facts behind the advice"), width=80),
    )


def _row(project: Project, advice: RegionAdvice, pack: Pack) -> Sequence[Cell]:
    of_class = class_figures(advice, project.pk)
    one, silent = advice.advice.get(project.pk), advice.unsaid.get(project.pk)
    reasons = one.reasons if one else (silent.reason,) if silent else ()
    return (
        f"{project.order}. {project.title}",
        own_figure(advice, project.pk),
        of_class.low,
        of_class.median,
        of_class.high,
        of_class.regions,
        advised_basis(one.basis, pack) if one else "",
        _("yes") if one and one.suggested else "",
        "\n".join(speak_reason(reason) for reason in reasons),
    )
