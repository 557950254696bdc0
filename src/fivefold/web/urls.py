"""Addresses of the frame around every page."""

from django.urls import path

from fivefold.web import jobs, seats

app_name = "web"
urlpatterns = [
    path("seat/", seats.seat_switch, name="seat_switch"),
    path("large-text/", seats.large_text, name="large_text"),
    path("jobs/<uuid:job_id>/", jobs.job_progress, name="job"),
]
