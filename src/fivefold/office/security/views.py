"""Refusals, for the audit administrator alone (decisions 15)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fivefold.authz.permissions import Permission
from fivefold.office.security.dossiers import refusals_table
from fivefold.office.trail import office_trail
from fivefold.web.access import requires
from fivefold.web.parts import Link
from fivefold.web.request import OfficeRequest


@require_safe
@requires(Permission.SECURITY_VIEW)
def refusals(request: OfficeRequest) -> HttpResponse:
    """List refused acts."""
    context = {"table": refusals_table(request.GET), "crumbs": office_trail(Link(_("Refused acts"), ""))}
    return render(request, "office/refusals.html", context)
