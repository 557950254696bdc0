"""What a posting asks of the regions on it: to-dos, dates, acknowledgements that outlive a correction."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fivefold.authz.roles import Role
from fivefold.claim.postings.models import Acknowledgement, Posting, PostingEntry
from fivefold.claim.postings.terms import last_moment
from fivefold.classify.regions.models import Region
from fivefold.notices.models import CalendarEntry, ToDo

ASK = "todo.posting.acknowledge"


def ask_regions(posting: Posting, at: datetime) -> None:
    """Ask the signer of each region on the list to acknowledge; put the dates into the programme's year."""
    given = Acknowledgement.objects.filter(posting=posting).values("region_id")
    asked = Region.objects.filter(posting_entries__posting=posting).exclude(pk__in=given).distinct()
    ToDo.objects.bulk_create(
        (
            ToDo(
                programme_id=posting.programme_id,
                body_id=region.body_id,
                role=Role.SIGNER.value,
                code=ASK,
                params={"subject": posting.subject_name()},
                subject_type=posting.SUBJECT,
                subject_id=str(posting.pk),
                since=at,
                due_at=last_moment(posting.acknowledge_until) if posting.acknowledge_until else None,
            )
            for region in asked
        ),
        batch_size=500,
    )
    _mark_dates(posting, at)


def _mark_dates(posting: Posting, at: datetime) -> None:
    """Put the dates into the year; until when to acknowledge concerns the regions on the list alone."""
    on_it = Region.objects.filter(posting_entries__posting=posting).distinct()
    dates = [("issued", at, "")]
    # A term that is over at midnight is shown on its last day.
    if posting.notice_until:
        dates.append(("notice_ends", last_moment(posting.notice_until), ""))
    if posting.acknowledge_until:
        until = last_moment(posting.acknowledge_until)
        dates += [("acknowledge", until, path) for path in on_it.values_list("body__path", flat=True)]
    CalendarEntry.objects.bulk_create(
        (
            CalendarEntry(
                programme_id=posting.programme_id,
                code=f"calendar.posting.{name}",
                params={"subject": posting.subject_name()},
                kind=posting.SUBJECT,
                at=moment,
                subject_type=posting.SUBJECT,
                subject_id=str(posting.pk),
                body_path=path,
            )
            for name, moment, path in dates
        ),
        batch_size=500,
    )


def withdraw_dates(old: Posting, at: datetime) -> None:
    """Take what a replaced list still had to come out of the programme's year; what has passed stays there."""
    dates = CalendarEntry.objects.filter(subject_type=old.SUBJECT, subject_id=str(old.pk))
    dates.filter(at__gt=at).delete()


def close_request(posting: Posting, region: Region, at: datetime) -> None:
    """Close the region's to-do: it has acknowledged."""
    ToDo.objects.filter(code=ASK, subject_id=str(posting.pk), body_id=region.body_id, done_at=None).update(
        done_at=at
    )


def carry_acknowledgements(old: Posting, new: Posting) -> None:
    """Keep the acknowledgements of regions whose lines a correction leaves as they were."""
    before, after = _lines(old), _lines(new)
    kept = Acknowledgement.objects.filter(posting=old)
    Acknowledgement.objects.bulk_create(
        Acknowledgement(posting=new, region_id=one.region_id, at=one.at, seat_id=one.seat_id)
        for one in kept
        if after.get(one.region_id) == before[one.region_id]
    )


def _lines(posting: Posting) -> Mapping[Any, list[dict[str, Any]]]:
    found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    rows = PostingEntry.objects.filter(posting=posting).order_by("seq").values_list("region_id", "data")
    for region_id, data in rows:
        found[region_id].append({name: value for name, value in data.items() if name != "seq"})
    return found
