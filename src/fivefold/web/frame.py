"""The frame around every page: parts that depend on nothing but what they show are rendered once and remembered.

A part is a template and a frozen view model. The same model in the same language gives the same text, so the text
is kept under the model itself: nothing has to be declared out of date, and no right is decided here (the models are
made anew for every request, from the seat's permissions). What differs with every request, the form token and the
address to return to, is set into places left open.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.web.roles import role_label
from fivefold.web.speech import day, title_of
from fivefold.web.yearline import YearMark

_TOKEN, _PATH = "\ue000token\ue000", "\ue000path\ue000"
_KEPT = 512  # parts; some 4 KiB each


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands on top: programme, seat and the others one may change to (id, role, body), who, settings.

    Without ``slug`` the programme is named and not linked: its page is not there for whoever reads.
    """

    demo: bool
    slug: str
    title: str
    seat: tuple[str, str] | None
    others: tuple[tuple[str, str, str], ...]
    person: str
    unread: int
    large_text: bool


@dataclass(frozen=True, slots=True)
class Navigation:
    """The line of divisions, the pages of the active one, and the programme's year around ``today`` in its zone."""

    divisions: tuple[Hashable, ...]
    subnav: tuple[Hashable, ...]
    marks: tuple[YearMark, ...]
    today_percent: int
    today: str
    zone: str


def masthead(shell: Mapping[str, Any]) -> Masthead:
    """Return the top of the frame."""
    programme, seat = shell["programme"], shell["seat"]
    seats = [one for one in shell["seats"] if seat and one.id != seat.id]
    return Masthead(
        demo=bool(programme and programme.demo),
        slug=programme.slug if programme and Permission.PROGRAMME_VIEW in permissions_of(seat) else "",
        title=title_of(programme.title, programme.title_en) if programme else "",
        seat=(role_label(seat.role), seat.body_name) if seat else None,
        others=tuple((one.id, role_label(one.role), one.body_name) for one in seats),
        person=shell["person_name"],
        unread=shell["unread"],
        large_text=shell["large_text"],
    )


def navigation(shell: Mapping[str, Any]) -> Navigation:
    """Return what stands below it."""
    return Navigation(
        divisions=tuple(shell["divisions"]),
        subnav=tuple(shell["subnav"]),
        marks=tuple(shell["year_line"]),
        today_percent=shell["today_percent"],
        today=day(timezone.now()),
        zone=timezone.get_current_timezone_name(),
    )


def _assets(_: Mapping[str, Any]) -> None:
    return None


MODELS = {"assets": _assets, "masthead": masthead, "divisions": navigation, "footer": _assets}


@lru_cache(maxsize=_KEPT)
def _rendered(name: str, model: Hashable, _site: tuple[str | None, ...]) -> str:
    """Return a part; language and table of addresses only say under what it is kept."""
    return render_to_string(f"web/parts/{name}.html", {"part": model, "csrf_token": _TOKEN, "path": _PATH})


def forget() -> None:
    """Render all parts anew: what they say is read from another catalogue of translations now."""
    _rendered.cache_clear()


def part(name: str, shell: Mapping[str, Any], token: object) -> SafeString:
    """Return a part of the frame with the request's token and address in it."""
    render = _rendered.__wrapped__ if settings.DEBUG else _rendered
    text = render(name, MODELS[name](shell), (get_language(), settings.ROOT_URLCONF, get_script_prefix()))
    if _TOKEN in text:
        text = text.replace(_TOKEN, escape(token)).replace(_PATH, escape(shell["path"]))
    return mark_safe(text)  # noqa: S308 - rendered by a template; what is set in is escaped
