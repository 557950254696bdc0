"""Addresses of the subject ``postings``."""

from django.urls import path

from fivefold.claim.postings import views

app_name = "postings"
urlpatterns = [
    path("", views.index, name="index"),
    path("prepare/<uuid:round_id>/", views.prepare, name="prepare"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/wording/", views.revise, name="revise"),
    path("<uuid:pk>/check/", views.check, name="check"),
    path("<uuid:pk>/discard/", views.discard, name="discard"),
    path("<uuid:pk>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<uuid:pk>/documents/", views.rerender, name="rerender"),
]
