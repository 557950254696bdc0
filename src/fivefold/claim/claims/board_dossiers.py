"""View models of the board: the matrix with letters and shapes, overlaps and holes, the same as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.utils.translation import gettext as _

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Reach
from fivefold.claim.claims import board
from fivefold.claim.claims.board import BoardClaim, BoardCounts, BoardFilter, BoardRegion
from fivefold.claim.claims.dossiers import KINDS, round_fields, state_word
from fivefold.claim.claims.models import LIVE
from fivefold.claim.claims.queries import projects_of
from fivefold.claim.claims.shapes import basis_labels
from fivefold.claim.rounds.dates import RoundDates
from fivefold.claim.rounds.dossiers import STAGE_LABELS, say
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import board_within, classes_of
from fivefold.decompose.guideline.models import Project
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import of_rows, reverse
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
    as_table = one.listing.value("view") == "table" and not one.by_province
    table: Table | None = None
    rows: list[MatrixRow] = []
    if one.by_province:
        rows, pager = _province_rows(one, projects)
    else:
        shown, says = _shown(one), _Says(one, projects)
        pager = shown.pager
        if as_table:
            table = _table(one, shown, says)
        else:
            rows = _region_rows(one, shown, says)
    return Board(
        matrix=None if as_table else _matrix(one, projects, counts, rows),
        table=table,
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


class _Says:
    """What the shown regions and claims are called: each word and each kind of address is made once."""

    def __init__(self, one: Asked, projects: Sequence[Project]) -> None:
        pack = pack_of(one.round_.programme)
        self.labels = basis_labels(pack)
        self.bases = list(self.labels)
        self.classes = {entry.key: say(entry.label) for entry in pack.programme.classes}
        self.titles = {project.pk: f"{project.order}. {project.title}" for project in projects}
        self.states = {state: state_word(state) for state in LIVE}
        self.late = _("late")
        known = {"slug": one.round_.programme.slug}
        self.linked = P.CLAIM_VIEW in permissions_of(one.seat)
        self._claim = of_rows("claims:page", "claim_id", **known)
        self._plan = of_rows("claims:plan", "region_id", **known, round_id=one.round_.pk)
        self._glyphs: dict[tuple[str, str], Glyph] = {}

    def claim_url(self, claim: BoardClaim) -> str:
        """Return the address of the claim, "" for those who do not read claims."""
        return self._claim(claim.pk) if self.linked else ""

    def plan_url(self, region: BoardRegion) -> str:
        """Return the address of the region's plan, "" for those who do not read claims."""
        return self._plan(region.pk) if self.linked else ""

    def glyph(self, claim: BoardClaim) -> Glyph:
        """Return letter (basis) and shape (state) of a claim, both in words too."""
        key = (claim.basis, claim.state)
        if key not in self._glyphs:
            self._glyphs[key] = self._made(*key)
        return self._glyphs[key]._replace(href=self.claim_url(claim))

    def _made(self, basis: str, state: str) -> Glyph:
        index = self.bases.index(basis) if basis in self.bases else -1
        letter = LETTERS[index] if 0 <= index < len(LETTERS) else ""
        word = "，".join(part for part in (self.labels.get(basis, ""), self.states[state]) if part)
        kind = GLYPHS.get(state) or (_basis_kind(index) if index >= 0 else "plain")
        return Glyph(SHAPES[KINDS[state]], word, kind, "", letter)

    def in_words(self, claim: BoardClaim) -> str:
        """Return project, basis and state of a claim."""
        return (
            f"{self.titles[claim.project]}（{self.labels.get(claim.basis, '—')}，{self.states[claim.state]}）"
        )


@dataclass(frozen=True, slots=True)
class _Shown:
    """One page of the board by regions: the regions, their claims and classes."""

    regions: Sequence[BoardRegion]
    claims: Mapping[UUID, Sequence[BoardClaim]]
    classes: Mapping[UUID, str]
    pager: Pager


def _shown(one: Asked) -> _Shown:
    found = board.regions_on_board(one.round_, one.wish, one.now)
    pager = Pager.of(one.listing, found.count())
    regions = board.board_rows(found[pager.start : pager.stop])
    claims = board.claims_by_region(one.seat, one.round_, regions)
    return _Shown(regions, claims, classes_of(one.round_, [region.pk for region in regions]), pager)


def _region_rows(one: Asked, shown: _Shown, says: _Says) -> list[MatrixRow]:
    return [_region_row(one, shown, says, region) for region in shown.regions]


def _region_row(one: Asked, shown: _Shown, says: _Says, region: BoardRegion) -> MatrixRow:
    claims = shown.claims.get(region.pk, ())
    by_project = {claim.project: says.glyph(claim) for claim in claims}
    code = shown.classes.get(region.pk, "")
    return MatrixRow(
        region.name,
        [by_project.get(project) for project in says.titles],
        href=says.plan_url(region),
        note=says.classes.get(code, code),
        total=str(len(claims)),
        late=says.late if _late(one, region) else "",
    )


def _late(one: Asked, region: BoardRegion) -> bool:
    return region.stage in board.NOT_SENT and one.now >= one.dates.closes_at(region.path)


def _table(one: Asked, shown: _Shown, says: _Says) -> Table:
    pack = pack_of(one.round_.programme)
    rows = []
    for region in shown.regions:
        late = _late(one, region)
        said = "；".join(says.in_words(claim) for claim in shown.claims.get(region.pk, ()))
        code = shown.classes.get(region.pk, "")
        cells = (
            Cell(region.name, says.plan_url(region), note=region.province),
            says.classes.get(code, code),
            Cell(says.late, tag="late") if late else str(STAGE_LABELS[region.stage]),
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
        pager=shown.pager,
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
    view = "table" if value("view") == "table" else ""
    return FilterBar(fields, result=_("%(n)s projects") % {"n": len(projects)}, view=view)
