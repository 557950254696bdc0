"""Addresses of the office: people, seats, the installation's log, refusals."""

from django.urls import path

from fivefold.office.audit import views as audit
from fivefold.office.people import views as people
from fivefold.office.seats import views as seats
from fivefold.office.security import views as security

app_name = "office"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("people/<uuid:person_id>/<slug:act>/", people.person_act, name="person_act"),
    path("seats/", seats.seats, name="seats"),
    path("seats/<uuid:seat_id>/", seats.seat, name="seat"),
    path("seats/<uuid:seat_id>/end/", seats.seat_end, name="seat_end"),
    path("log/", audit.accounts, name="accounts"),
    path("log/<uuid:entry_id>/", audit.account_entry, name="account_entry"),
    path("refusals/", security.refusals, name="refusals"),
]
