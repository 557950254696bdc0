"""Addresses of the subject ``guidance``."""

from django.urls import URLPattern

app_name = "guidance"
urlpatterns: list[URLPattern] = []
