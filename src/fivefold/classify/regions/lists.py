"""The list of regions as of a day, and the provinces as tiles: one query each, rows made in Python."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from fivefold.authz.permissions import Permission
from fivefold.classify.class_lists.models import ClassList
from fivefold.classify.class_lists.queries import class_list_in_force, drafts
from fivefold.classify.class_lists.queries import visible as visible_lists
from fivefold.classify.pages import (
    OUTCOME_TAGS,
    batch_choices,
    class_choices,
    class_label,
    holds,
    outcome_label,
    placed_by,
)
from fivefold.classify.regions.models import AdminArea
from fivefold.classify.regions.queries import living, participant_levels, provinces, visible_areas
from fivefold.classify.regions.values import fact_of, spoken_value
from fivefold.orgs.models import Body
from fivefold.orgs.naming import short_names
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.figures.scales import bounds, level
from fivefold.web.figures.tiles import Tile, TileMap, places
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import EmptyState, Link
from fivefold.web.speech import day, name_lang
from fivefold.web.tables import Cell, Column, Row, Table
from fivefold.web.vocabulary import coordinator_label, participant_label

SORTS = {
    "code": ("code",),
    "name": ("pinyin", "code"),
    "province": ("parent_code", "code"),
    "kind": ("kind", "code"),
    "class": ("entry__class_code", "code"),
    "batch": ("regions__batch", "code"),
}
NO_CLASS, OUTSIDE = "none", "none"
_COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list is asked for; empty texts ask for nothing."""

    on: date
    q: str = ""
    province: str = ""
    class_code: str = ""
    batch: str = ""
    kind: str = ""

    @classmethod
    def read(cls, listing: Listing, on: date) -> "Wish":
        """Read the filters of an address."""
        names = ("q", "province", "class", "batch", "kind")
        q, province, class_code, batch, kind = (listing.value(name) for name in names)
        return cls(on, q, province, class_code, batch, kind)


def list_for(seat: SeatFacts | None, programme: Programme, on: date) -> ClassList | None:
    """Return the list whose classes are shown: the one that speaks for the day, else a draft the seat may see."""
    found = class_list_in_force(programme, on)
    if found is not None:
        return found
    return visible_lists(seat).filter(pk__in=drafts(programme).values("pk")[:1]).first()


def listed(
    seat: SeatFacts | None, programme: Programme, wish: Wish, class_list: ClassList | None
) -> QuerySet[AdminArea]:
    """Return the areas that are or can be regions on a day, narrowed by the wish, with entry and region joined."""
    of_list = Q(class_entries__class_list=class_list.pk if class_list else uuid.UUID(int=0))
    rows = (
        visible_areas(seat)
        .select_related(None)
        .filter(living(wish.on), programme=programme, level__in=participant_levels(pack_of(programme)))
        .annotate(entry=FilteredRelation("class_entries", condition=of_list))
    )
    if wish.q:
        rows = rows.filter(
            Q(name__contains=wish.q) | Q(code__startswith=wish.q) | Q(pinyin__contains=_plain(wish.q))
        )
    if wish.province:
        rows = rows.filter(Q(parent_code=wish.province) | Q(path__startswith=f"{wish.province}/"))
    if wish.kind:
        rows = rows.filter(kind=wish.kind)
    if wish.batch:
        rows = rows.filter(**{"regions__isnull": True} if wish.batch == OUTSIDE else _batch(wish.batch))
    if wish.class_code:
        in_none = Q(entry__isnull=True) | Q(entry__class_code="")
        rows = rows.filter(in_none if wish.class_code == NO_CLASS else Q(entry__class_code=wish.class_code))
    return rows


def _batch(key: str) -> dict[str, str]:
    return {"regions__batch": key, "regions__state": "participating"}


def _plain(text: str) -> str:
    return "".join(text.lower().split())


class Line(NamedTuple):
    """A row of the list, as plain values."""

    code: str
    name: str
    kind: str
    parent_code: str
    path: str
    class_code: str
    outcome: str
    rule: str
    batch: str
    state: str


_VALUES = (
    "code", "name", "kind", "parent_code", "path", "entry__class_code", "entry__outcome", "entry__rule_code",
    "regions__batch", "regions__state",
)  # fmt: skip


def lines(rows: QuerySet[AdminArea], sort: str, start: int, stop: int | None) -> Iterator[Line]:
    """Yield rows ``start`` to ``stop`` in an order named by a key of ``SORTS``, with ``-`` for descending."""
    keys = SORTS.get(sort.removeprefix("-"), SORTS["code"])
    turn = sort.startswith("-")
    order = [F(key).desc(nulls_last=True) if turn else F(key).asc(nulls_last=True) for key in keys]
    for values in rows.order_by(*order).values_list(*_VALUES)[start:stop]:
        yield Line._make(value or "" for value in values)


class RegionList:
    """The list page and its downloads."""

    def __init__(self, seat: SeatFacts | None, programme: Programme, listing: Listing, on: date) -> None:
        self.seat, self.programme, self.listing = seat, programme, listing
        self.wish = Wish.read(listing, on)
        self.pack: Pack = pack_of(programme)
        self.class_list = list_for(seat, programme, on)
        self.bodies: list[Body] = provinces(programme)
        self.rows = listed(seat, programme, self.wish, self.class_list)
        self.lang = name_lang()
        self.names = {body.code: body.name for body in self.bodies}
        self.classes = dict(class_choices(self.pack))
        self.batches = dict(batch_choices(self.pack))

    def province_of(self, line: Line) -> str:
        """Return the name of the province-level body above a row; empty where the programme has no such level."""
        above = (self.names[code] for code in line.path.split("/") if code in self.names)
        return next(above, self.names.get(line.parent_code, ""))

    def table(self) -> Table:
        """Return the page's table."""
        pager = Pager.of(self.listing, self.rows.count())
        shown = lines(self.rows, self.listing.sort, pager.start, pager.stop)
        return Table(
            caption=_("Regions on %(day)s") % {"day": day(self.wish.on)},
            columns=self._columns(),
            rows=[self._row(line) for line in shown],
            empty=self._empty(),
            listing=self.listing,
            pager=pager,
            filters=self._filters(),
            downloads=[Link(kind, self._download(kind)) for kind in ("xlsx", "csv")],
            layout="stack",
            key="regions",
        )

    def _download(self, kind: str) -> str:
        address = reverse("regions:download", kwargs={"slug": self.programme.slug, "kind": kind})
        return address + self.listing.link(page="")

    def _columns(self) -> list[Column]:
        province = [Column(coordinator_label(self.pack), sort="province")] if self.names else []
        return [
            Column(participant_label(self.pack), sort="name"),
            Column(_("Code"), sort="code"),
            *province,
            Column(_("Kind"), sort="kind"),
            Column(_("Class"), "tag", sort="class"),
            Column(_("Rule")),
            Column(_("Batch"), sort="batch"),
        ]

    def _row(self, line: Line) -> Row:
        province = [Cell(self.province_of(line), lang=self.lang)] if self.names else []
        return Row(
            [
                Cell(line.name, href=area_url(self.programme, line.code), lang=self.lang),
                line.code,
                *province,
                Cell(self.kind(line), lang=self.lang),
                Cell(self.class_name(line), tag=OUTCOME_TAGS.get(line.outcome, "")),
                placed_by(line.outcome, line.rule),
                self.batch_name(line),
            ]
        )

    @cached_property
    def _kinds(self) -> dict[str, str]:
        kinds = fact_of(self.pack, "kind")
        return {c.value: spoken_value(kinds, c.value) for c in kinds.choices} if kinds else {}

    def kind(self, line: Line) -> str:
        """Return the kind of area; in English where the pack says it."""
        return self._kinds.get(line.kind, line.kind)

    def class_name(self, line: Line) -> str:
        """Return the class, or what became of the row instead."""
        if line.class_code:
            return self.classes.get(line.class_code, line.class_code)
        return outcome_label(line.outcome) if line.outcome else _("not classified yet")

    def batch_name(self, line: Line) -> str:
        """Return the batch, or that the area does not take part."""
        if not line.state:
            return _("does not take part")
        name = self.batches.get(line.batch, line.batch)
        return name if line.state == "participating" else _("%(batch)s, has left") % {"batch": name}

    def _filters(self) -> FilterBar:
        province = [
            FilterField(
                "province",
                coordinator_label(self.pack),
                self.wish.province,
                [(b.code, b.name) for b in self.bodies],
            )
        ]
        return FilterBar(
            [
                FilterField("q", _("Name, pinyin or code"), self.wish.q),
                *(province if self.bodies else []),
                FilterField(
                    "class",
                    _("Class"),
                    self.wish.class_code,
                    [*self.classes.items(), (NO_CLASS, _("no class"))],
                ),
                FilterField(
                    "batch",
                    _("Batch"),
                    self.wish.batch,
                    [*self.batches.items(), (OUTSIDE, _("does not take part"))],
                ),
                *(
                    [FilterField("kind", _("Kind"), self.wish.kind, list(self._kinds.items()))]
                    if self._kinds
                    else []
                ),
                FilterField("on", _("Class on (YYYY-MM-DD)"), self.listing.value("on")),
            ],
            sort=self.listing.sort,
        )

    def _empty(self) -> EmptyState:
        if self.listing.query:
            return EmptyState(_("No region matches these filters."), next=_("Clear a filter to see more."))
        address = reverse("register:upload", kwargs={"slug": self.programme.slug})
        may = holds(self.seat, Permission.REGION_MANAGE)
        return EmptyState(
            _("The register is still empty."),
            next=_("The office in charge imports the register of areas; then classes can be drafted."),
            action=Link(_("Import the register"), address) if may else None,
        )

    def export_rows(self) -> Iterator[list[str]]:
        """Yield the rows of the downloads, all pages, in the order shown."""
        for line in lines(self.rows, self.listing.sort, 0, None):
            province = [self.province_of(line)] if self.names else []
            yield [
                line.code,
                line.name,
                *province,
                self.kind(line),
                self.class_name(line),
                placed_by(line.outcome, line.rule),
                self.batch_name(line),
            ]

    def export_heads(self) -> list[str]:
        """Return the heads of the downloads."""
        province = [coordinator_label(self.pack)] if self.names else []
        return [
            _("Code"),
            participant_label(self.pack),
            *province,
            _("Kind"),
            _("Class"),
            _("Rule"),
            _("Batch"),
        ]

    def basis(self) -> str:
        """Say in one sentence which list the classes come from."""
        if self.class_list is None:
            return _("No class list speaks for this day yet.")
        if self.class_list.state == "drafted":
            return _("No class list speaks for this day yet; the classes shown are those of a draft.")
        facts = {"number": self.class_list.number, "day": day(self.class_list.valid_from)}
        return _("Classes by class list no. %(number)s, valid from %(day)s.") % facts


def area_url(programme: Programme, code: str) -> str:
    """Return the address of an area's page."""
    return reverse("regions:area", kwargs={"slug": programme.slug, "code": code})


def province_counts(
    programme: Programme, on: date, class_list: ClassList | None
) -> dict[str, dict[str, int]]:
    """Return, for each province-level code, how many possible regions there are in all and by class; one query."""
    wish = Wish(on)
    of_list = Q(class_entries__class_list=class_list.pk if class_list else uuid.UUID(int=0))
    rows = AdminArea.objects.filter(
        living(wish.on), programme=programme, level__in=participant_levels(pack_of(programme))
    ).annotate(entry=FilteredRelation("class_entries", condition=of_list))
    found: dict[str, dict[str, int]] = {}
    for parent, class_code, number in rows.values_list("parent_code", "entry__class_code").annotate(
        n=Count("pk")
    ):
        own = found.setdefault(parent, {})
        own[class_code or NO_CLASS] = own.get(class_code or NO_CLASS, 0) + number
        own["all"] = own.get("all", 0) + number
    return found


def province_map(programme: Programme, bodies: Sequence[Body], counts: dict[str, dict[str, int]]) -> TileMap:
    """Return the provinces as equal squares with the number of possible regions; a square leads to its list."""
    totals = {body.code: counts.get(body.code, {}).get("all", 0) for body in bodies}
    low, high = bounds([Decimal(number) for number in totals.values()])
    base = reverse("regions:list", kwargs={"slug": programme.slug})
    tiles = [
        Tile(
            column,
            row,
            body.short_name or short,
            str(totals[body.code]),
            level(Decimal(totals[body.code]) if totals[body.code] else None, low, high),
            body.name,
            f"{base}?province={body.code}",
        )
        for body, short, (column, row) in zip(
            bodies, short_names([body.name for body in bodies]), places(len(bodies), _COLUMNS), strict=True
        )
    ]
    return TileMap(
        caption=_("Regions of each body: %(bodies)s") % {"bodies": coordinator_label(pack_of(programme))},
        tiles=tiles,
        table_url="#provinces-caption",
        note=_(
            "Equal squares in the order of codes; the figure is the number of areas that are or can be regions."
        ),
    )


def province_table(programme: Programme, bodies: Sequence[Body], counts: dict[str, dict[str, int]]) -> Table:
    """Return the same as a table, by class."""
    pack = pack_of(programme)
    keys = [found.key for found in pack.programme.classes]
    base = reverse("regions:list", kwargs={"slug": programme.slug})
    rows = []
    for body in bodies:
        own = counts.get(body.code, {})
        figures = [own.get(key, 0) for key in (*keys, NO_CLASS, "all")]
        rows.append(Row([Cell(body.name, href=f"{base}?province={body.code}", lang=name_lang()), *figures]))
    totals = [
        sum(counts.get(body.code, {}).get(key, 0) for body in bodies) for key in (*keys, NO_CLASS, "all")
    ]
    return Table(
        caption=coordinator_label(pack),
        columns=[
            Column(coordinator_label(pack)),
            *(Column(class_label(pack, key), "number") for key in keys),
            Column(_("no class"), "number"),
            Column(_("All"), "number"),
        ],
        rows=[*rows, Row([_("Total"), *totals], kind="total")] if rows else [],
        empty=EmptyState(
            _("No body stands between the top and the regions, or the register is still empty.")
        ),
        key="provinces",
    )
