"""View models of class lists: the list of lists, and one list with its counts, unsettled lines and differences."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Role
from fivefold.classify.class_lists.models import ClassEntry, ClassList
from fivefold.classify.class_lists.overview import list_title, state_tag, url
from fivefold.classify.class_lists.queries import (
    before,
    class_codes,
    counts,
    entries,
    hindrances,
)
from fivefold.classify.pages import (
    OUTCOME_TAGS,
    class_choices,
    class_label,
    forbidden,
    history_of,
    holds,
    outcome_label,
    rule_label,
    spoken,
)
from fivefold.classify.regions.lists import area_url
from fivefold.classify.regions.values import spoken_facts
from fivefold.method.classify import compare
from fivefold.orgs.seats import SeatFacts
from fivefold.orgs.tree import top
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import Action, EmptyState, HistoryEntry, Link, StateLine, SummaryRow
from fivefold.web.roles import role_label
from fivefold.web.speech import day, name_lang, programme_time, speak_reason
from fivefold.web.tables import Cell, Column, Row, Table

SORTS = ("code", "class", "rule")
_ORDER = {"code": ("area__code",), "class": ("class_code", "area__code"), "rule": ("rule_code", "area__code")}
_MOST_MOVES = 200


@dataclass(frozen=True)
class ListPage:
    """The page of one list."""

    title: str
    state: StateLine
    summary: Sequence[SummaryRow]
    counts: Table
    unsettled: Table | None
    overridden: Table | None
    moves: Table | None
    entries: Table
    hindrances: Sequence[str]
    actions: Sequence[Action]
    downloads: Sequence[Link]
    history: Sequence[HistoryEntry]


class ListDossier:
    """Gathers the page of one class list."""

    def __init__(self, row: ClassList, seat: SeatFacts | None, listing: Listing) -> None:
        self.row, self.seat, self.listing = row, seat, listing
        self.programme = row.programme
        self.pack: Pack = pack_of(self.programme)
        self.draft = row.state == "drafted"
        self.predecessor = before(row)
        self.lang = name_lang()

    def page(self) -> ListPage:
        """Return the whole page."""
        return ListPage(
            title=list_title(self.row),
            state=self._state(),
            summary=self._summary(),
            counts=self._counts(),
            unsettled=self._unsettled(),
            overridden=self._overridden(),
            moves=self._moves(),
            entries=self._entries(),
            hindrances=[speak_reason(reason) for reason in hindrances(self.row)] if self.draft else [],
            actions=self._actions(),
            downloads=[] if self.draft else self._downloads(),
            history=history_of(self.programme, [("class_list", str(self.row.pk))], self.seat),
        )

    def _state(self) -> StateLine:
        if not self.draft:
            return StateLine(
                state_tag(self.row), since=programme_time(self.row.issued_at or self.row.state_since)
            )
        mine = not forbidden(self.seat, Permission.CLASS_LIST_ISSUE, self.row.object_facts())
        return StateLine(
            state_tag(self.row),
            turn=self._issuer(),
            since=programme_time(self.row.state_since),
            next=_("settle gaps and conflicts, then issue") if hindrances(self.row) else _("issue the list"),
            mine=mine,
        )

    def _issuer(self) -> str:
        apex = top(self.programme)
        return f"{apex.name if apex else self.programme.title}·{role_label(Role.PUBLISHER.value)}"

    def _summary(self) -> list[SummaryRow]:
        rows = [SummaryRow(_("Valid from"), day(self.row.valid_from))]
        if self.row.number is not None:
            rows += [
                SummaryRow(_("Document number"), self.row.document_number, lang=self.lang),
                SummaryRow(_("Signer"), self.row.signer_post, lang=self.lang),
                SummaryRow(_("Recorded"), programme_time(self.row.issued_at)),
                SummaryRow(
                    _("SHA-256 of the list"), self.row.sha256, note=_("over the canonical JSON below")
                ),
            ]
        if self.predecessor is not None:
            rows.append(
                SummaryRow(_("Follows"), list_title(self.predecessor), url=url(self.predecessor, "detail"))
            )
        rows.append(
            SummaryRow(
                _("SHA-256 of the rules"), self.row.pack_sha256, note=f"{self.pack.key} {self.pack.version}"
            )
        )
        return rows

    def _counts(self) -> Table:
        found = counts(self.row)
        rows: list[Row] = []
        groups = [
            *((key, "") for key, _label in class_choices(self.pack)),
            *(("", o) for o in ("gap", "conflict", "excluded")),
        ]
        for class_code, outcome in groups:
            hits = [line for line in found if (line[1] == class_code if class_code else line[0] == outcome)]
            label = class_label(self.pack, class_code) if class_code else outcome_label(outcome)
            address = self.listing.link(**{"class": class_code or outcome, "page": ""}) + "#entries-caption"
            figures = [sum(line[3] for line in hits if line[2]), sum(line[3] for line in hits if not line[2])]
            rows.append(Row([Cell(label, href=address), *figures, sum(figures)]))
        inside = sum(line[3] for line in found if line[2])
        outside = sum(line[3] for line in found if not line[2])
        rows.append(Row([_("All"), inside, outside, inside + outside], kind="total"))
        return Table(
            caption=_("Numbers"),
            columns=[
                Column(_("Class")),
                Column(_("Take part"), "number"),
                Column(_("Do not take part"), "number"),
                Column(_("All"), "number"),
            ],
            rows=rows,
            key="counts",
        )

    def _unsettled(self) -> Table | None:
        rows = list(entries(self.row).filter(outcome__in=("gap", "conflict", "excluded")))
        if not rows:
            return None
        act = [Column(_("Act"), "action")] if self._may_override() else []
        return Table(
            caption=_("In no class, and why"),
            columns=[
                Column(_("Area")),
                Column(_("Outcome"), "tag"),
                Column(_("Takes part")),
                Column(_("What is missing or contradicts"), "wide"),
                *act,
            ],
            rows=[self._unsettled_row(row) for row in rows],
            key="unsettled",
            layout="stack",
        )

    def _unsettled_row(self, row: ClassEntry) -> Row:
        facts = "；".join(f"{name}：{value}" for name, value in spoken_facts(self.pack, row.facts))
        told = [
            text
            for data, text in zip(row.reasons, spoken(row.reasons), strict=True)
            if data["code"] != "classify.fact"
        ]
        cells = [
            self._name(row),
            Cell(outcome_label(row.outcome), tag=OUTCOME_TAGS[row.outcome]),
            _("yes") if row.region_id else _("no"),
            Cell(" ".join(told), note=facts),
        ]
        return Row([*cells, *self._override_cell(row)])

    def _name(self, row: ClassEntry) -> Cell:
        return Cell(
            row.area.name, href=area_url(self.programme, row.area.code), note=row.area.code, lang=self.lang
        )

    def _may_override(self) -> bool:
        return self.draft and not forbidden(self.seat, Permission.CLASS_LIST_DRAFT, self.row.object_facts())

    def _override_cell(self, row: ClassEntry) -> list[Cell]:
        if not self._may_override():
            return []
        return [Cell(_("Override"), href=url(self.row, "override", entry_id=row.pk))]

    def _overridden(self) -> Table | None:
        rows = list(entries(self.row).filter(outcome="overridden"))
        if not rows:
            return None
        act = [Column(_("Act"), "action")] if self._may_override() else []
        return Table(
            caption=_("Overridden"),
            columns=[
                Column(_("Area")),
                Column(_("By the rules")),
                Column(_("Class")),
                Column(_("Signer")),
                Column(_("Reason"), "wide"),
                *act,
            ],
            rows=[self._overridden_row(row) for row in rows],
            key="overridden",
            layout="stack",
        )

    def _overridden_row(self, row: ClassEntry) -> Row:
        ruled = class_label(self.pack, row.ruled_class_code) if row.ruled_class_code else _("no class")
        carried = _("carried over from list no. %(n)s") % {"n": row.carried_from} if row.carried_from else ""
        cells = [
            self._name(row),
            ruled,
            class_label(self.pack, row.class_code),
            Cell(row.override_signer, lang=self.lang),
            Cell(row.override_reason, note=carried),
        ]
        return Row([*cells, *self._override_cell(row)])

    def _moves(self) -> Table | None:
        if self.predecessor is None:
            return None
        diff = compare(class_codes(self.predecessor), class_codes(self.row))
        moves = sorted([*diff.added, *diff.removed, *diff.moved], key=lambda move: move.region)
        names = (
            {row.area.code: row.area.name for found in (self.predecessor, self.row) for row in entries(found)}
            if moves
            else {}
        )
        label = {None: _("no class")} | dict(class_choices(self.pack))
        rows = [
            Row(
                [
                    Cell(names.get(move.region, move.region), note=move.region, lang=self.lang),
                    label.get(move.before, move.before),
                    label.get(move.after, move.after),
                ]
            )
            for move in moves[:_MOST_MOVES]
        ]
        return Table(
            caption=_("Differences from %(list)s: %(n)s; unchanged: %(same)s")
            % {"list": list_title(self.predecessor), "n": len(moves), "same": diff.unchanged},
            columns=[Column(_("Area")), Column(_("Before")), Column(_("After"))],
            rows=rows,
            empty=EmptyState(_("No area changes its class.")),
            key="moves",
        )

    def _entries(self) -> Table:
        rows = self._filtered()
        pager = Pager.of(self.listing, rows.count())
        order = _ORDER.get(self.listing.key, _ORDER["code"])
        found = rows.order_by(*(f"-{key}" if self.listing.descending else key for key in order))
        act = [Column(_("Act"), "action")] if self._may_override() else []
        outcomes = [(key, outcome_label(key)) for key in ("overridden", "gap", "conflict", "excluded")]
        return Table(
            caption=_("All lines"),
            columns=[
                Column(_("Area"), sort="code"),
                Column(_("Class"), "tag", sort="class"),
                Column(_("Rule"), sort="rule"),
                Column(_("Facts used"), "wide"),
                Column(_("Takes part")),
                *act,
            ],
            rows=[self._entry_row(row) for row in found[pager.start : pager.stop]],
            empty=EmptyState(_("No line matches these filters.")),
            listing=self.listing,
            pager=pager,
            filters=FilterBar(
                [
                    FilterField("q", _("Name, pinyin or code"), self.listing.value("q")),
                    FilterField(
                        "class",
                        _("Class"),
                        self.listing.value("class"),
                        [*class_choices(self.pack), *outcomes],
                    ),
                ],
                sort=self.listing.sort,
            ),
            key="entries",
            layout="stack",
        )

    def _filtered(self) -> QuerySet[ClassEntry]:
        rows = entries(self.row)
        text, wanted = self.listing.value("q"), self.listing.value("class")
        if text:
            rows = rows.filter(
                Q(area__name__contains=text)
                | Q(area__code__startswith=text)
                | Q(area__pinyin__contains=text.lower())
            )
        if wanted in dict(class_choices(self.pack)):
            rows = rows.filter(class_code=wanted)
        elif wanted:
            rows = rows.filter(outcome=wanted)
        return rows

    def _entry_row(self, row: ClassEntry) -> Row:
        label = class_label(self.pack, row.class_code) if row.class_code else outcome_label(row.outcome)
        facts = "；".join(f"{name}：{value}" for name, value in spoken_facts(self.pack, row.facts))
        cells = [
            self._name(row),
            Cell(label, tag=OUTCOME_TAGS[row.outcome]),
            rule_label(self.pack, row.rule_code) or "—",
            facts,
            _("yes") if row.region_id else _("no"),
        ]
        return Row([*cells, *self._override_cell(row)])

    def _actions(self) -> list[Action]:
        if not self.draft or not holds(self.seat, Permission.CLASS_LIST_DRAFT):
            return []
        facts = self.row.object_facts()
        drafting = forbidden(self.seat, Permission.CLASS_LIST_DRAFT, facts)
        blocked = [speak_reason(reason) for reason in hindrances(self.row)]
        issuing = forbidden(self.seat, Permission.CLASS_LIST_ISSUE, facts) or " ".join(blocked)
        return [
            Action(_("Issue"), url(self.row, "issue"), "official", reason=issuing),
            Action(_("Apply the rules again"), url(self.row, "redraft"), post=True, reason=drafting),
            Action(_("Discard"), url(self.row, "discard"), reason=drafting),
        ]

    def _downloads(self) -> list[Link]:
        return [Link(kind, url(self.row, "download", kind=kind)) for kind in ("json", "xlsx", "docx", "pdf")]
