"""Addresses of the subject ``class_lists``."""

from django.urls import path

from fivefold.classify.class_lists import views

app_name = "class_lists"
urlpatterns = [
    path("", views.class_list_list, name="list"),
    path("draft/", views.class_list_draft, name="draft"),
    path("<uuid:pk>/", views.class_list_detail, name="detail"),
    path("<uuid:pk>/issue/", views.class_list_issue, name="issue"),
    path("<uuid:pk>/redraft/", views.class_list_redraft, name="redraft"),
    path("<uuid:pk>/discard/", views.class_list_discard, name="discard"),
    path("<uuid:pk>/override/<int:entry_id>/", views.class_list_override, name="override"),
    path("<uuid:pk>/list.<slug:kind>", views.class_list_download, name="download"),
]
