"""Pages of working days: the administrator records tables, members of a programme read them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fivefold.authz.permissions import Permission
from fivefold.ledger import reading as ledger
from fivefold.lifecycle.origin import origin_of
from fivefold.office.trail import office_trail
from fivefold.office.working_days import actions, dossiers, pending, queries, reading
from fivefold.office.working_days.days import YearDays, year_days
from fivefold.office.working_days.dossiers import Door
from fivefold.office.working_days.forms import YearForm
from fivefold.packs.calendars import as_year
from fivefold.web.access import requires
from fivefold.web.parts import Link
from fivefold.web.request import OfficeRequest, PageRequest, SeatRequest

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _door(key: str) -> Door:
    """Return the administrator's door to a programme: its tables, and nothing else of the programme (三员)."""
    programme = queries.programme_called(key)
    if programme is None:
        raise Http404
    return Door(programme, office=True)


def _years(request: PageRequest, door: Door, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "table": dossiers.years_table(door),
        "missing": dossiers.missing(door.programme, timezone.localdate()),
        "programme": door.programme,
        "next_year": timezone.localdate().year + 1,
        "crumbs": door.trail(),
        **more,
    }
    return render(request, "office/working_days/years.html", context, status=status)


def _version(request: PageRequest, door: Door, pk: UUID) -> HttpResponse:
    row = queries.version_of(door.programme, pk)
    if row is None:
        raise Http404
    entry = ledger.entry_in(origin_of(door.programme), row.entry_id)
    page = dossiers.version_page(door, row, as_year(row), str(entry.index) if entry else "—")
    context = {"page": page, "back": door.years_url(), "crumbs": door.trail(page.title)}
    return render(request, "office/working_days/version.html", context)


@require_safe
@requires(Permission.PROGRAMME_VIEW)
def years(request: SeatRequest, slug: str) -> HttpResponse:
    """Show members of a programme by which tables its terms are counted."""
    return _years(request, Door(request.programme, office=False))


@require_safe
@requires(Permission.PROGRAMME_VIEW)
def version(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show members of a programme one recorded version."""
    return _version(request, Door(request.programme, office=False), pk)


@require_safe
@requires(Permission.PROGRAMME_MANAGE)
def programmes(request: OfficeRequest) -> HttpResponse:
    """List the programmes whose tables the administrator keeps."""
    context = {"table": dossiers.programmes_table(), "crumbs": office_trail(Link(_("Working days"), ""))}
    return render(request, "office/working_days/programmes.html", context)


@require_safe
@requires(Permission.PROGRAMME_MANAGE)
def office_version(request: OfficeRequest, key: str, pk: UUID) -> HttpResponse:
    """Show the administrator one recorded version."""
    return _version(request, _door(key), pk)


@require_safe
@requires(Permission.PROGRAMME_MANAGE)
def template(request: OfficeRequest, key: str, year: int) -> HttpResponse:
    """Give a workbook to fill in for a year."""
    table = queries.table_of(_door(key).programme, year)
    response = HttpResponse(reading.template(year, table), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="working-days-{year}.xlsx"'
    return response


@requires(Permission.PROGRAMME_MANAGE)
def office_years(request: OfficeRequest, key: str) -> HttpResponse:
    """List the tables; take a new one and show what it would change. Nothing is recorded yet."""
    door = _door(key)
    if request.method != "POST":
        initial = {"year": timezone.localdate().year + 1}
        return _years(request, door, form=YearForm(initial=initial))
    form = YearForm(request.POST, request.FILES)
    if not form.is_valid():
        return _years(request, door, form=form, status=422)
    arrangements, problems = form.arrangements()
    days, faults = year_days(form.cleaned_data["year"], arrangements)
    if form.errors:
        return _years(request, door, form=form, status=422)
    if problems or faults:
        table = dossiers.problems_table([*problems, *(faults if arrangements or not problems else ())])
        return _years(request, door, form=form, problems=table, status=422)
    return _check(request, door, form, days)


def _check(request: OfficeRequest, door: Door, form: YearForm, days: YearDays) -> HttpResponse:
    source, because = form.cleaned_data["source"], form.cleaned_data["because"]
    before, after = queries.table_of(door.programme, days.year), days.table(source)
    if before and not because.strip():
        form.add_error("because", _("This year has a table already; say why it is replaced."))
        return _years(request, door, form=form, status=422)
    seen = actions.version_in_force(door.programme, days.year)
    wish = pending.Wish(days, source, because, seen)
    context = {
        "rows": dossiers.check_rows(door.programme, after, source, because),
        "changes": dossiers.changes_table(before, after),
        "days": dossiers.days_table(after),
        "token": pending.sealed(door.programme, wish),
        "action": reverse("office:working_days_record", args=[door.programme.slug]),
        "cancel_url": door.years_url(),
        "crumbs": door.trail(_("Check the table")),
    }
    return render(request, "office/working_days/check.html", context)


@requires(Permission.PROGRAMME_MANAGE)
def record(request: OfficeRequest, key: str) -> HttpResponse:
    """Record the table that was checked; who only opens the address is led to where one is prepared."""
    door = _door(key)
    if request.method != "POST":
        return HttpResponseRedirect(door.years_url())
    wish = pending.opened(door.programme, request.POST.get("token", ""))
    row = actions.working_days_record(
        programme=door.programme,
        days=wish.days,
        source=wish.source,
        because=wish.because,
        seen=wish.seen,
        actor=request.actor,
    )
    messages.success(request, _("The table of %(year)s is recorded.") % {"year": row.year})
    return HttpResponseRedirect(door.version_url(row))
