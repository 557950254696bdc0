"""Addresses of the office: people, seats, the installation's log, refusals, working days."""

from django.urls import path

from fivefold.office.audit import views as audit
from fivefold.office.people import views as people
from fivefold.office.seats import views as seats
from fivefold.office.security import views as security
from fivefold.office.working_days import views as working_days

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
    path("working-days/", working_days.programmes, name="working_days"),
    path("working-days/<slug:key>/", working_days.office_years, name="working_days_of"),
    path("working-days/<slug:key>/record/", working_days.record, name="working_days_record"),
    path("working-days/<slug:key>/<int:year>.xlsx", working_days.template, name="working_days_template"),
    path("working-days/<slug:key>/<uuid:pk>/", working_days.office_version, name="working_days_version"),
]
