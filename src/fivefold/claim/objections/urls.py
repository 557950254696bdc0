"""Addresses of the subject ``objections``."""

from django.urls import path

from fivefold.claim.objections import views

app_name = "objections"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("to/<uuid:pk>/", views.raise_objection, name="raise"),
    path("correct/<uuid:pk>/", views.correct, name="correct"),
]
