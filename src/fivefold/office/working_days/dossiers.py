"""View models of tables of working days: the years of a programme, one version, and what a new table would change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from fivefold.documents.sheet_schema import Problem
from fivefold.office.trail import office_trail, programme_trail
from fivefold.office.working_days import queries
from fivefold.office.working_days.days import YearDays, days_of, spans, working_count
from fivefold.office.working_days.queries import YearInForce
from fivefold.packs.calendars import counts_working_days
from fivefold.packs.models import Programme, WorkingDays
from fivefold.packs.programmes import pack_of
from fivefold.packs.schema.calendar import WorkingYear
from fivefold.packs.workdays import is_working_day
from fivefold.web.parts import EmptyState, Link, SummaryRow
from fivefold.web.speech import day, name_lang, programme_time, speak_reason, title_of
from fivefold.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class Door:
    """From where the pages are seen: the administrator's office, or a programme whose members only read."""

    programme: Programme
    office: bool

    def trail(self, here: str = "") -> list[Link]:
        """Return the trail to the list of tables, or to a page below it."""
        last = (
            [Link(_("Working days"), self.years_url()), Link(here, "")]
            if here
            else [Link(_("Working days"), "")]
        )
        if not self.office:
            return programme_trail(self.programme, *last)
        title = Link(
            title_of(self.programme.title, self.programme.title_en), self.years_url() if here else ""
        )
        last = [title, Link(here, "")] if here else [title]
        return office_trail(Link(_("Working days"), reverse("office:working_days")), *last)

    def version_url(self, row: WorkingDays) -> str:
        """Return the address of one version's page."""
        name = "office:working_days_version" if self.office else "working_days:version"
        return reverse(name, args=[self.programme.slug, row.pk])

    def years_url(self) -> str:
        """Return the address of the programme's tables."""
        name = "office:working_days_of" if self.office else "working_days:years"
        return reverse(name, args=[self.programme.slug])


def programmes_table() -> Table:
    """Return all programmes with the years that have a table."""
    rows = [
        (
            Cell(
                title_of(one.title, one.title_en),
                href=Door(one, office=True).years_url(),
                lang=name_lang() if not one.title_en else "",
            ),
            _("yes") if counts_working_days(pack_of(one)) else _("no"),
            "、".join(map(str, years)) or "—",
        )
        for one, years in queries.programmes()
    ]
    columns = [
        Column(_("Programme"), "wide"),
        Column(_("Counts terms in working days")),
        Column(_("Years with a table")),
    ]
    return Table(_("Programmes"), columns, rows, empty=EmptyState(_("No programme.")), layout="stack")


def years_table(door: Door) -> Table:
    """Return the tables in force, newest year first; two queries."""
    columns = [
        Column(_("Year"), "number"),
        Column(_("Version")),
        Column(_("Days off"), "number"),
        Column(_("Weekend days worked"), "number"),
        Column(_("Working days"), "number"),
        Column(_("Source"), "wide"),
        Column(_("Recorded"), "date"),
    ]
    return Table(
        _("Tables in force"),
        columns,
        [_year_row(door, year) for year in queries.years_of(door.programme)],
        empty=EmptyState(
            _("No year has a table."), next=_("Terms in calendar days need none; others cannot be counted.")
        ),
        layout="stack",
    )


def _year_row(door: Door, year: YearInForce) -> tuple[object, ...]:
    table, row = year.table, year.row
    version = Cell(_version(row), href=door.version_url(row)) if row else _("the pack's own")
    return (
        str(table.year),
        version,
        len(table.days_off),
        len(table.working_weekends),
        working_count(table),
        Cell(str(table.source), lang=name_lang()),
        day(row.recorded_at) if row else "—",
    )


def _version(row: WorkingDays) -> str:
    return _("version %(version)s") % {"version": row.version}


def missing(programme: Programme, today: date) -> str:
    """Return a warning when terms are counted in working days and this or the next year has no table."""
    if not counts_working_days(pack_of(programme)):
        return ""
    known = {year.table.year for year in queries.years_of(programme)}
    lacking = [str(year) for year in (today.year, today.year + 1) if year not in known]
    if not lacking:
        return ""
    told = _("Terms that reach into %(years)s cannot be counted before the table of that year is recorded.")
    return told % {"years": "、".join(lacking)}


def _run(first: date, last: date) -> str:
    if first == last:
        return f"{day(first)} {format_date(first, 'l')}"
    return f"{day(first)} – {day(last)}"


def days_table(table: WorkingYear) -> Table:
    """Return the arrangements of a year in the order of its days."""
    marked = [(first, last, _("off")) for first, last in spans(table.days_off)]
    marked += [(first, last, _("worked")) for first, last in spans(table.working_weekends)]
    rows = [(_run(first, last), (last - first).days + 1, word) for first, last, word in sorted(marked)]
    columns = [Column(_("Days"), "wide"), Column(_("How many"), "number"), Column(_("Arrangement"))]
    empty = EmptyState(_("The week alone says which days are worked."))
    return Table(
        _("Days off and weekend days worked"), columns, rows, empty=empty, key="days", layout="stack"
    )


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One recorded version: what it says, whether it is in force, and the versions of its year."""

    title: str
    rows: Sequence[SummaryRow]
    days: Table
    versions: Table


def version_page(door: Door, row: WorkingDays, table: WorkingYear, log_index: str) -> VersionPage:
    """Return the page of one version; ``log_index`` is the number of its leaf in the programme's log."""
    all_of_year = queries.versions(door.programme, row.year)
    rows = [
        SummaryRow(
            _("Stands"),
            _("in force") if row.pk == all_of_year[0].pk else _("replaced by %s") % _version(all_of_year[0]),
        ),
        SummaryRow(_("Source"), row.source, lang=name_lang()),
        SummaryRow(_("Working days of the year"), str(working_count(table))),
        SummaryRow(_("Recorded"), programme_time(row.recorded_at)),
        SummaryRow(_("No. in the log"), log_index),
    ]
    if row.because:
        rows.append(SummaryRow(_("Why the table before was replaced"), row.because))
    history = Table(
        _("Versions of this year"),
        [Column(_("Version")), Column(_("Recorded"), "date"), Column(_("Reason given"), "wide")],
        [
            (Cell(_version(one), href=door.version_url(one)), day(one.recorded_at), one.because or "—")
            for one in all_of_year
        ],
        key="versions",
        layout="stack",
    )
    title = _("Working days of %(year)s, version %(version)s") % {"year": row.year, "version": row.version}
    return VersionPage(title, rows, days_table(table), history)


def problems_table(problems: Sequence[Problem]) -> Table:
    """Return the faults of a file at their cells."""
    rows = [(problem.cell or _("whole table"), speak_reason(problem.reason)) for problem in problems]
    columns = [Column(_("Cell or line")), Column(_("What is wrong"), "wide")]
    return Table(_("Problems at their cells"), columns, rows, key="problems", layout="stack")


def _kind(table: WorkingYear | None, one: date) -> str:
    worked = is_working_day(one, (table or YearDays(one.year, (), ()).table(""),))
    return _("worked") if worked else _("off")


def _changed(before: WorkingYear | None, after: WorkingYear) -> Iterator[tuple[date, str, str]]:
    for one in days_of(after.year):
        was, becomes = _kind(before, one), _kind(after, one)
        if was != becomes:
            yield one, was, becomes


def changes_table(before: WorkingYear | None, after: WorkingYear) -> Table:
    """Return the days that a new table would make other than they are (without a table: than the week says)."""
    rows = [(_run(one, one), was, becomes) for one, was, becomes in _changed(before, after)]
    columns = [
        Column(_("Day"), "wide"),
        Column(_("now") if before else _("by the week")),
        Column(_("then")),
    ]
    empty = EmptyState(_("No day changes."))
    return Table(_("Days that change"), columns, rows, empty=empty, key="changes", layout="stack")


def check_rows(programme: Programme, after: WorkingYear, source: str, because: str) -> list[SummaryRow]:
    """Return what is about to be recorded, to be checked."""
    rows = [
        SummaryRow(_("Programme"), programme.title, lang=name_lang()),
        SummaryRow(_("Year"), str(after.year)),
        SummaryRow(_("Source"), source, lang=name_lang()),
        SummaryRow(_("Working days of the year"), str(working_count(after))),
    ]
    return [*rows, SummaryRow(_("Why the present table is replaced"), because)] if because else rows
