"""Addresses of the bare pages."""

from django.urls import path

from bare import tables
from bare.views import shown

urlpatterns = [
    path("regions/", shown, {"tables": tables.regions}),
    path("region/<uuid:pk>/", shown, {"tables": tables.region}),
    path("round/", shown, {"tables": tables.round_}),
    path("board/<uuid:pk>/", shown, {"tables": tables.board}),
    path("claim/<uuid:pk>/", shown, {"tables": tables.claim}),
    path("assessment/<uuid:pk>/<str:code>/", shown, {"tables": tables.assessment}),
    path("posting/", shown, {"tables": tables.posting}),
]
