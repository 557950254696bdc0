"""Addresses of the subject ``rounds``."""

from django.urls import path

from fivefold.claim.rounds import extension_views, views

app_name = "rounds"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<uuid:round_id>/", views.page, name="page"),
    path("<uuid:round_id>/provinces.xlsx", views.provinces_file, name="provinces_file"),
    path("<uuid:round_id>/change/", views.amend, name="amend"),
    path("<uuid:round_id>/open/", views.open_, name="open"),
    path("<uuid:round_id>/close/", views.close, name="close"),
    path("<uuid:round_id>/reopen/", views.reopen, name="reopen"),
    path("<uuid:round_id>/discard/", views.discard, name="discard"),
    path("<uuid:round_id>/extensions/", extension_views.index, name="extensions"),
    path("<uuid:round_id>/extensions/ask/", extension_views.ask, name="ask"),
    path("extensions/<uuid:extension_id>/", extension_views.page, name="extension"),
]
