"""Addresses of the pages across divisions."""

from django.urls import path

from fivefold.desk.about import views as about
from fivefold.desk.home import views as home
from fivefold.desk.notices import views as notices

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.notices_read, name="notices_read"),
    path("about/", about.about, name="about"),
    path("log-key", about.log_key, name="log_key"),
    path("p/<slug:slug>/", home.programme, name="programme"),
]
