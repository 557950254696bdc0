"""The list of self-assessments in a round: every participant the seat may see, begun or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from fivefold.claim.assessments.dossiers import KINDS, STATES, class_label, state_word
from fivefold.claim.assessments.models import Assessment
from fivefold.claim.assessments.queries import Progress, progress_of, visible_regions
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import PLACED
from fivefold.classify.class_lists.models import ClassEntry
from fivefold.classify.regions.models import Region
from fivefold.documents.sheet_spec import Cell as SheetCell
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_csv, write_workbook
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import EmptyState, Link
from fivefold.web.speech import name_lang, programme_time
from fivefold.web.tables import Cell, Column, Row, Table
from fivefold.web.vocabulary import coordinator_label, participant_label

HEAT = "heat"  # the view of the list as a map of the projects
SORTS = {"region": "body__path", "name": "body__name", "class": "round_class", "state": "round_state"}


@dataclass(frozen=True, slots=True)
class ListLine:
    """One participant: where its assessment stands; ``assessment`` is None before it is begun."""

    region: Region
    state: str
    class_code: str
    assessment: Assessment | None
    progress: Progress | None


def listed(seat: SeatFacts | None, round_: ClaimRound, listing: Listing) -> QuerySet[Region]:
    """Return the participants, filtered and ordered as the address asks."""
    here = Assessment.objects.filter(round=round_, region=OuterRef("pk"))
    entries = ClassEntry.objects.filter(
        class_list_id=round_.class_list_id, region=OuterRef("pk"), outcome__in=PLACED
    )
    found = visible_regions(seat, round_).annotate(
        round_state=Coalesce(Subquery(here.values("state")[:1]), Value("not_started")),
        round_class=Coalesce(Subquery(entries.values("class_code")[:1]), Value("")),
    )
    if listing.value("state") in STATES:
        found = found.filter(round_state=listing.value("state"))
    if listing.value("class"):
        found = found.filter(round_class=listing.value("class"))
    if listing.value("province"):
        found = found.filter(body__parent__code=listing.value("province"))
    if listing.value("q"):
        found = found.filter(body__name__icontains=listing.value("q"))
    return found.order_by(("-" if listing.descending else "") + SORTS[listing.key or "region"], "pk")


def lines(round_: ClaimRound, regions: Iterable[Region]) -> list[ListLine]:
    """Return the lines of some participants, in three queries."""
    shown = list(regions)
    begun = {
        row.region_id: row
        for row in Assessment.objects.filter(round=round_, region__in=shown).select_related("filed_by")
    }
    progress = progress_of(begun.values())
    return [_line(region, begun, progress) for region in shown]


def _line(region: Region, begun: dict[UUID, Assessment], progress: dict[UUID, Progress]) -> ListLine:
    row = begun.get(region.pk)
    state, code = str(region.round_state), str(region.round_class)  # type: ignore[attr-defined]  # annotated
    return ListLine(region, state, code, row, progress.get(row.pk) if row else None)


def _columns(pack: Pack) -> list[Column]:
    return [
        Column(participant_label(pack), sort="name"),
        Column(coordinator_label(pack), sort="region"),
        Column(_("Class"), sort="class"),
        Column(_("State"), "tag", sort="state"),
        Column(_("Answered"), "number"),
        Column(_("Filed by")),
        Column(_("Handed in"), "date"),
    ]


def _link(round_: ClaimRound, line: ListLine) -> str:
    slug = round_.programme.slug
    if line.assessment is None:
        kwargs = {"slug": slug, "round_id": round_.pk, "region_id": line.region.pk}
        return reverse("assessments:begin", kwargs=kwargs)
    return reverse("assessments:overview", kwargs={"slug": slug, "pk": line.assessment.pk})


def _row(round_: ClaimRound, line: ListLine) -> Row:
    body, row = line.region.body, line.assessment
    answered = f"{line.progress.answered} / {line.progress.total}" if line.progress else None
    return Row(
        (
            Cell(body.name, href=_link(round_, line), lang=name_lang()),
            Cell(body.parent.name if body.parent else "", lang=name_lang()),
            class_label(round_.programme, line.class_code) or _("none"),
            Cell(state_word(line.state), tag=KINDS[line.state]),
            answered,
            Cell(row.filed_by.name, lang=name_lang()) if row and row.filed_by else None,
            programme_time(row.submitted_at) if row and row.state == "submitted" else None,
        ),
        anchor=body.code,
    )


def table(
    seat: SeatFacts | None, round_: ClaimRound, rounds: Sequence[ClaimRound], listing: Listing
) -> Table:
    """Return one page of the list with its filters and downloads."""
    found = listed(seat, round_, listing)
    pager = Pager.of(listing, found.count())
    here = reverse("assessments:list", kwargs={"slug": round_.programme.slug})
    downloads = [Link(kind, f"{here}{kind}/{listing.link(page='')}") for kind in ("xlsx", "csv")]
    return Table(
        caption=_("Self-assessments in %(round)s") % {"round": round_.title},
        columns=_columns(pack_of(round_.programme)),
        rows=[_row(round_, line) for line in lines(round_, found[pager.start : pager.stop])],
        empty=EmptyState(
            _("No region fits."), next=_("Clear the filters, or wait until regions take part in the round.")
        ),
        listing=listing,
        pager=pager,
        filters=filters(seat, round_, rounds, listing),
        downloads=downloads,
        layout="stack",
        key="assessments",
    )


def tabs(listing: Listing) -> list[Link]:
    """Return the two views of the list: as a table, and as a heat map of the projects."""
    mapped = listing.value("view") == HEAT
    return [
        Link(_("List"), listing.link(view="", page=""), active=not mapped),
        Link(_("Heat map"), listing.link(view=HEAT, page=""), active=mapped),
    ]


def filters(
    seat: SeatFacts | None, round_: ClaimRound, rounds: Sequence[ClaimRound], listing: Listing, view: str = ""
) -> FilterBar:
    """Return the filters of the list, which the heat map (``view``) shares."""
    provinces = (
        visible_regions(seat, round_)
        .order_by("body__parent__path")
        .values_list("body__parent__code", "body__parent__name")
    )
    pack = pack_of(round_.programme)
    return FilterBar(
        [
            FilterField("round", _("Round"), str(round_.pk), [(str(row.pk), row.title) for row in rounds]),
            FilterField("q", participant_label(pack), listing.value("q")),
            FilterField(
                "province", coordinator_label(pack), listing.value("province"), list(provinces.distinct())
            ),
            FilterField(
                "class",
                _("Class"),
                listing.value("class"),
                [(entry.key, class_label(round_.programme, entry.key)) for entry in pack.programme.classes],
            ),
            FilterField(
                "state", _("State"), listing.value("state"), [(state, state_word(state)) for state in STATES]
            ),
        ],
        sort=listing.sort,
        view=view,
    )


def _cells(round_: ClaimRound, line: ListLine) -> list[SheetCell]:
    row, progress = line.assessment, line.progress
    parent = line.region.body.parent
    return [
        line.region.body.code,
        line.region.body.name,
        parent.name if parent else "",
        class_label(round_.programme, line.class_code),
        state_word(line.state),
        progress.answered if progress else 0,
        progress.total if progress else None,
        row.filed_by.name if row and row.filed_by else "",
        programme_time(row.submitted_at) if row and row.state == "submitted" else "",
    ]


def download(seat: SeatFacts | None, round_: ClaimRound, listing: Listing, kind: str) -> bytes:
    """Return the whole filtered list as xlsx or csv."""
    pack = pack_of(round_.programme)
    heads = (
        _("Code"),
        participant_label(pack),
        coordinator_label(pack),
        _("Class"),
        _("State"),
        _("Answered"),
        _("Items"),
        _("Filed by"),
        _("Handed in"),
    )
    rows = [_cells(round_, line) for line in lines(round_, listed(seat, round_, listing))]
    title = _("Self-assessments in %(round)s") % {"round": round_.title}
    demo = round_.programme.demo
    if kind == "csv":
        return write_csv(heads, [["演示数据"], *rows] if demo else rows)
    sheet = SheetSpec("自评", title, tuple(SheetColumn(head, 16) for head in heads), rows)
    return write_workbook([sheet], WorkbookSpec(label="演示数据" if demo else ""))
