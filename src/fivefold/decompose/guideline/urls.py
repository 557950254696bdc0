"""Addresses of the subject ``guideline``."""

from django.urls import path

from fivefold.decompose.guideline import views, views_import

app_name = "guideline"
_PROJECT = "<uuid:pk>/projects/<str:code>/"
urlpatterns = [
    path("", views.edition_list, name="list"),
    path("new/", views.edition_seed, name="seed"),
    path("<uuid:pk>/", views.edition_page, name="edition"),
    path("<uuid:pk>/full/", views.edition_full, name="full"),
    path("<uuid:pk>/edit/", views.edition_edit, name="edit"),
    path("<uuid:pk>/issue/", views.edition_issue, name="issue"),
    path("<uuid:pk>/discard/", views.edition_discard, name="discard"),
    path("<uuid:pk>/edition.json", views.edition_canonical, name="canonical"),
    path("<uuid:pk>/edition.xlsx", views_import.edition_workbook, name="workbook"),
    path("<uuid:pk>/items-template.xlsx", views_import.template, name="template"),
    path("<uuid:pk>/import/", views_import.items_import, name="import"),
    path("<uuid:pk>/import/<str:token>/", views_import.items_preview, name="preview"),
    path(_PROJECT, views.project_page, name="project"),
    path(f"{_PROJECT}units/", views.unit_assign, name="assign"),
    path(f"{_PROJECT}units/<int:assignment>/release/", views.unit_release, name="release"),
]
