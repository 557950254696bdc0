"""View models of imports: the list, and the preview of one with its problems at their cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fivefold.authz.permissions import Permission
from fivefold.classify.pages import DEMO_LABEL, batch_label, forbidden
from fivefold.classify.regions.values import fact_label
from fivefold.classify.register.models import RegisterImport
from fivefold.classify.register.outcome import MOST_SAMPLES, problems_of
from fivefold.classify.register.plan import AREAS
from fivefold.classify.register.reading import HEADS, columns_of
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_workbook
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.paging import Listing, Pager
from fivefold.web.parts import Action, EmptyState, Link, StateKind, StateLine, SummaryRow, Tag
from fivefold.web.speech import day, name_lang, programme_time, speak_reason
from fivefold.web.tables import Cell, Column, Row, Table

_TAGS: dict[str, StateKind] = {"uploaded": "turn", "imported": "official", "discarded": "off"}


def kind_label(kind: str) -> str:
    """Return what a file was taken for."""
    return _("register of areas") if kind == AREAS else _("participation")


def column_label(pack: Pack, key: str) -> str:
    """Return the head of a column as people know it."""
    if key in HEADS:
        return HEADS[key][0]
    return fact_label(pack, key) if key else ""


def state_tag(row: RegisterImport) -> Tag:
    """Return where an import stands."""
    return Tag(speak_reason(Reason(f"state.register_import.{row.state}", {})), _TAGS[row.state])


@dataclass(frozen=True)
class Preview:
    """The preview page of one import."""

    title: str
    state: StateLine
    summary: Sequence[SummaryRow]
    problems: Table | None
    tables: Sequence[Table]
    actions: Sequence[Action]
    verdict: str
    sound: bool
    waiting: str


def preview(row: RegisterImport, seat: SeatFacts | None, listing: Listing) -> Preview:
    """Return the preview of an import; reads nothing but the row."""
    found = row.outcome
    sound = bool(found) and not found["problems"]
    return Preview(
        title=row.stored.name,
        state=StateLine(state_tag(row), since=programme_time(row.state_since)),
        summary=_summary(row),
        problems=_problems(row, listing) if found and found["problems"] else None,
        tables=_samples(row) if sound else [],
        actions=_actions(row, seat) if row.state == "uploaded" else [],
        verdict=_verdict(row),
        sound=sound,
        waiting=reverse("web:job", args=[row.job_id]) if row.job_id and row.state == "uploaded" else "",
    )


def _url(row: RegisterImport, name: str) -> str:
    return reverse(f"register:{name}", kwargs={"slug": row.programme.slug, "pk": row.pk})


def _summary(row: RegisterImport) -> list[SummaryRow]:
    found = row.outcome
    rows = [
        SummaryRow(_("What the file holds"), kind_label(row.kind)),
        SummaryRow(_("Changes hold from"), day(row.changes_from)),
        SummaryRow(_("SHA-256 of the file"), row.stored.sha256),
    ]
    if found:
        figures = (
            (_("Rows"), "rows"),
            (_("New areas"), "new"),
            (_("Changed areas"), "changed"),
            (_("Regions that join"), "joined"),
            (_("Unchanged"), "unchanged"),
            (_("Problems"), "problems"),
        )
        rows += [SummaryRow(label, str(found[key])) for label, key in figures]
    return rows


def _verdict(row: RegisterImport) -> str:
    if not row.outcome:
        return _("The file is still being checked.")
    if row.outcome["problems"]:
        return speak_reason(Reason("register.has_problems", {"count": row.outcome["problems"]}))
    if row.state == "imported":
        return _("Everything below was imported.")
    if row.state == "discarded":
        return _("This upload was discarded; nothing of it was imported.")
    if not (row.outcome["new"] or row.outcome["changed"] or row.outcome["joined"]):
        return speak_reason(Reason("register.changes_nothing", {}))
    return _("Nothing is saved yet. Check what would change, then confirm.")


def _actions(row: RegisterImport, seat: SeatFacts | None) -> list[Action]:
    reason = forbidden(seat, Permission.REGION_MANAGE, row.object_facts())
    found = row.outcome
    nothing = bool(found) and not (found["new"] or found["changed"] or found["joined"])
    blocked = reason or (_verdict(row) if not found or found["problems"] or nothing else "")
    return [
        Action(_("Confirm and import"), _url(row, "confirm"), "official", post=True, reason=blocked),
        Action(_("Check again"), _url(row, "check"), post=True, reason=reason),
        Action(_("Discard"), _url(row, "discard"), post=True, reason=reason),
    ]


def _problems(row: RegisterImport, listing: Listing) -> Table:
    pack = pack_of(row.programme)
    found = problems_of(row.outcome)
    pager = Pager.of(listing, len(found))
    rows = [
        Row([p.cell or "—", p.row or None, column_label(pack, p.column) or "—", speak_reason(p.reason)])
        for p in found[pager.start : pager.stop]
    ]
    return Table(
        caption=_("Problems"),
        columns=[
            Column(_("Cell")),
            Column(_("Row"), "number"),
            Column(_("Column")),
            Column(_("Problem"), "wide"),
        ],
        rows=rows,
        listing=listing,
        pager=pager,
        downloads=[Link(_("All problems as xlsx"), _url(row, "problems"))],
        key="problems",
        layout="stack",
    )


def _samples(row: RegisterImport) -> list[Table]:
    pack, found, lang = pack_of(row.programme), row.outcome, name_lang()
    tables = []
    if found["changed_list"]:
        rows = [
            Row([Cell(name, note=code, lang=lang), column_label(pack, column), before or "—", after or "—"])
            for code, name, column, before, after in found["changed_list"]
        ]
        heads = [Column(_("Area")), Column(_("Column")), Column(_("Now")), Column(_("In the file"))]
        tables.append(_sample("changed", _("Changed areas"), heads, rows, found["changed"]))
    if found["joined_list"]:
        rows = [Row([code, batch_label(pack, batch)]) for code, batch in found["joined_list"]]
        heads = [Column(_("Code")), Column(_("Batch"))]
        tables.append(_sample("joined", _("Regions that join"), heads, rows, found["joined"]))
    if found["new_list"]:
        rows = [
            Row([Cell(name, lang=lang), code, kind, parent or "—"])
            for code, name, _l, kind, parent in found["new_list"]
        ]
        heads = [Column(_("Area")), Column(_("Code")), Column(_("Kind")), Column(_("Parent code"))]
        tables.append(_sample("new", _("New areas"), heads, rows, found["new"]))
    return tables


def _sample(key: str, caption: str, columns: list[Column], rows: list[Row], total: int) -> Table:
    if total > MOST_SAMPLES:
        caption = _("%(caption)s: the first %(shown)s of %(total)s") % {
            "caption": caption,
            "shown": MOST_SAMPLES,
            "total": total,
        }
    return Table(caption=caption, columns=columns, rows=rows, key=key)


def imports_table(rows: Sequence[RegisterImport], listing: Listing, pager: Pager) -> Table:
    """Return the imports of a programme, newest first."""
    return Table(
        caption=_("Earlier imports"),
        columns=[
            Column(_("File"), "wide"),
            Column(_("What")),
            Column(_("State"), "tag"),
            Column(_("When"), "date"),
            Column(_("Rows"), "number"),
            Column(_("Problems"), "number"),
        ],
        rows=[
            Row(
                [
                    Cell(row.stored.name, href=_url(row, "preview")),
                    kind_label(row.kind),
                    Cell((tag := state_tag(row)).label, tag=tag.kind),
                    programme_time(row.state_since),
                    row.outcome.get("rows"),
                    row.outcome.get("problems"),
                ]
            )
            for row in rows
        ],
        empty=EmptyState(
            _("No import yet."),
            next=_("Upload a register above; a preview comes first, nothing is saved at once."),
        ),
        listing=listing,
        pager=pager,
        key="imports",
        layout="stack",
    )


def problems_workbook(row: RegisterImport) -> bytes:
    """Return the kept problems as a workbook, one row each with its cell."""
    pack = pack_of(row.programme)
    columns = (
        SheetColumn(_("Cell"), 10),
        SheetColumn(_("Row"), 8),
        SheetColumn(_("Column"), 20),
        SheetColumn(_("Problem"), 80, wrap=True),
    )
    rows = [
        (p.cell, p.row or None, column_label(pack, p.column), speak_reason(p.reason))
        for p in problems_of(row.outcome)
    ]
    total = _("%(n)s problems in all") % {"n": row.outcome.get("problems", 0)}
    sheet = SheetSpec(_("Problems"), row.stored.name, columns, rows, lines=(total,), protected=False)
    return write_workbook([sheet], WorkbookSpec(label=DEMO_LABEL if row.programme.demo else ""))


def template_workbook(programme: Programme, kind: str) -> bytes:
    """Return an empty workbook with the columns of a register file, ready to be filled in."""
    pack = pack_of(programme)
    keys = columns_of(pack, kind)
    columns = tuple(SheetColumn(column_label(pack, key), 16, locked=False, as_text=True) for key in keys)
    sheet = SheetSpec(_("Register"), kind_label(kind), columns, (), spare_rows=500, protected=False)
    return write_workbook([sheet], WorkbookSpec(label=DEMO_LABEL if programme.demo else ""))
