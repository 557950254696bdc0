"""What waits for a log-in of the demonstration, in a few words: counted in the database as it stands."""

from collections.abc import Callable, Mapping

from fivefold.authz.roles import Role
from fivefold.claim.assessments.models import Assessment
from fivefold.claim.claims.models import Claim
from fivefold.claim.objections.models import Objection
from fivefold.claim.rounds.models import Extension
from fivefold.orgs.models import Seat

_EDITABLE = ("drafted", "returned")


def _region(seat: Seat) -> list[str]:
    """Say what a region has to write: its assessment, its first claim, what came back."""
    handed_in = Assessment.objects.filter(region__body=seat.body).exclude(state__in=_EDITABLE).exists()
    claims = list(Claim.objects.filter(region__body=seat.body).values_list("state", flat=True))
    words = [] if handed_in else ["自评待填报 self-assessment to hand in"]
    words += [] if claims else ["可新开认领 a claim to begin"]
    back = claims.count("returned")
    return words + ([f"退回认领 {back} 项 returned"] if back else [])


def _province(seat: Seat) -> list[str]:
    sent = Claim.objects.filter(region__body__parent=seat.body, state="submitted").count()
    return [f"待审核认领 {sent} 项 claims to review"] if sent else []


def _centre(seat: Seat) -> list[str]:
    counts = (
        ("异议待答复 {} 件 objections to answer", Objection.objects.filter(state="raised")),
        ("延期申请 {} 件 requests for time", Extension.objects.filter(state="asked")),
        ("可张榜认领 {} 项 claims to post", Claim.objects.filter(state="approved")),
    )
    return [words.format(n) for words, rows in counts if (n := rows.count())]


_BY_ROLE: Mapping[str, Callable[[Seat], list[str]]] = {
    Role.FILLER: _region,
    Role.SIGNER: _region,
    Role.REVIEWER: _province,
    Role.PUBLISHER: _centre,
}


def waits_for(seat: Seat) -> str:
    """Return what waits for a seat, "" where nothing does."""
    find = _BY_ROLE.get(seat.role)
    return "；".join(find(seat)) if find and seat.body else ""
