"""Addresses of the page of components and of the two kinds of page that stand alone."""

from django.urls import path

from fivefold.web.design import views

app_name = "design"
urlpatterns = [
    path("", views.index, name="index"),
    path("confirm/", views.confirm, name="confirm"),
    path("document/", views.document, name="document"),
]
