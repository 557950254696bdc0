"""What runs while a table is recorded: the publisher is told which days stay and which are now set."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Role
from fivefold.notices.models import Notice
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme, WorkingDays

CODE = "notice.working_days.recorded"


@dataclass(frozen=True, slots=True)
class Running:
    """Terms that run while a table is recorded.

    ``lists``: document numbers of lists in their notice or to be acknowledged; ``answers``: objections to be answered;
    ``filings``: filings to be confirmed. All these keep their day. ``dated``: objections that get theirs by the table.
    """

    lists: Sequence[str]
    answers: int
    filings: int
    dated: int


Provider = Callable[[Programme, datetime], Running]
_providers: list[Provider] = []


def register_running(provider: Provider) -> None:
    """Let a room above say what runs in it; called from ``apps.ready``."""
    if provider not in _providers:
        _providers.append(provider)


def tell_publisher(row: WorkingDays, subject: str) -> None:
    """Give the programme's publisher one notice of a recorded table."""
    centre = top(row.programme)
    if centre is None:
        return
    found = [provider(row.programme, row.recorded_at) for provider in _providers]
    Notice.objects.create(
        programme=row.programme,
        body=centre,
        role=Role.PUBLISHER.value,
        code=CODE,
        params={
            "year": row.year,
            "version": row.version,
            "lists": "、".join(number for one in found for number in one.lists) or "—",
            "answers": sum(one.answers for one in found),
            "filings": sum(one.filings for one in found),
            "dated": sum(one.dated for one in found),
        },
        permission=Permission.PROGRAMME_VIEW.value,
        subject_type=subject,
        subject_id=str(row.pk),
        entry_id=row.entry_id,
        at=row.recorded_at,
    )
