"""View models of the board: the matrix with letters and shapes, overlaps and holes, the same as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Reach
from fivefold.claim.claims import board
from fivefold.claim.claims.board import BoardCounts, BoardFilter
from fivefold.claim.claims.dossiers import KINDS, round_fields, state_word
from fivefold.claim.claims.models import LIVE, Claim
from fivefold.claim.claims.queries import projects_of
from fivefold.claim.claims.shapes import basis_labels, class_label
from fivefold.claim.rounds.dates import RoundDates
from fivefold.claim.rounds.dossiers import STAGE_LABELS, say
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import board_within, classes_of
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.figures.matrix import Glyph, GlyphKind, Matrix, MatrixColumn, MatrixRow
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import SHAPES, EmptyState, Link
from fivefold.web.tables import Cell, Column, Row, Table
from fivefold.web.vocabulary import coordinator_label, participant_label

LETTERS = "ABCDEFGH"
GLYPHS: Mapping[str, GlyphKind] = MappingProxyType(
    {"approved": "plain", "posted": "official", "returned": "late"}
)
BASIS_KINDS: tuple[GlyphKind, ...] = ("advantage", "breakthrough")


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page: the matrix (or the table), its filters, and what stands out."""

    matrix: Matrix | None
    table: Table | None
    filters: FilterBar
    pager: Pager
    holes: Sequence[str]
    overlaps: Sequence[str]
    overlap_rule: str
    tabs: Sequence[Link]
    empty: EmptyState


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which board: seat, round, address of the page, filter, moment, and whether by province."""

    seat: SeatFacts | None
    round_: ClaimRound
    listing: Listing
    wish: BoardFilter
    now: datetime
    by_province: bool
    dates: RoundDates
    rounds: Sequence[ClaimRound]

    @property
    def here(self) -> str:
        """Return the address of the board."""
        return reverse("board:index", kwargs={"slug": self.round_.programme.slug})


def asked(
    seat: SeatFacts | None, rounds: Sequence[ClaimRound], round_: ClaimRound, listing: Listing, now: datetime
) -> Asked:
    """Read the filter; a path outside the seat's reach falls back to the seat's own."""
    own = board_within(seat) or ""
    path = listing.value("province")
    within = path if path and path.startswith(own) else own
    state = listing.value("state")
    wish = BoardFilter(
        within, listing.value("class"), state if state in LIVE else "", listing.value("late") == "1"
    )
    everything = permissions_of(seat).get(P.CLAIM_BOARD, Reach.OWN) >= Reach.PROGRAMME
    regions = listing.value("by") == "regions" or wish.state or wish.late
    by_province = everything and not path and not regions and pack_of(round_.programme).participant_level > 1
    return Asked(seat, round_, listing, wish, now, by_province, round_.dates(), rounds)


def build(one: Asked) -> Board:
    """Build the board; the number of queries does not depend on regions or claims."""
    projects = projects_of(one.round_)
    counts = board.board_counts(one.seat, one.round_, one.wish, projects=len(projects))
    if one.by_province:
        rows, pager = _province_rows(one, projects)
        table = None
    else:
        rows, table, pager = _region_rows(one, projects)
    as_table = one.listing.value("view") == "table" and table is not None
    return Board(
        matrix=None if as_table else _matrix(one, projects, counts, rows),
        table=table if as_table else None,
        filters=_filters(one, projects),
        pager=pager,
        holes=[f"{p.order}. {p.title}" for p in projects if counts.is_hole(p.pk)],
        overlaps=[
            f"{p.order}. {p.title}（{counts.sent(p.pk)}）" for p in projects if counts.is_overlap(p.pk)
        ],
        overlap_rule=_overlap_rule(counts, len(projects)),
        tabs=_tabs(one, as_table=as_table),
        empty=EmptyState(_("No region fits."), next=_("Clear the filters to see the whole board.")),
    )


def _overlap_rule(counts: BoardCounts, projects: int) -> str:
    """Say what counts as an overlap, with the figures of this board."""
    return _(
        "%(total)s claims came in for %(projects)s projects: spread evenly, %(even)s for each (rounded up). "
        "A project counts as an overlap when more claims than that, and at least two, came in for it. "
        "It is a hint for coordination, not a fault."
    ) % {"total": counts.total, "projects": projects, "even": counts.even}


def _tabs(one: Asked, *, as_table: bool) -> list[Link]:
    link = one.listing.link
    tabs = [Link(_("Matrix"), link(view="", page=""), active=not as_table)]
    if not one.by_province:
        tabs.append(Link(_("Table"), link(view="table", page=""), active=as_table))
    return tabs


def _downloads(one: Asked) -> list[Link]:
    kwargs = {"slug": one.round_.programme.slug, "round_id": one.round_.pk}
    return [Link("xlsx", reverse("board:file", kwargs=kwargs) + one.listing.link(page="", view=""))]


def _matrix(
    one: Asked, projects: Sequence[Project], counts: BoardCounts, rows: Sequence[MatrixRow]
) -> Matrix:
    columns = [_column(one, project, counts) for project in projects]
    pack = pack_of(one.round_.programme)
    return Matrix(
        caption=_("Claims of each body by project: %(bodies)s")
        % {"bodies": coordinator_label(pack) if one.by_province else participant_label(pack)},
        note=_figures_note(pack) if one.by_province else "",
        corner=coordinator_label(pack) if one.by_province else participant_label(pack),
        columns=columns,
        rows=rows,
        legend=_legend(one),
        totals=[str(counts.sent(project.pk)) for project in projects],
        totals_label=_("Sent in"),
        total_label=_("Claims"),
        downloads=_downloads(one),
        key="board",
    )


def _column(one: Asked, project: Project, counts: BoardCounts) -> MatrixColumn:
    note = _("hole") if counts.is_hole(project.pk) else _("overlap") if counts.is_overlap(project.pk) else ""
    href = ""
    if P.CLAIM_VIEW in permissions_of(one.seat):
        listed = reverse("claims:index", kwargs={"slug": one.round_.programme.slug})
        href = f"{listed}?round={one.round_.pk}&project={project.code}"
    label = f"{project.order}. {project.title}"
    return MatrixColumn(label, short=str(project.order), href=href, note=note, name=project.title)


def _figures_note(pack: Pack) -> str:
    return _(
        "Each figure says how many claims of the project came in from participants below the body: %(body)s."
    ) % {"body": coordinator_label(pack)}


def _legend(one: Asked) -> list[Glyph]:
    if one.by_province:
        return []
    labels = list(basis_labels(pack_of(one.round_.programme)).values())
    letters = [Glyph(LETTERS[i], label, _basis_kind(i)) for i, label in enumerate(labels[: len(LETTERS)])]
    return letters + [Glyph(SHAPES[KINDS[state]], state_word(state)) for state in LIVE]


def _basis_kind(index: int) -> GlyphKind:
    return BASIS_KINDS[index] if index < len(BASIS_KINDS) else "plain"


def _glyph(claim: Claim, bases: Sequence[str], labels: Mapping[str, str], href: str) -> Glyph:
    """Return letter (basis) and shape (state) of a claim, both in words too."""
    index = bases.index(claim.basis) if claim.basis in bases else -1
    letter = LETTERS[index] if 0 <= index < len(LETTERS) else ""
    word = "，".join(part for part in (labels.get(claim.basis, ""), state_word(claim.state)) if part)
    kind = GLYPHS.get(claim.state) or (_basis_kind(index) if index >= 0 else "plain")
    return Glyph(SHAPES[KINDS[claim.state]], word, kind, href, letter)


def _region_rows(one: Asked, projects: Sequence[Project]) -> tuple[list[MatrixRow], Table, Pager]:
    found = board.regions_on_board(one.round_, one.wish, one.now)
    pager = Pager.of(one.listing, found.count())
    regions = list(found[pager.start : pager.stop])
    claims = board.claims_by_region(one.seat, one.round_, regions)
    classes = classes_of(one.round_, regions)
    matrix = [_region_row(one, projects, region, claims.get(region.pk, []), classes) for region in regions]
    return matrix, _table(one, regions, claims, classes, pager), pager


def _region_row(
    one: Asked, projects: Sequence[Project], region: Any, claims: Sequence[Claim], classes: Mapping[UUID, str]
) -> MatrixRow:
    pack = pack_of(one.round_.programme)
    labels = basis_labels(pack)
    bases = list(labels)
    by_project = {claim.project_id: _glyph(claim, bases, labels, _claim_url(one, claim)) for claim in claims}
    return MatrixRow(
        region.body.name,
        [by_project.get(project.pk) for project in projects],
        href=_plan_url(one, region),
        note=class_label(pack, classes.get(region.pk, "")),
        total=str(len(claims)),
        late=_late(one, region),
    )


def _late(one: Asked, region: Any) -> str:
    late = region.stage in board.NOT_SENT and one.now >= one.dates.closes_at(region.body.path)
    return _("late") if late else ""


def _claim_url(one: Asked, claim: Claim) -> str:
    if P.CLAIM_VIEW not in permissions_of(one.seat):
        return ""
    return reverse("claims:page", kwargs={"slug": one.round_.programme.slug, "claim_id": claim.pk})


def _plan_url(one: Asked, region: Region) -> str:
    if P.CLAIM_VIEW not in permissions_of(one.seat):
        return ""
    kwargs = {"slug": one.round_.programme.slug, "round_id": one.round_.pk, "region_id": region.pk}
    return reverse("claims:plan", kwargs=kwargs)


def _table(
    one: Asked,
    regions: Sequence[Any],
    claims: Mapping[UUID, Sequence[Claim]],
    classes: Mapping[UUID, str],
    pager: Pager,
) -> Table:
    pack = pack_of(one.round_.programme)
    labels = basis_labels(pack)
    rows = []
    for region in regions:
        late = _late(one, region)
        said = "；".join(
            f"{c.project.order}. {c.project.title}（{labels.get(c.basis, '—')}，{state_word(c.state)}）"
            for c in claims.get(region.pk, [])
        )
        stage = (
            Cell(late or str(STAGE_LABELS[region.stage]), tag="late")
            if late
            else str(STAGE_LABELS[region.stage])
        )
        cells = (
            Cell(region.body.name, _plan_url(one, region), note=region.body.parent.name),
            class_label(pack, classes.get(region.pk, "")),
            stage,
            said or None,
        )
        rows.append(Row(cells, kind="late" if late else ""))
    return Table(
        caption=_("Claims of each body by project: %(bodies)s") % {"bodies": participant_label(pack)},
        columns=[
            Column(participant_label(pack)),
            Column(_("Class")),
            Column(_("Stage"), "tag"),
            Column(_("Claims"), "wide"),
        ],
        rows=rows,
        pager=pager,
        downloads=_downloads(one),
        layout="stack",
        show_caption=False,
        key="board-table",
    )


def _province_rows(one: Asked, projects: Sequence[Project]) -> tuple[list[MatrixRow], Pager]:
    bodies = board.provinces_on_board(one.round_, one.wish, one.now)
    pager = Pager.of(one.listing, len(bodies))
    counts = board.counts_by_province(one.seat, one.round_, one.wish)
    pack = pack_of(one.round_.programme)
    rows = []
    for body, regions, late in bodies[pager.start : pager.stop]:
        own = counts.get(body.pk, {})
        href = one.here + one.listing.link(province=body.path, page="")
        cells = [
            Glyph(str(own[p.pk]), _("%(n)s claims") % {"n": own[p.pk]}, "plain", f"{href}")
            if p.pk in own
            else None
            for p in projects
        ]
        note = f"{regions} · {participant_label(pack)}"
        said = _("%(n)s late") % {"n": late} if late else ""
        rows.append(
            MatrixRow(body.name, cells, href=href, note=note, total=str(sum(own.values())), late=said)
        )
    return rows, pager


def _filters(one: Asked, projects: Sequence[Project]) -> FilterBar:
    value = one.listing.value
    pack = pack_of(one.round_.programme)
    fields = [
        FilterField(
            "class", _("Class"), value("class"), [(c.key, say(c.label)) for c in pack.programme.classes]
        ),
        FilterField("state", _("State"), one.wish.state, [(state, state_word(state)) for state in LIVE]),
        FilterField("late", _("Late ones"), "1" if one.wish.late else "", [("1", _("late only"))]),
        FilterField("by", _("Show"), value("by"), [("regions", _("region by region"))]),
    ]
    if not one.by_province and value("province"):
        name = board.body_name(one.round_, one.wish.within)
        fields.append(
            FilterField("province", coordinator_label(pack), one.wish.within, [(one.wish.within, name)])
        )
    fields += round_fields(one.rounds, one.round_)
    return FilterBar(fields, result=_("%(n)s projects") % {"n": len(projects)})
