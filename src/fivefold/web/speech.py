"""How times, numbers, names and reasons are written, in the language that is active."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fivefold.method.reason import Reason, speak

CHINESE_TIME = "Asia/Shanghai"
TEN = 10


def _chinese() -> bool:
    return (get_language() or "").startswith("zh")


def day(value: date | datetime | None) -> str:
    """Write a date: 2026年11月23日, or 23 November 2026; a moment is taken in the programme's zone."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value.year}年{value.month}月{value.day}日" if _chinese() else format_date(value, "j F Y")


def clock(value: datetime | None) -> str:
    """Write day, hour and minute in the programme's zone, without naming the zone."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return _clocked(local, f"{local:%H:%M}")


def _clocked(on: date, hour: str) -> str:
    return f"{day(on)} {hour}" if _chinese() else f"{day(on)}, {hour}"


def programme_time(value: datetime | None) -> str:
    """Write a moment with its zone: 2026年11月23日 18:00（北京时间）."""
    if value is None:
        return ""
    return _zoned(clock(value))


def _zoned(written: str) -> str:
    name = timezone.get_current_timezone_name()
    zone = _("Beijing time") if name in {CHINESE_TIME, "CST"} else name
    return f"{written}（{zone}）" if _chinese() else f"{written} ({zone})"


def last_day(value: datetime | None) -> str:
    """Write the last day on which one can still act before ``value``, the first moment that is too late."""
    return "" if value is None else day(value - timedelta(microseconds=1))


def until_clock(value: datetime | None) -> str:
    """Write a deadline without its zone; midnight is the end of the day before: 2026年11月23日 24:00."""
    if value is None or timezone.localtime(value).time() != time.min:
        return clock(value)
    return _clocked(timezone.localtime(value - timedelta(microseconds=1)).date(), "24:00")


def until_time(value: datetime | None) -> str:
    """Write a deadline with its zone, as ``until_clock`` does."""
    return "" if value is None else _zoned(until_clock(value))


def decimal_plain(value: Decimal | int | None) -> str:
    """Write an exact number without exponent; nothing is a dash."""
    if value is None:
        return "—"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def zh_lang(value: str) -> str | SafeString:
    """Mark a Chinese proper name as Chinese where the page is in another language."""
    return value if _chinese() else format_html('<span lang="zh-Hans">{}</span>', value)


def title_of(title: str, title_en: str) -> str:
    """Choose between a title and its English form."""
    return title if _chinese() or not title_en else title_en


def enumerated(names: Iterable[str]) -> str:
    """Write names in a row, parted as the language of the page does."""
    return ("、" if _chinese() else ", ").join(names)


def clauses(sentences: Iterable[str]) -> str:
    """Write several clauses as one text."""
    return ("；" if _chinese() else "; ").join(sentences)


def bracketed(text: str) -> str:
    """Write a remark behind a word: （备注） or a blank and (remark); nothing stays nothing."""
    if not text:
        return ""
    return f"（{text}）" if _chinese() else f" ({text})"


def said_of(name: str, value: str) -> str:
    """Write what something is: 名称：值 or name: value."""
    return f"{name}：{value}" if _chinese() else f"{name}: {value}"


def numeral(number: int) -> str:
    """Write 1 to 10 as a Chinese numeral on Chinese pages, everything else in figures."""
    return "一二三四五六七八九十"[number - 1] if _chinese() and 0 < number <= TEN else str(number)


def name_lang() -> str:
    """Return the ``lang`` of Chinese proper names on this page: empty where the page itself is Chinese."""
    return "" if _chinese() else "zh-Hans"


def speak_reason(reason: Reason) -> str:
    """Say a reason as a sentence."""
    return speak(reason, get_language() or "zh-hans")
