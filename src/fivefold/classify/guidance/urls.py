"""Addresses of the subject ``guidance``."""

from django.urls import path

from fivefold.classify.guidance import views

app_name = "guidance"
urlpatterns = [
    path("", views.guidance_list, name="list"),
    path("write/", views.guidance_write, name="write"),
    path("<uuid:pk>/", views.guidance_detail, name="detail"),
    path("<uuid:pk>/revise/", views.guidance_revise, name="revise"),
    path("<uuid:pk>/publish/", views.guidance_publish, name="publish"),
    path("<uuid:pk>/withdraw/", views.guidance_withdraw, name="withdraw"),
]
