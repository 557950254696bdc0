"""Regions by projects as a heat map: what was handed in, in percent of the full score, in the order of the list.

No places and no means over regions: shares are shown where they belong, nobody is put in an order by them (ui rule 12).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from fivefold.claim.assessments.dossiers import class_label, state_word
from fivefold.claim.assessments.listing import HEAT, filters, listed
from fivefold.claim.assessments.queries import SUBMITTED, Shares, percent, scores_by_project
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.decompose.guideline.queries import projects_of
from fivefold.documents.sheet_spec import Cell as SheetCell
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_workbook
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.figures.heat import Heat, HeatRow
from fivefold.web.figures.matrix import MatrixColumn
from fivefold.web.paging import FilterBar, Listing, Pager
from fivefold.web.parts import EmptyState, Link
from fivefold.web.vocabulary import coordinator_label, participant_label

_FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class HeatPage:
    """One page of the heat map with its filters; ``empty`` where no region fits."""

    heat: Heat
    filters: FilterBar
    pager: Pager
    empty: EmptyState


def heat_page(
    seat: SeatFacts | None, round_: ClaimRound, rounds: Sequence[ClaimRound], listing: Listing
) -> HeatPage:
    """Return the regions that list and filters show, each project with its share; the queries do not grow."""
    found = listed(seat, round_, listing)
    pager = Pager.of(listing, found.count())
    regions = list(found[pager.start : pager.stop])
    return HeatPage(
        _heat(round_, regions, listing),
        filters(seat, round_, rounds, listing, HEAT),
        pager,
        EmptyState(_("No region fits."), next=_("Clear the filters to see the whole map.")),
    )


def _heat(round_: ClaimRound, regions: Sequence[Region], listing: Listing) -> Heat:
    projects = projects_of(round_.edition)
    shares = scores_by_project(round_, regions=regions)
    file = reverse("assessments:xlsx", kwargs={"slug": round_.programme.slug}) + listing.link(page="")
    noted = _("Handed in: %(n)s of the %(all)s shown; the others have no figures yet.")
    return Heat(
        caption=_("Self-assessed, percent of full score: %(round)s") % {"round": round_.title},
        corner=participant_label(pack_of(round_.programme)),
        columns=[
            MatrixColumn(f"{one.order}. {one.title}", short=str(one.order), name=one.title)
            for one in projects
        ],
        rows=[HeatRow(one.body.name, _figures(shares, one, projects), _link(round_, one)) for one in regions],
        low=Decimal(0),
        high=_FULL,
        note=noted % {"n": len(shares), "all": len(regions)},
        downloads=[Link("xlsx", file)],
    )


def _figures(shares: Shares, region: Region, projects: Sequence[Project]) -> list[Decimal | None]:
    own = shares.get(region.pk, {})
    return [percent(own[one.pk].share) if one.pk in own else None for one in projects]


def _link(round_: ClaimRound, region: Region) -> str:
    kwargs = {"slug": round_.programme.slug, "round_id": round_.pk, "region_id": region.pk}
    return reverse("assessments:begin", kwargs=kwargs)


def heat_workbook(seat: SeatFacts | None, round_: ClaimRound, listing: Listing) -> bytes:
    """Return the whole map, all pages of it, as a workbook."""
    pack = pack_of(round_.programme)
    projects, regions = projects_of(round_.edition), list(listed(seat, round_, listing))
    shares = scores_by_project(round_, regions=regions)
    heads = (_("Code"), participant_label(pack), coordinator_label(pack), _("Class"), _("State"))
    columns = (
        *(SheetColumn(head, 16) for head in heads),
        *(SheetColumn(f"{one.order}. {one.title}", 14) for one in projects),
    )
    rows = [[*_named(round_, one), *_figures(shares, one, projects)] for one in regions]
    title = _("Self-assessed, percent of full score: %(round)s") % {"round": round_.title}
    sheet = SheetSpec(_("Heat map"), title, columns, rows)
    return write_workbook([sheet], WorkbookSpec(label="演示数据" if round_.programme.demo else ""))


def _named(round_: ClaimRound, region: Region) -> list[SheetCell]:
    state, code = str(region.round_state), str(region.round_class)  # type: ignore[attr-defined]  # annotated
    above = region.body.parent.name if region.body.parent else ""
    return [
        region.body.code,
        region.body.name,
        above,
        class_label(round_.programme, code),
        "" if state in SUBMITTED else state_word(state),
    ]
