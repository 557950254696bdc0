"""Address of the page of components."""

from django.urls import path

from fivefold.web.design import views

app_name = "design"
urlpatterns = [path("", views.index, name="index")]
