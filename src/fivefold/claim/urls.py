"""Addresses of the room ``claim``."""

from django.urls import URLPattern

app_name = "claim"
urlpatterns: list[URLPattern] = []
