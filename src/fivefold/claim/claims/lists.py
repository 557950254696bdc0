"""What the list of claims and the beginning of one need: filters, order, the own region, advice on one project."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fivefold.authz.decide import decide
from fivefold.authz.permissions import Permission
from fivefold.claim.claims import queries
from fivefold.claim.claims.advising import advice_for
from fivefold.claim.claims.dossiers import filed_word, url
from fivefold.claim.claims.importing import Reading
from fivefold.claim.claims.labels import field_label
from fivefold.claim.claims.models import LIVE, Claim
from fivefold.claim.claims.reviewing import Outcome
from fivefold.claim.claims.shapes import basis_labels, class_label, peers_line
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import class_of
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.method.claim import check_cap
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.web.paging import Listing, Pager
from fivefold.web.parts import EmptyState, SummaryRow
from fivefold.web.speech import clock, enumerated, name_lang, speak_reason
from fivefold.web.tables import Cell, Column, Table, checkbox

SORTS: Mapping[str, str] = MappingProxyType(
    {
        "region": "region__body__path",
        "class": "class_code",
        "project": "project__order",
        "state": "state",
        "sent": "submitted_at",
    }
)


def own_region(seat: SeatFacts | None, programme: Programme) -> Region | None:
    """Return the region that the seat's own body is, None for seats of other bodies."""
    if seat is None or not seat.body_id:
        return None
    return (
        Region.objects.filter(programme=programme, body_id=seat.body_id)
        .select_related("body__parent")
        .first()
    )


def found(seat: SeatFacts | None, round_: ClaimRound, listing: Listing) -> QuerySet[Claim]:
    """Return the claims of the round that the seat may see and the filters ask for, in the order asked for."""
    rows = queries.visible(seat).filter(round=round_)
    if name := listing.value("q"):
        rows = rows.filter(region__body__name__icontains=name)
    if code := listing.value("class"):
        rows = rows.filter(class_code=code)
    if project := listing.value("project"):
        rows = rows.filter(project__code=project)
    state = listing.value("state")
    rows = rows.filter(state=state) if state else rows.filter(state__in=LIVE)
    order = ("-" if listing.descending else "") + SORTS[listing.key]
    return rows.order_by(order, "region__body__path", "project__order", "pk")


def workable(seat: SeatFacts | None, round_: ClaimRound, listing: Listing) -> QuerySet[Claim]:
    """Return what ``found`` does without withdrawn, struck and closed ones: brought back, these would begin anew."""
    return found(seat, round_, listing).filter(state__in=LIVE)


def begin_rows(round_: ClaimRound, region: Region, project: Project) -> list[SummaryRow]:
    """Return what one should know before a claim of the project is begun."""
    code = class_of(round_, region)
    pack = pack_of(round_.programme)
    held = queries.live_claims(round_, region).count()
    return [
        SummaryRow(_("Region"), region.body.name, lang=name_lang()),
        SummaryRow(
            _("Project"), f"{project.order}. {project.title}", note=project.block.title, lang=name_lang()
        ),
        SummaryRow(
            _("Class"), class_label(pack, code), note=peers_line(queries.peers(round_, region, code), pack)
        ),
        SummaryRow(
            _("Claimed"),
            f"{held} / {round_.cap_max}",
            note=_("at least %(low)s, at most %(high)s") % {"low": round_.cap_min, "high": round_.cap_max},
        ),
    ]


def begin_bar(round_: ClaimRound, region: Region) -> str:
    """Return why no further claim can be begun, "" where one can."""
    claimed = queries.live_claims(round_, region).count()
    return " ".join(speak_reason(reason) for reason in check_cap(claimed + 1, round_.cap_max))


def advice_on(round_: ClaimRound, region: Region, project: Project) -> tuple[Reason, ...]:
    """Return the reasons for the project, or the one for saying nothing."""
    advice = advice_for(round_, region, class_of(round_, region))
    one = advice.advice.get(project.pk)
    if one is not None:
        return one.reasons
    silent = advice.unsaid.get(project.pk)
    return (silent.reason,) if silent else ()


def waiting_for(seat: SeatFacts | None, round_: ClaimRound) -> QuerySet[Claim]:
    """Return the submitted claims whose step of the chain is at the seat's level."""
    steps = [step for step, level in enumerate(round_.review_levels) if seat and level == seat.body_level]
    rows = queries.visible(seat).filter(round=round_, state="submitted", review_step__in=steps)
    return rows.order_by("region__body__path", "project__order")


def _names(claim: Claim) -> tuple[Cell, Cell, str | None]:
    labels = basis_labels(pack_of(claim.round.programme))
    return (
        Cell(claim.region.body.name, url("review", claim), note=filed_word(claim), lang=name_lang()),
        Cell(f"{claim.project.order}. {claim.project.title}", lang=name_lang()),
        labels.get(claim.basis),
    )


def bulk_table(claims: Sequence[Claim], seat: SeatFacts | None, pager: Pager) -> Table:
    """Return the claims to tick; whoever wrote in one cannot tick it."""
    rows = []
    for claim in claims:
        name = f"{claim.region.body.name} {claim.project.title}"
        decision = decide(seat, Permission.CLAIM_REVIEW, claim.object_facts())
        box = checkbox("claim", str(claim.pk), name) if decision.allowed else speak_reason(decision.reason)
        rows.append((box, *_names(claim), clock(claim.submitted_at)))
    return Table(
        caption=_("Claims that wait for you"),
        columns=[
            Column(_("Approve"), "action"),
            Column(_("Region")),
            Column(_("Project"), "wide"),
            Column(_("Basis of the claim")),
            Column(_("Sent in"), "date"),
        ],
        rows=rows,
        pager=pager,
        row_header=1,
        layout="stack",
        show_caption=False,
        empty=EmptyState(
            _("Nothing waits for your review."), next=_("Claims appear here when regions send them in.")
        ),
        key="bulk",
    )


def sure_table(claims: Sequence[Claim]) -> Table:
    """Return the ticked claims, to be looked at once more."""
    return Table(
        caption=_("To be approved"),
        columns=[Column(_("Region")), Column(_("Project"), "wide"), Column(_("Basis of the claim"))],
        rows=[_names(claim) for claim in claims],
        layout="stack",
        key="sure",
    )


def outcome_table(outcomes: Sequence[Outcome]) -> Table:
    """Return what came of each claim, with the reason where it was not approved."""
    rows = []
    for outcome in outcomes:
        said = "；".join(speak_reason(reason) for reason in outcome.reasons)
        mark = (
            Cell(_("not approved"), tag="refused", note=said)
            if said
            else Cell(_("approved here"), tag="done")
        )
        rows.append((*_names(outcome.claim), mark))
    return Table(
        caption=_("What came of it"),
        columns=[
            Column(_("Region")),
            Column(_("Project"), "wide"),
            Column(_("Basis of the claim")),
            Column(_("Result"), "tag"),
        ],
        rows=rows,
        layout="stack",
        key="outcomes",
    )


def import_table(round_: ClaimRound, reading: Reading) -> Table:
    """Return what a workbook would begin and change, row by row."""
    pack, rows = pack_of(round_.programme), []
    for line in reading.lines:
        changed = enumerated(field_label(pack, name) for name in line.changed)
        new = line.claim is None
        tag, word = ("done", _("new")) if new else ("moving", _("changed"))
        names = (Cell(line.region.body.name, lang=name_lang()), Cell(line.project.title, lang=name_lang()))
        rows.append((line.row, *names, Cell(word, tag=tag), changed or None))
    return Table(
        caption=_("What would be taken over"),
        columns=[
            Column(_("Row"), "number"),
            Column(_("Region")),
            Column(_("Project"), "wide"),
            Column(_("What happens"), "tag"),
            Column(_("Fields"), "wide"),
        ],
        rows=rows,
        row_header=1,
        layout="stack",
        key="lines",
    )


def fault_table(reading: Reading) -> Table:
    """Return the faults at their cells."""
    return Table(
        caption=_("To be put right in the workbook"),
        columns=[Column(_("Cell")), Column(_("What is wrong"), "wide")],
        rows=[(fault.cell or "—", speak_reason(fault.reason)) for fault in reading.faults],
        layout="stack",
        key="faults",
    )
