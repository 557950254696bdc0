"""Refusals, for the audit administrator alone (decisions 15)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fivefold.authz.permissions import Permission
from fivefold.office.security.dossiers import refusals_table
from fivefold.web.access import requires


@requires(Permission.SECURITY_VIEW)
def refusals(request: HttpRequest) -> HttpResponse:
    """List refused acts."""
    return render(request, "office/refusals.html", {"table": refusals_table(request.GET)})
