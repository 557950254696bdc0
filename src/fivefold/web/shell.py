"""The context processor behind the base template: programme, navigation, seat, year line, unread notices."""

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fivefold.authz.decide import permissions_of
from fivefold.method.reason import Reason, speak
from fivefold.notices.queries import calendar_between, unread_count
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import programme_of
from fivefold.web.addresses import reverse
from fivefold.web.navigation import Division, divisions
from fivefold.web.request import PageRequest
from fivefold.web.seats import LARGE_TEXT_COOKIE
from fivefold.web.speech import day

_FUTURE = (("create", _("Experience creation")), ("share", _("Responsibility sharing")))


@dataclass(frozen=True, slots=True)
class Tab:
    """A link of the navigation; without ``url`` nothing is here for this seat, unreleased: for anybody."""

    key: str
    label: str | Promise
    url: str | None
    active: bool
    released: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """A date on the year line: ``position`` in percent of the year shown, ``when`` is past or future."""

    at: datetime
    label: str
    kind: str
    position: int
    when: str


def programme_url(name: str, programme: Programme) -> str:
    """Return the address of a page of a programme."""
    return reverse(name, kwargs={"slug": programme.slug})


def _tabs(request: PageRequest, programme: Programme, division: Division) -> list[Tab]:
    allowed = permissions_of(request.seat)
    return [
        Tab(
            entry.url_name,
            entry.label,
            url := programme_url(entry.url_name, programme),
            request.path.startswith(url),
        )
        for entry in division.entries
        if entry.permission in allowed
    ]


def _navigation(request: PageRequest, programme: Programme) -> tuple[list[Tab], list[Tab]]:
    """Return the line of divisions and, below it, the pages of the active one."""
    tops: list[Tab] = []
    below: list[Tab] = []
    for division in divisions():
        tabs = _tabs(request, programme, division)
        active = any(tab.active for tab in tabs)
        tops.append(Tab(division.key, division.label, tabs[0].url if tabs else None, active))
        below = tabs if active else below
    known = {division.key for division in divisions()}
    later = [(key, label) for key, label in _FUTURE if key not in known]
    return tops + [Tab(key, label, None, active=False, released=False) for key, label in later], below


_Date = tuple[datetime, str, str, str]
_SPAN, _TODAY = timedelta(days=365), 50


def _year_line(programme: Programme, seat: SeatFacts | None, now: datetime) -> tuple[Mark, ...]:
    """Return the dates of six months before and after today that concern the seat's body."""
    start = datetime.combine(timezone.localdate(now), time(), timezone.get_current_timezone()) - _SPAN / 2
    path = seat.body_path if seat and seat.programme_id == str(programme.pk) else ""
    rows = calendar_between(programme, start, start + _SPAN, path)
    dates = tuple((row.at, row.code, json.dumps(row.params), row.kind) for row in rows)
    return _marks(dates, start, sum(at < now for at, *_ in dates), translation.get_language() or "")


@lru_cache(maxsize=256)
def _marks(dates: tuple[_Date, ...], start: datetime, past: int, language: str) -> tuple[Mark, ...]:
    """Place dates in the year that begins at ``start``; the first ``past`` of them are over."""
    return tuple(
        Mark(
            at,
            speak(Reason(code, json.loads(params)), language),
            kind,
            round((at - start) / _SPAN * 100),
            "past" if number < past else "future",
        )
        for number, (at, code, params, kind) in enumerate(dates)
    )


def _programme(request: PageRequest) -> Programme | None:
    """Return the programme of the address; on pages across programmes that of the active seat."""
    named: Programme | None = getattr(request, "programme", None)
    seat = getattr(request, "seat", None)
    if named is not None or seat is None or not seat.programme_id:
        return named
    return programme_of(seat.programme_id)


def shell(request: PageRequest) -> dict[str, Any]:
    """Give every page what the base template shows around it."""
    programme = _programme(request)
    seat = getattr(request, "seat", None)
    user = getattr(request, "user", None)  # none where a request is refused before the sign-in is read
    context: dict[str, Any] = {
        "programme": programme,
        "seat": seat,
        "seats": getattr(request, "seats", ()),
        "person_name": user.name if user and user.is_authenticated else "",
        "language": translation.get_language(),
        "large_text": request.COOKIES.get(LARGE_TEXT_COOKIE) == "1",
        "unread": unread_count(seat) if seat else 0,
        "path": request.get_full_path(),
        "address": settings.PUBLIC_URL.rstrip("/") + request.get_full_path(),
        "today": day(timezone.now()),
        "divisions": [],
        "subnav": [],
        "year_line": [],
        "today_percent": _TODAY,
    }
    if programme is not None:
        context["divisions"], context["subnav"] = _navigation(request, programme)
        context["year_line"] = _year_line(programme, seat, timezone.now())
    return {"shell": context}
