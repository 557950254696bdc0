"""View models of the workbench: what waits for me, what comes next (ui.md rule 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.desk.home.openings import Opening, openings
from fivefold.method.reason import Reason
from fivefold.notices.models import ToDo
from fivefold.notices.queries import calendar_between, waiting
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.web.addresses import reverse
from fivefold.web.parts import EmptyState, Link, Tag, Task
from fivefold.web.speech import day, last_day, speak_reason, title_of
from fivefold.web.subjects import subject_url

SHOWN = 50
_SOON = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Workbench:
    """What waits for one seat; ``more`` counts what is not shown; ``empty`` says what comes next."""

    seat: SeatFacts
    programme: Link | None
    tasks: Sequence[Task]
    more: int
    empty: EmptyState
    upcoming: Sequence[Link]


def _days(due: datetime, now: datetime) -> str:
    left = (due - now).days
    if due <= now:
        return ngettext("%(n)d day late", "%(n)d days late", -left) % {"n": -left}
    return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}


def _task(label: str, url: str, programme: Programme, due: datetime | None, now: datetime) -> Task:
    late = due is not None and due <= now
    return Task(
        label=label,
        url=url,
        tag=Tag(_("Late"), "late") if late else Tag(_("Your turn"), "turn"),
        where=title_of(programme.title, programme.title_en),
        due=last_day(due),
        days=_days(due, now) if due else "",
    )


def _of_todo(todo: ToDo, now: datetime) -> Task:
    label = speak_reason(Reason(todo.code, todo.params))
    url = subject_url(todo.subject_type, todo.programme.slug, todo.subject_id)
    return _task(label, url, todo.programme, todo.due_at, now)


def _tasks(
    todos: Sequence[ToDo], found: Sequence[Opening], programme: Programme | None, now: datetime
) -> list[Task]:
    """Return what waits and what can be begun as one list by due date, undated last."""
    dated = [(todo.due_at, _of_todo(todo, now)) for todo in todos]
    if programme is not None:
        dated += [(one.due, _task(one.label, one.url, programme, one.due, now)) for one in found]
    return [task for due, task in sorted(dated, key=lambda pair: (pair[0] is None, pair[0] or now))]


def programme_link(programme: Programme) -> Link:
    """Return the link to a programme's page."""
    return Link(
        title_of(programme.title, programme.title_en), reverse("desk:programme", args=[programme.slug])
    )


def public_links() -> list[Link]:
    """Return what is open to everybody without an account."""
    return [
        Link(_("Posted lists"), reverse("public:index")),
        Link(_("Verify a posted list"), reverse("public:verify")),
        Link(_("Follow an objection by its receipt"), reverse("public:receipt")),
        Link(_("About Fivefold"), reverse("desk:about")),
    ]


def programme_pages(programme: Programme) -> list[Link]:
    """Return pages of a programme that belong to no division: by which days its terms are counted."""
    return [Link(_("Working days"), reverse("working_days:years", args=[programme.slug]))]


def upcoming(seat: SeatFacts, programme: Programme, now: datetime) -> list[Link]:
    """Return the next dates of the programme's year that concern the seat's body, at most six."""
    entries = calendar_between(programme, now, now + _SOON, seat.body_path)[:6]
    return [
        Link(
            speak_reason(Reason(entry.code, entry.params)),
            subject_url(entry.subject_type, programme.slug, entry.subject_id),
            date=day(entry.at),
        )
        for entry in entries
    ]


def workbench(seat: SeatFacts, programme: Programme | None, now: datetime) -> Workbench:
    """Build the workbench of one seat: what waits, and what can be begun; the queries do not grow with either."""
    todos = waiting(seat).select_related("programme")
    shown = list(todos[:SHOWN])
    tasks = _tasks(shown, openings(seat, programme, now) if programme else [], programme, now)
    dates = upcoming(seat, programme, now) if programme else []
    coming = f"{dates[0].date} {dates[0].label}" if dates else _("No date is set yet; you will get a notice.")
    return Workbench(
        seat=seat,
        programme=programme_link(programme) if programme else None,
        tasks=tasks,
        more=max(0, todos.count() - SHOWN) if len(shown) == SHOWN else 0,
        empty=EmptyState(_("Nothing waits for you."), next=_("Next: %(what)s") % {"what": coming}),
        upcoming=dates,
    )
