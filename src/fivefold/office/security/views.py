"""Refusals, for the audit administrator alone (decisions 15)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fivefold.authz.permissions import Permission
from fivefold.office.security.dossiers import refusals_table
from fivefold.web.access import requires
from fivefold.web.request import OfficeRequest


@require_safe
@requires(Permission.SECURITY_VIEW)
def refusals(request: OfficeRequest) -> HttpResponse:
    """List refused acts."""
    return render(request, "office/refusals.html", {"table": refusals_table(request.GET)})
