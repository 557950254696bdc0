"""Addresses of the subject ``regions``."""

from django.urls import path

from fivefold.classify.regions import act_views, views

app_name = "regions"
urlpatterns = [
    path("", views.region_list, name="list"),
    path("list.<slug:kind>", views.region_download, name="download"),
    path("provinces/", views.province_map, name="provinces"),
    path("provinces.xlsx", views.province_file, name="provinces_file"),
    path("by-id/<uuid:pk>/", views.region_by_id, name="by_id"),
    path("area-by-id/<uuid:pk>/", views.area_by_id, name="area_by_id"),
    path("<str:code>/", views.area_page, name="area"),
    path("<str:code>/profile/<str:block>/", act_views.describe, name="describe"),
    path("<str:code>/batch/", act_views.change_batch, name="batch"),
    path("<str:code>/leave/", act_views.leave, name="leave"),
    path("<str:code>/return/", act_views.take_back, name="return"),
    path("<str:code>/fact/", act_views.record_fact, name="fact"),
    path("<str:code>/rename/", act_views.rename, name="rename"),
    path("<str:code>/split/", act_views.split, name="split"),
    path("<str:code>/merge/", act_views.merge, name="merge"),
]
