"""Addresses of the subject ``register``."""

from django.urls import path

from fivefold.classify.register import views

app_name = "register"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("template/<slug:kind>.xlsx", views.template, name="template"),
    path("<uuid:pk>/", views.preview, name="preview"),
    path("<uuid:pk>/confirm/", views.confirm, name="confirm"),
    path("<uuid:pk>/check/", views.check, name="check"),
    path("<uuid:pk>/discard/", views.discard, name="discard"),
    path("<uuid:pk>/problems.xlsx", views.problems, name="problems"),
]
