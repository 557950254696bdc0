"""Addresses of the division, subject by subject."""

from django.urls import include, path

urlpatterns = [
    path("guideline/", include("fivefold.decompose.guideline.urls")),
]
