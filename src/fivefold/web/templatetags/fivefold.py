"""``{% load fivefold %}``: times, numbers, names and reasons as people write them, and the year line."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from fivefold.method.reason import Reason
from fivefold.web import roles, speech
from fivefold.web.frame import part
from fivefold.web.release import release
from fivefold.web.yearline import YearLine, YearMark
from fivefold.web.yearline import year_line as place_year

register = template.Library()


@register.filter
def programme_time(value: datetime | None) -> str:
    """Write a moment in the programme's zone, the zone named."""
    return speech.programme_time(value)


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a date."""
    return speech.day(value)


@register.filter
def decimal_plain(value: Decimal | int | None) -> str:
    """Write an exact number without exponent."""
    return speech.decimal_plain(value)


@register.filter
def zh_lang(value: str) -> str | SafeString:
    """Mark a Chinese proper name on pages in other languages."""
    return speech.zh_lang(value)


@register.filter
def speak(reason: Reason) -> str:
    """Say a reason in the active language."""
    return speech.speak_reason(reason)


@register.filter
def role_label(role: str) -> str:
    """Name a role."""
    return roles.role_label(role)


@register.filter
def pick_title(programme: Any) -> str:
    """Return a programme's title in the active language; Chinese where no other is given."""
    return speech.title_of(programme.title, programme.title_en)


@register.filter
def error_target(field: BoundField) -> str:
    """Return the id of the control an error points to; of a group of choices the first."""
    own_id = str(field.auto_id)
    return f"{own_id}_0" if field.use_fieldset else str(field.id_for_label or own_id)


@register.simple_tag
def year_line(marks: Iterable[YearMark], today_percent: int) -> YearLine | None:
    """Place the marks of the programme's year; None when there is nothing to draw."""
    return place_year(marks, today_percent)


@register.filter
def ordinal(number: int) -> str:
    """Write a small number as a Chinese numeral on Chinese pages."""
    return speech.numeral(number)


@register.simple_tag
def version() -> str:
    """Return the release that runs."""
    return release()


@register.simple_tag(takes_context=True)
def frame_part(context: template.Context, name: str) -> SafeString:
    """Return a part of the frame around the page."""
    return part(name, context["shell"], context.get("csrf_token", ""))
