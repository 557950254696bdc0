"""The one bare view: rows as the database gives them, in the plainest template."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Tables = Callable[..., Iterable[tuple[list[str], Iterable[tuple[Any, ...]]]]]


def shown(request: HttpRequest, tables: Tables, **known: Any) -> HttpResponse:
    """Show the tables of a page."""
    return render(request, "tables.html", {"tables": tables(**known)})
