"""Addresses of the division, subject by subject."""

from django.urls import include, path

urlpatterns = [
    path("register/", include("fivefold.classify.register.urls")),
    path("regions/", include("fivefold.classify.regions.urls")),
    path("classes/", include("fivefold.classify.class_lists.urls")),
    path("guidance/", include("fivefold.classify.guidance.urls")),
]
