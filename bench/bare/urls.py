"""Addresses of the bare pages: each page the cheapest way, and below ``usual/`` the usual way."""

from django.urls import URLPattern, path

from bare import tables
from bare.views import Tables, shown, usual

_ROUTES: dict[str, Tables] = {
    "regions/": tables.regions,
    "region/<uuid:pk>/": tables.region,
    "round/": tables.round_,
    "board/<uuid:pk>/": tables.board,
    "claim/<uuid:pk>/": tables.claim,
    "assessment/<uuid:pk>/<str:code>/": tables.assessment,
    "posting/": tables.posting,
}
urlpatterns: list[URLPattern] = [
    *(path(route, shown, {"tables": made}, name=route.partition("/")[0]) for route, made in _ROUTES.items()),
    *(path(f"usual/{route}", usual, {"tables": made}) for route, made in _ROUTES.items()),
]
