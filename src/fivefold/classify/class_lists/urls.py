"""Addresses of the subject ``class_lists``."""

from django.urls import URLPattern

app_name = "class_lists"
urlpatterns: list[URLPattern] = []
