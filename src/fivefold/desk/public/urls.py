"""Addresses of the public pages, below ``public/``. The words of fixed pages come before any programme's name."""

from django.urls import path

from fivefold.desk.public.lists import views as lists
from fivefold.desk.public.log import views as log
from fivefold.desk.public.objecting import views as objecting
from fivefold.desk.public.verifying import views as verifying

app_name = "public"
urlpatterns = [
    path("", lists.index, name="index"),
    path("verify/", verifying.verify, name="verify"),
    path("receipt/", objecting.receipt, name="receipt"),
    path("log/", log.logs, name="logs"),
    path("log/<slug:programme>/", log.log, name="log"),
    path("log/<slug:programme>/checkpoint", log.checkpoint, name="checkpoint"),
    path("log/<slug:programme>/consistency", log.consistency, name="consistency"),
    path("<slug:programme>/<int:number>/", lists.posting, name="posting"),
    path("<slug:programme>/<int:number>/list.<str:ending>", lists.download, name="download"),
    path("<slug:programme>/<int:number>/object/", objecting.objection, name="object"),
]
