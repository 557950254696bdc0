"""What a seat can begin though no row waits for it yet: a self-assessment, a claim, a list to post (ui.md rule 1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.claim.assessments.queries import assessment_of
from fivefold.claim.claims.lists import own_region
from fivefold.claim.claims.queries import approved_claims, live_claims
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import running_rounds
from fivefold.classify.regions.models import Region
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.web.addresses import reverse


@dataclass(frozen=True, slots=True)
class Opening:
    """Something to begin: what, where, until when."""

    label: str
    url: str
    due: datetime


def openings(seat: SeatFacts, programme: Programme, now: datetime) -> list[Opening]:
    """Return what the seat can begin in the running rounds, the nearest date first; five queries a round at most."""
    rounds = running_rounds(seat, programme)
    allowed = permissions_of(seat)
    found: list[Opening] = []
    if Permission.CLAIM_DRAFT in allowed and rounds:
        region = own_region(seat, programme)
        found += [one for round_ in rounds for one in _of_region(round_, region, now)]
    if Permission.POSTING_PREPARE in allowed:
        found += [one for round_ in rounds for one in _to_post(round_)]
    return sorted(found, key=lambda one: one.due)


def _of_region(round_: ClaimRound, region: Region | None, now: datetime) -> Iterator[Opening]:
    """Yield what a participant has not begun while the round is open to it."""
    if region is None or region.state != "participating" or region.batch not in round_.batches:
        return
    due = round_.dates().closes_at(region.body.path)
    if not round_.opens_at <= now < due:
        return
    slug = round_.programme.slug
    named = {"round": round_.title}
    if assessment_of(round_, region) is None:
        begin = reverse("assessments:begin", args=[slug, round_.pk, region.pk])
        yield Opening(_("Begin the self-assessment: %(round)s") % named, begin, due)
    if live_claims(round_, region).count() < round_.cap_min:
        plan = reverse("claims:plan", args=[slug, round_.pk, region.pk])
        yield Opening(_("Choose what to claim: %(round)s") % named, plan, due)


def _to_post(round_: ClaimRound) -> Iterator[Opening]:
    number = approved_claims(round_).count()
    if number:
        label = _("Claims approved and not yet posted: %(n)s (%(round)s)") % {
            "n": number,
            "round": round_.title,
        }
        yield Opening(label, reverse("postings:index", args=[round_.programme.slug]), round_.review_closes_at)
