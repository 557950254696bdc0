"""Addresses of the subject ``guideline``."""

from django.urls import URLPattern

app_name = "guideline"
urlpatterns: list[URLPattern] = []
