"""What the pages of a draft are filled with: proposed wording, the number and dates it would get, refusals."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from fivefold.claim.postings import issuing, pages
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.preparing import Held, apart, prepare
from fivefold.claim.postings.terms import span
from fivefold.claim.postings.wording import posting_title
from fivefold.claim.rounds.models import ClaimRound
from fivefold.method.reason import Refused
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.speech import day, speak_reason

DEMO_PREFIX = "演示"


def first_wording(round_: ClaimRound) -> dict[str, Any]:
    """Return what the form proposes: the pack's title, the mark used last."""
    last = (
        Posting.objects.filter(programme_id=round_.programme_id)
        .exclude(prefix="")
        .order_by("-number")
        .first()
    )
    prefix = last.prefix if last else DEMO_PREFIX if round_.programme.demo else ""
    return {"title_lines": "\n".join(posting_title(pack_of(round_.programme))), "mark": prefix}


def _notice(posting: Posting, now: datetime) -> str:
    """Return from when to when objections could be raised. Raises Refused where a term lies beyond the tables."""
    programme = posting.round.programme
    claim = pack_of(programme).claim
    span(programme, now, claim.acknowledgement.days, claim.acknowledgement.kind)
    term = span(programme, now, posting.notice_days, claim.notice.kind)
    dates = {"first": day(term.first), "last": day(term.last)}
    return _("%(first)s to %(last)s, if it is posted today") % dates


def preview(posting: Posting, query: QueryDict, now: datetime) -> dict[str, Any]:
    """Return the check page: the list as it would be posted now, or the sentence why it cannot be."""
    programme = posting.round.programme
    refusals: list[str] = []
    prepared = None
    try:
        prepared = prepare(posting)
    except Refused as refusal:
        refusals += map(speak_reason, refusal.reasons)
    try:
        notice = _notice(posting, now)
    except Refused as refusal:
        refusals += map(speak_reason, refusal.reasons)
        notice = ""
    number = issuing.document_number(programme, pack_of(programme), posting.prefix, now)
    held = Held() if posting.corrects_id else apart(posting)[1]
    warned = [speak_reason(said) for said in held.reasons]
    return {
        "posting": posting,
        "page": pages.check(posting, prepared, pages.Terms(number, notice, held), query),
        "refusals": refusals,
        "warnings": [said for said in warned if said not in refusals],
        "discard_url": reverse("postings:discard", args=[programme.slug, posting.pk]),
    }
