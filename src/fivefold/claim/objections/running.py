"""Terms that run in the division while a table of working days is recorded."""

from datetime import datetime

from django.db.models import Q

from fivefold.claim.assessments.models import Assessment
from fivefold.claim.claims.models import Claim
from fivefold.claim.objections.dating import dateable
from fivefold.claim.objections.models import Objection
from fivefold.claim.postings.models import Posting
from fivefold.office.working_days.running import Running
from fivefold.packs.models import Programme


def running_terms(programme: Programme, at: datetime) -> Running:
    """Return what runs at ``at``, with the tables as they then are."""
    open_ = Q(notice_until__gt=at) | Q(acknowledge_until__gt=at)
    lists = Posting.objects.filter(open_, programme=programme, state="issued").order_by("number")
    raised = Objection.objects.filter(posting__programme=programme, state="raised")
    filed = {"round__programme": programme, "state": "filed", "confirm_by__gt": at}
    return Running(
        lists=tuple(lists.values_list("document_number", flat=True)),
        answers=raised.exclude(answer_by=None).count(),
        filings=Assessment.objects.filter(**filed).count() + Claim.objects.filter(**filed).count(),
        dated=len(dateable(programme)),
    )
