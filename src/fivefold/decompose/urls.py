"""Addresses of the room ``decompose``."""

from django.urls import URLPattern

app_name = "decompose"
urlpatterns: list[URLPattern] = []
