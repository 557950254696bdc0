"""How an installation stands when a browser test begins: run inside it, without a browser."""

from datetime import date, timedelta

from django.utils import timezone

from journeys import acts
from journeys.acts import Office
from journeys.worlds import PILOT, founded

REGIONS = ("9101", "9102", "9201")


def first_day() -> None:
    """A programme, its top body, two administrators."""
    founded(PILOT, timezone.now())


def this_month() -> dict[str, str]:
    """The dates of a round that opened yesterday."""
    today = date.today()  # noqa: DTZ011 - the site runs today
    days = {"opens_at": -1, "closes_at": 30, "review_closes_at": 60}
    return {name: f"{today + timedelta(days=number)}T09:00" for name, number in days.items()}


def open_round() -> dict[str, tuple[str, str]]:
    """A round that has just opened, with a filler in every region; return who signs in how."""
    first_day()
    office = Office(PILOT, "zh-hans")
    publisher = office.appoint("publisher")
    preview = acts.upload_register(publisher, PILOT.register)
    publisher.send(preview, preview.form(action="/confirm/"))
    acts.issue_classes(publisher, acts.draft_classes(publisher))
    acts.issue_guideline(publisher)
    acts.open_round(publisher, acts.prepare_round(publisher, PILOT.batch, **this_month()))
    for code in REGIONS:
        office.appoint("filler", code)
    return {name: hands.login for name, hands in office.people.items()}
