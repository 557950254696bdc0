"""The page of components: every part in every state, in both languages."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext

from fivefold.web.access import public
from fivefold.web.design import drawings, samples
from fivefold.web.design.frame import sample_shell
from fivefold.web.design.palette import accents, pairs
from fivefold.web.parts import Link
from fivefold.web.seats import LARGE_TEXT_COOKIE

_ = partial(pgettext, "design")


@public
def index(request: HttpRequest) -> HttpResponse:
    """Show all components with fictional data."""
    context = {
        **_frame(request),
        "crumbs": [Link(_("First page"), "/"), Link(_("Components"), "")],
        "lines": samples.state_lines(),
        "tags": samples.tags(),
        "basis": samples.basis(),
        "rows": samples.summary(),
        "groups": samples.answers(),
        "tables": [
            samples.table(),
            samples.table("stack", "stacked"),
            samples.choosing_table(),
            samples.empty_table(),
        ],
        "empty": samples.empty(),
        "matrix": drawings.matrix(),
        "heat": drawings.heat(),
        "tiles": drawings.tiles(),
        "radar": drawings.radar(),
        "whiskers": drawings.whiskers(),
        "strips": drawings.strips(),
        "accents": accents(),
        "pairs": pairs(),
        **samples.sample_forms(),
        **samples.work(),
    }
    return render(request, "design/index.html", context)


@public
def confirm(request: HttpRequest) -> HttpResponse:
    """Show the page that asks before an official act."""
    return render(request, "design/confirm.html", {**_frame(request), **samples.confirmation()})


@public
def document(request: HttpRequest) -> HttpResponse:
    """Show the head of an official document with its list."""
    return render(
        request, "design/document.html", {**_frame(request), "table": samples.table("stack", "posted")}
    )


def _frame(request: HttpRequest) -> dict[str, Any]:
    return {"shell": sample_shell(request, large_text=request.COOKIES.get(LARGE_TEXT_COOKIE) == "1")}
