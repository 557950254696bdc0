"""View model of a review: the claim beside the region's figures, the class, the advice and what the province knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fivefold.claim.assessments.queries import percent
from fivefold.claim.claims.advising import RegionAdvice, advice_for
from fivefold.claim.claims.comparing import class_figures, class_radar, file_url
from fivefold.claim.claims.labels import part_labels
from fivefold.claim.claims.models import LIVE, Claim
from fivefold.claim.claims.plans import figure
from fivefold.claim.claims.queries import claims_of, live_claims, peers, projects_of
from fivefold.claim.claims.shapes import basis_labels, class_label, peers_line
from fivefold.claim.rounds.dossiers import chain_names, say
from fivefold.decompose.guideline.models import Project
from fivefold.method.reason import Reason
from fivefold.packs.programmes import pack_of
from fivefold.web.figures.radar import Radar
from fivefold.web.parts import Step, SummaryRow
from fivefold.web.speech import name_lang, speak_reason
from fivefold.web.tables import Cell, Column, Row, Table
from fivefold.web.vocabulary import coordinator_label

_SCOPES = frozenset({"advice.peers_province", "advice.peers_nation"})


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What stands beside the claim."""

    comparison: Sequence[SummaryRow]
    reasons: Sequence[str]
    scopes: str
    table: Table
    radar: Radar | None
    steps: Sequence[Step]
    chain: str
    parts: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]


def review_page(claim: Claim) -> ReviewPage:
    """Build what a reviewer reads beside the claim."""
    round_, region = claim.round, claim.region
    pack = pack_of(round_.programme)
    advice = advice_for(round_, region, claim.class_code, whole_class=True)
    projects = projects_of(round_)
    one = advice.advice.get(claim.project_id)
    silent = advice.unsaid.get(claim.project_id)
    reasons = list(one.reasons) if one else [silent.reason] if silent else []
    labels = basis_labels(pack)
    same = peers(round_, region, claim.class_code)
    advised = labels.get(one.basis, one.basis) if one else _("nothing said")
    return ReviewPage(
        comparison=[
            SummaryRow(_("Basis claimed"), labels.get(claim.basis, "")),
            SummaryRow(_("Advice of the rule"), advised),
            SummaryRow(_("Class"), class_label(pack, claim.class_code), note=peers_line(same, pack)),
        ],
        reasons=[speak_reason(reason) for reason in reasons],
        scopes=_scopes(claim, advice, reasons),
        table=_table(claim, projects, advice),
        radar=class_radar(
            advice, projects, region, class_label(pack, claim.class_code), file_url(round_, region)
        ),
        steps=_steps(claim),
        chain=chain_names(round_),
        parts=list(part_labels(pack).items()),
        others=_others(claim, projects),
    )


def _scopes(claim: Claim, advice: RegionAdvice, reasons: Sequence[Reason]) -> str:
    """Say in one sentence which regions the advice compares, and which the figure and the table below it."""
    counts = {reason.code: reason.params["count"] for reason in reasons if reason.code in _SCOPES}
    said = {
        "above": coordinator_label(pack_of(claim.round.programme)),
        "near": counts.get("advice.peers_province"),
        "all": class_figures(advice, claim.project_id).regions,
    }
    if "advice.peers_province" in counts:
        return (
            _(
                "Compared on this project: in the advice above, %(near)s regions of the class below the same body "
                "(%(above)s); in the figure and the table below, all %(all)s regions of the class."
            )
            % said
        )
    if not counts:
        return ""
    return _("Compared on this project, above and below: all %(all)s regions of the class.") % said


def _steps(claim: Claim) -> list[Step]:
    levels = pack_of(claim.round.programme).programme.levels
    reviewed = claim.state in {"approved", "posted"}
    found = []
    for step, index in enumerate(claim.round.review_levels):
        done = reviewed or step < claim.review_step
        current = claim.state == "submitted" and step == claim.review_step
        found.append(Step(say(levels[index].label), "done" if done else "current" if current else "todo"))
    return found


def _others(claim: Claim, projects: Sequence[Project]) -> list[tuple[str, str]]:
    taken = set(live_claims(claim.round, claim.region).values_list("project_id", flat=True))
    return [(p.code, f"{p.order}. {p.title}") for p in projects if p.pk not in taken]


def _table(claim: Claim, projects: Sequence[Project], advice: RegionAdvice) -> Table:
    claims = claims_of(claim.region, claim.round).filter(state__in=LIVE)
    mine = {row.project_id for row in claims}
    rows = []
    for project in projects:
        points, answered = figure(advice, project)
        share = advice.own.get(project.pk)
        own = percent(share.share) if share else None
        of_class = class_figures(advice, project.pk)
        cells = (
            Cell(f"{project.order}. {project.title}", lang=name_lang()),
            Cell(own, note=f"{points}，{answered}" if points else ""),
            Cell(of_class.median, note=_("n = %(n)s") % {"n": of_class.regions}),
            _("claimed") if project.pk in mine else None,
        )
        rows.append(Row(cells, kind="mine" if project.pk == claim.project_id else ""))
    return Table(
        caption=_("Self-assessment of the region beside its class"),
        columns=[
            Column(_("Project")),
            Column(_("Own share, %"), "number", note=_("points of full score")),
            Column(_("Median of the class, %"), "number", note=_("from three regions on")),
            Column(_("Claim")),
        ],
        rows=rows,
        layout="stack",
        key="figures",
    )
