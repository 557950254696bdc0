"""Pages of regions: list, provinces, one area, and downloads. What changes a region stands in ``act_views``."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fivefold.authz.permissions import Permission
from fivefold.classify.pages import CSV, DEMO_LABEL, XLSX, asked_day, download, file_name, holds, today
from fivefold.classify.regions import lists, queries
from fivefold.classify.regions.dossiers import AreaDossier
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_csv, write_workbook
from fivefold.packs.programmes import pack_of
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.figures.tiles import TileMap
from fivefold.web.paging import Listing
from fivefold.web.parts import Action, Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import day
from fivefold.web.tables import Table, plain_rows
from fivefold.web.vocabulary import coordinator_label

_WIDTHS = (14, 24, 20, 14, 20, 12, 16)


def _listing(request: SeatRequest) -> Listing:
    return Listing.read(request.GET, sorts=lists.SORTS, default="code")


def _list(request: SeatRequest) -> lists.RegionList:
    listing = _listing(request)
    on = asked_day(listing.value("on"), today())
    return lists.RegionList(request.seat, request.programme, listing, on)


@require_GET
@requires(Permission.REGION_VIEW)
def region_list(request: SeatRequest, slug: str) -> HttpResponse:
    """List the regions as of a day."""
    found = _list(request)
    above = coordinator_label(found.pack)
    actions = [Action(above, reverse("regions:provinces", kwargs={"slug": slug}))] if found.bodies else []
    if holds(request.seat, Permission.REGION_MANAGE):
        actions.append(
            Action(_("Import the register"), reverse("register:upload", kwargs={"slug": slug}), "primary")
        )
    context = {"table": found.table(), "basis": found.basis(), "actions": actions}
    return render(request, "classify/regions/list.html", context)


@require_GET
@requires(Permission.REGION_VIEW)
def region_download(request: SeatRequest, slug: str, kind: str) -> HttpResponse:
    """Give the list, all pages, as a workbook or csv file; fictional content is labelled."""
    found = _list(request)
    name = file_name(request.programme, _("regions"), found.wish.on.isoformat())
    if kind == "csv":
        label = [[DEMO_LABEL]] if request.programme.demo else []
        return download(write_csv(found.export_heads(), [*found.export_rows(), *label]), f"{name}.csv", CSV)
    if kind != "xlsx":
        raise Http404
    title = _("Regions on %(day)s") % {"day": day(found.wish.on)}
    columns = tuple(
        SheetColumn(head, width) for head, width in zip(found.export_heads(), _WIDTHS, strict=False)
    )
    sheet = SheetSpec(
        _("List of regions"), title, columns, found.export_rows(), lines=(found.basis(),), protected=False
    )
    spec = WorkbookSpec(label=DEMO_LABEL if request.programme.demo else "")
    return download(write_workbook([sheet], spec), f"{name}.xlsx", XLSX)


def _provinces(request: SeatRequest) -> tuple[TileMap, Table]:
    on = today()
    class_list = lists.list_for(request.seat, request.programme, on)
    bodies = queries.provinces(request.programme)
    counts = lists.province_counts(request.programme, on, class_list)
    made = lists.province_map(request.programme, bodies, counts)
    return made, lists.province_table(request.programme, bodies, counts)


@require_GET
@requires(Permission.REGION_VIEW)
def province_map(request: SeatRequest, slug: str) -> HttpResponse:
    """Show the provinces as tiles and as a table; each leads to its regions."""
    made, table = _provinces(request)
    file = reverse("regions:provinces_file", kwargs={"slug": slug})
    context = {
        "title": coordinator_label(pack_of(request.programme)),
        "map": made,
        "table": replace(table, downloads=[Link("xlsx", file)]),
    }
    return render(request, "classify/regions/provinces.html", context)


@require_GET
@requires(Permission.REGION_VIEW)
def province_file(request: SeatRequest, slug: str) -> HttpResponse:
    """Give the provinces with their numbers of regions by class as a workbook."""
    made, table = _provinces(request)
    columns = tuple(SheetColumn(str(column.label), 16) for column in table.columns)
    title = f"{made.caption} · {day(today())}"
    sheet = SheetSpec(str(table.caption), title, columns, plain_rows(table), protected=False)
    spec = WorkbookSpec(label=DEMO_LABEL if request.programme.demo else "")
    name = file_name(request.programme, str(table.caption), today().isoformat())
    return download(write_workbook([sheet], spec), f"{name}.xlsx", XLSX)


@require_GET
@requires(Permission.REGION_VIEW)
def area_page(request: SeatRequest, slug: str, code: str) -> HttpResponse:
    """Show one area or region, as of a day."""
    on = asked_day(request.GET.get("on", ""), today())
    area = queries.area_called(request.seat, request.programme, code, on)
    if area is None:
        raise Http404
    page = AreaDossier(request.seat, area, on).page()
    return render(request, "classify/regions/area.html", {"page": page, "crumbs": page.crumbs})


@require_GET
@requires(Permission.REGION_VIEW)
def region_by_id(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Lead from a region's id, as notices and the log know it, to its page."""
    region = get_object_or_404(queries.visible(request.seat), pk=pk, programme=request.programme)
    return HttpResponseRedirect(lists.area_url(request.programme, region.area.code))


@require_GET
@requires(Permission.REGION_VIEW)
def area_by_id(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Lead from an area's id to its page."""
    area = get_object_or_404(queries.visible_areas(request.seat), pk=pk, programme=request.programme)
    return HttpResponseRedirect(lists.area_url(request.programme, area.code))
