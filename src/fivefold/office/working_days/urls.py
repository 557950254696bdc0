"""Addresses at which members of a programme read its tables of working days."""

from django.urls import path

from fivefold.office.working_days import views

app_name = "working_days"
urlpatterns = [
    path("", views.years, name="years"),
    path("<uuid:pk>/", views.version, name="version"),
]
