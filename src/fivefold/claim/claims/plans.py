"""View model of a region's whole plan: all projects are built, claimed ones in depth; advice before choosing (4.2a)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from fivefold.claim.claims.advising import RegionAdvice, advice_for
from fivefold.claim.claims.comparing import class_radar, file_url
from fivefold.claim.claims.dossiers import filed_word, tag_of, url
from fivefold.claim.claims.models import LIVE, Claim
from fivefold.claim.claims.queries import claims_of, peers, projects_of
from fivefold.claim.claims.shapes import advised_basis, class_label, peers_line
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import class_of
from fivefold.claim.rounds.windows import submission_faults
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.figures.radar import Radar
from fivefold.web.parts import SummaryRow
from fivefold.web.speech import name_lang, speak_reason, until_time
from fivefold.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One project of the advice: its name, on which basis, why; or why nothing is said."""

    project: str
    basis: str
    reasons: Sequence[str]
    suggested: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything on a region's page."""

    facts: Sequence[SummaryRow]
    closed: Sequence[str]
    advice: Sequence[AdviceLine]
    unsaid: Sequence[AdviceLine]
    radar: Radar | None
    table: Table
    claimed: int
    earlier: Sequence[SummaryRow]


def plan_page(round_: ClaimRound, region: Region, now: datetime, *, writable: bool) -> PlanPage:
    """Build the page. The number of queries does not depend on claims, projects or regions."""
    class_code = class_of(round_, region)
    projects = projects_of(round_)
    claims = list(claims_of(region, round_))
    live = {claim.project_id: claim for claim in claims if claim.state in LIVE}
    advice = advice_for(round_, region, class_code)
    closed = [speak_reason(reason) for reason in submission_faults(round_, region.body.path, now)]
    room = writable and not closed and len(live) < round_.cap_max
    return PlanPage(
        facts=_facts(round_, region, class_code, len(live)),
        closed=closed,
        advice=_advice_lines(advice, projects, round_),
        unsaid=_unsaid_lines(advice, projects),
        radar=_radar(round_, region, projects, class_code, advice),
        table=plan_table(round_, region, projects, live, advice, room=room),
        claimed=len(live),
        earlier=_earlier([claim for claim in claims if claim.state not in LIVE]),
    )


def _radar(
    round_: ClaimRound, region: Region, projects: Sequence[Project], class_code: str, advice: RegionAdvice
) -> Radar | None:
    label = class_label(pack_of(round_.programme), class_code)
    return class_radar(advice, projects, region, label, file_url(round_, region))


def _facts(round_: ClaimRound, region: Region, class_code: str, claimed: int) -> list[SummaryRow]:
    pack = pack_of(round_.programme)
    dates = round_.dates()
    of_class = peers_line(peers(round_, region, class_code), pack) if class_code else ""
    limits = _("at least %(low)s, at most %(high)s") % {"low": round_.cap_min, "high": round_.cap_max}
    return [
        SummaryRow(_("Class"), class_label(pack, class_code) or _("none"), note=of_class),
        SummaryRow(_("Claimed"), f"{claimed} / {round_.cap_max}", note=limits),
        SummaryRow(_("Claiming ends"), until_time(dates.closes_at(region.body.path))),
        SummaryRow(_("Review ends"), until_time(dates.review_closes_at(region.body.path))),
    ]


def _advice_lines(advice: RegionAdvice, projects: Sequence[Project], round_: ClaimRound) -> list[AdviceLine]:
    names = {project.pk: f"{project.order}. {project.title}" for project in projects}
    pack = pack_of(round_.programme)
    return [
        AdviceLine(
            names[pk],
            advised_basis(one.basis, pack),
            [speak_reason(r) for r in one.reasons],
            one.suggested,
        )
        for pk, one in advice.advice.items()
    ]


def _unsaid_lines(advice: RegionAdvice, projects: Sequence[Project]) -> list[AdviceLine]:
    names = {project.pk: f"{project.order}. {project.title}" for project in projects}
    return [
        AdviceLine(names[pk], "", [speak_reason(one.reason)], suggested=False)
        for pk, one in advice.unsaid.items()
    ]


def figure(advice: RegionAdvice, project: Project) -> tuple[str | None, str]:
    """Return the region's own points of the full score, and how many items are answered of how many."""
    share = advice.own.get(project.pk)
    if share is None:
        return None, ""
    return f"{share.score} / {share.full}", _("%(done)s of %(all)s items") % {
        "done": share.answered_items,
        "all": share.items,
    }


def plan_table(
    round_: ClaimRound,
    region: Region,
    projects: Sequence[Project],
    live: Mapping[UUID, Claim],
    advice: RegionAdvice,
    *,
    room: bool,
) -> Table:
    """Return all projects of the edition: 全面建 for every one, 重点创 for those claimed."""
    kwargs = {"slug": round_.programme.slug, "round_id": round_.pk, "region_id": region.pk}
    begin = reverse("claims:begin", kwargs=kwargs)
    rows = []
    for project in projects:
        claim = live.get(project.pk)
        points, answered = figure(advice, project)
        track = Cell(_("Build all, excel here"), tag="done") if claim else Cell(_("Build all"), tag="moving")
        state = _state_cell(claim) if claim else None
        act = Cell(_("Claim"), f"{begin}?project={project.code}") if room and not claim else None
        name = Cell(f"{project.order}. {project.title}", note=project.block.title, lang=name_lang())
        rows.append((name, track, Cell(points, note=answered), state, act))
    return Table(
        caption=_("All projects stay in the plan; claimed ones are done in depth"),
        columns=[
            Column(_("Project"), "wide"),
            Column(_("Track"), "tag"),
            Column(_("Own self-assessment"), "number", note=_("points of full score")),
            Column(_("Claim"), "tag"),
            Column(_("Act"), "action"),
        ],
        rows=rows,
        layout="stack",
        key="plan",
    )


def _state_cell(claim: Claim) -> Cell:
    """Return where a claim stands, and who wrote it where the region did not."""
    tag = tag_of(claim)
    return Cell(tag.label, url("page", claim), tag=tag.kind, note=filed_word(claim))


def _earlier(claims: Sequence[Claim]) -> list[SummaryRow]:
    return [
        SummaryRow(claim.project.title, tag_of(claim).label, url=url("page", claim), lang=name_lang())
        for claim in claims
    ]
