"""Reading objections: by seat, by receipt code, and what the public page may show of them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField

from fivefold.authz.permissions import Permission as P
from fivefold.authz.scope import scope
from fivefold.claim.objections.models import Objection
from fivefold.claim.postings import queries as postings
from fivefold.claim.postings.models import Posting, PostingEntry
from fivefold.ledger.prepared import Prepared, PreparedRows, Slot
from fivefold.orgs.seats import SeatFacts

ANSWERED = ("upheld", "dismissed", "corrected")
_READS = ("posting__round__programme__pack_version", "body", "entry")


def visible(seat: SeatFacts | None) -> QuerySet[Objection]:
    """Return the objections the seat may see, the oldest unanswered first."""
    found = Objection.objects.filter(scope(seat, P.OBJECTION_VIEW).q(Objection.SCOPE))
    return found.select_related(*_READS).order_by("answered_on", "raised_on", "pk")


def in_programme(seat: SeatFacts | None, slug: str) -> QuerySet[Objection]:
    """Return the visible objections of one programme."""
    return visible(seat).filter(posting__programme__slug=slug)


def one(objection_id: UUID) -> Objection:
    """Return an objection with everything its page reads."""
    return Objection.objects.select_related(*_READS).get(pk=objection_id)


def receipt_digest(code: str) -> str:
    """Return what is kept of a receipt code: SHA-256 of its letters and digits in capitals."""
    letters = "".join(character for character in code.upper() if character.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


def by_receipt(code: str) -> Objection | None:
    """Return the objection that a receipt code belongs to."""
    return Objection.objects.filter(receipt_sha256=receipt_digest(code)).select_related(*_READS).first()


def upheld_for(posting: Posting) -> list[Objection]:
    """Return the upheld objections to a posting in force, or to those it has replaced, that wait for a correction."""
    chain = [row.pk for row in postings.chain(posting)]
    found = Objection.objects.filter(posting__in=chain, state="upheld").select_related(*_READS)
    return list(found.order_by("entry__seq", "raised_on", "pk"))


def to_close(ids: Sequence[str]) -> list[Objection]:
    """Return the upheld objections with these ids, in the order of their keys."""
    found = Objection.objects.filter(pk__in=ids, state="upheld").select_related(*_READS)
    return list(found.order_by("pk"))


def lines_in_force(posting: Posting) -> Mapping[str, dict[str, Any]]:
    """Return the lines of a posting by the claims they stand for."""
    found = PostingEntry.objects.filter(posting=posting).values_list("claim_id", "data")
    return {str(claim): data for claim, data in found}


def latest(posting: Posting) -> Posting:
    """Return the posting in force that stands for this one now."""
    newest = postings.chain(posting)[-1]
    return postings.by_id(str(newest.pk)) or newest


def line_at(posting: Posting, seq: int) -> PostingEntry | None:
    """Return the line of a posting with a number."""
    return PostingEntry.objects.filter(posting=posting, seq=seq).select_related("claim__round").first()


def line_of(posting: Posting, claim_id: Any) -> PostingEntry | None:
    """Return the line of a posting that stands for a claim."""
    return (
        PostingEntry.objects.filter(posting=posting, claim_id=claim_id).select_related("claim__round").first()
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What everybody may know of an answered objection. ``text`` is empty where it is not shown."""

    channel: str
    raised_on: date
    answered_on: date | None
    state: str
    seq: int
    region: str
    project: str
    body: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Public:
    """The answered objections to a posting, and how many came in and still wait, by channel."""

    answered: Sequence[Shown]
    received: int
    waiting: int


def public_view(posting: Posting) -> Public:
    """Return what the public page shows of the objections to a posting.

    Of a citizen's objection the text stands there only when an official has allowed it; nothing unanswered is shown.
    """
    states = dict(_states.counted(posting=posting.pk))
    rows = _answered.objects(posting=posting.pk)
    return Public([_shown(row) for row in rows], sum(states.values()), states.get("raised", 0))


_states = Prepared(
    lambda: Objection.objects.filter(posting=Slot("posting", UUIDField())).order_by().values_list("state")
)
_answered = PreparedRows(
    Objection,
    lambda: (
        Objection.objects.filter(posting=Slot("posting", UUIDField()), state__in=ANSWERED)
        .select_related("body", "entry")
        .order_by("answered_on", "pk")
    ),
)


def _shown(row: Objection) -> Shown:
    data = row.entry.data if row.entry else {}
    return Shown(
        channel="seat" if row.body_id else "receipt",
        raised_on=row.raised_on,
        answered_on=row.answered_on,
        state=row.state,
        seq=int(data.get("seq", 0)),
        region=data.get("region", {}).get("name", ""),
        project=data.get("project", {}).get("name", ""),
        body=row.body.name if row.body else "",
        text=row.text if row.body_id or row.text_shown else "",
        answer=row.answer,
    )


def number_in_force(objection: Objection) -> int | None:
    """Return the disputed entry's number on the list in force; None where none is named or it was struck."""
    if objection.entry is None:
        return None
    line = line_of(latest(objection.posting), objection.entry.claim_id)
    return line.seq if line else None


def projects_of(posting: Posting) -> list[tuple[str, str]]:
    """Return code and title of the projects an entry may be amended to."""
    return list(posting.round.edition.projects.order_by("order").values_list("code", "title"))
