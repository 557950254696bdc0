"""The frame of a fictional programme in the middle of its round, for the page of components (演示数据)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, pgettext

_ = partial(pgettext, "design")

TODAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SampleProgramme:
    """What the frame reads of a programme."""

    slug: str = "design"
    title: str = "演示全国试点（组件样张）"
    title_en: str = "Fictional national pilot (component sheet)"
    demo: bool = True


@dataclass(frozen=True, slots=True)
class SampleSeat:
    """What the frame reads of a seat."""

    id: str
    role: str
    body_name: str


@dataclass(frozen=True, slots=True)
class SampleTab:
    """A link of the navigation."""

    key: str
    label: str
    url: str | None
    active: bool = False
    released: bool = True


@dataclass(frozen=True, slots=True)
class SampleMark:
    """A date of the fictional year."""

    at: datetime
    label: str
    kind: str
    position: int
    when: str


def _marks() -> list[SampleMark]:
    days = [
        (-170, "deadline", _("Register closed")),
        (-128, "round", _("Round opened")),
        (-75, "deadline", _("Self-assessment due")),
        (-40, "official", _("Posting No. 2")),
        (-12, "deadline", _("Claims due")),
        (4, "deadline", _("Provincial review due")),
        (18, "official", _("Posting No. 3")),
        (32, "deadline", _("Objections close")),
        (90, "meeting", _("Exchange meeting")),
        (158, "evaluation", _("Initial evaluation")),
    ]
    return [
        SampleMark(
            TODAY + timedelta(days=shift),
            label,
            kind,
            round((shift + 182) / 365 * 100),
            "past" if shift < 0 else "future",
        )
        for shift, kind, label in days
    ]


def sample_shell(request: HttpRequest, *, large_text: bool) -> dict[str, Any]:
    """Give the frame of a reviewer with two seats, in the third division."""
    here = SampleSeat("s1", "reviewer", "演示甲省")
    return {
        "programme": SampleProgramme(),
        "seat": here,
        "seats": (here, SampleSeat("s2", "observer", "演示全国办")),
        "person_name": "演示人甲",
        "language": get_language(),
        "large_text": large_text,
        "unread": 3,
        "path": request.get_full_path(),
        "divisions": [
            SampleTab("classify", _("Region classification"), "#"),
            SampleTab("decompose", _("Project decomposition"), "#"),
            SampleTab("claim", _("Task claiming"), "#", active=True),
            SampleTab("create", _("Experience creation"), None, released=False),
            SampleTab("share", _("Responsibility sharing"), None, released=False),
        ],
        "subnav": [
            SampleTab("board", _("Board"), "#", active=True),
            SampleTab("claims", _("All claims"), "#"),
            SampleTab("postings", _("Postings"), "#"),
        ],
        "year_line": _marks(),
        "today_percent": 50,
    }
