"""Addresses of a programme's log."""

from django.urls import path

from fivefold.office.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="log"),
    path("damage/", views.damage, name="damage"),
    path("<uuid:entry_id>/", views.entry, name="entry"),
]
