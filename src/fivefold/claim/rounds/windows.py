"""Is it the time for it? Half-open windows, judged at one moment that is read after the locks (decisions 20)."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from fivefold.claim.rounds.models import RUNNING, ClaimRound
from fivefold.method.reason import Reason
from fivefold.web.speech import programme_time, until_time


def hold(round_: ClaimRound) -> ClaimRound:
    """Return the round as it stands now; it cannot be closed until this transaction ends.

    PostgreSQL takes a shared lock, so that writers of claims do not wait for each other; SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(ClaimRound._meta.db_table)  # noqa: SLF001 - Django's documented API
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR SHARE", [round_.pk])  # noqa: S608 - own table name
    return ClaimRound.objects.select_related("programme__pack_version", "edition", "class_list").get(
        pk=round_.pk
    )


def _moment(round_: ClaimRound, at: datetime, write: Callable[[datetime], str]) -> str:
    """Write a moment for a sentence: in the programme's zone, as pages write it."""
    with timezone.override(ZoneInfo(round_.programme.time_zone)):
        return write(at)


def submission_faults(
    round_: ClaimRound, path: str, now: datetime, *, returned: bool = False
) -> list[Reason]:
    """Return why a region at ``path`` cannot submit at ``now``.

    Claims come in during [opens, closes); what was ``returned`` may be put right until the review ends.
    """
    named = {"subject": round_.title}
    if round_.state != "opened":
        return [Reason("rounds.not_open", named)]
    if now < round_.opens_at:
        return [Reason("rounds.not_begun", {**named, "at": _moment(round_, round_.opens_at, programme_time)})]
    dates = round_.dates()
    until = dates.review_closes_at(path) if returned else dates.closes_at(path)
    return (
        []
        if now < until
        else [Reason("rounds.window_over", {**named, "at": _moment(round_, until, until_time)})]
    )


def review_faults(round_: ClaimRound, path: str, now: datetime) -> list[Reason]:
    """Return why a claim of a region at ``path`` cannot be reviewed at ``now``."""
    if round_.state not in RUNNING:
        return [Reason("rounds.not_running", {"subject": round_.title})]
    until = round_.dates().review_closes_at(path)
    if now < until:
        return []
    return [Reason("rounds.review_over", {"subject": round_.title, "at": _moment(round_, until, until_time)})]
