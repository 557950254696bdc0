"""Locks of claims, always in one order: round (shared), region, claim, then the log. And who writes for whom."""

from collections.abc import Iterable

from fivefold.authz.permissions import Permission
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.queries import READS, live_claims, projects_of
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import class_of
from fivefold.claim.rounds.windows import hold
from fivefold.classify.regions.models import Region
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.move import lock
from fivefold.method.claim import check_claims
from fivefold.method.reason import Reason
from fivefold.packs.programmes import pack_of


def hold_region(region: Region) -> Region:
    """Return the region as it stands now, locked: nobody else opens, sends or reviews its claims meanwhile."""
    Region.objects.select_for_update(of=("self",)).get(pk=region.pk)
    return Region.objects.select_related("body__parent", "programme__pack_version").get(pk=region.pk)


def hold_claim(claim: Claim) -> Claim:
    """Return the claim as it stands now, with its round and region held."""
    hold(claim.round)
    hold_region(claim.region)
    lock(claim)
    return Claim.objects.select_related(*READS).get(pk=claim.pk)


def writing_permission(actor: Actor, region: Region) -> Permission:
    """Return the permission that the actor writes with: its own region's, or a province's for it."""
    own = actor.seat is not None and actor.seat.body_id == str(region.body_id)
    return Permission.CLAIM_DRAFT if own else Permission.CLAIM_DRAFT_FOR


def entry_faults(round_: ClaimRound, region: Region) -> list[Reason]:
    """Return why the region cannot claim in this round at all (4.3d)."""
    named = {"region": region.body.name, "round": round_.title}
    if region.programme_id != round_.programme_id or region.state != "participating":
        return [Reason("claims.region_left", named)]
    if region.batch not in round_.batches:
        return [Reason("claims.outside_batches", named)]
    if not class_of(round_, region):
        return [Reason("claims.unclassified", named)]
    return []


def cap_faults(round_: ClaimRound, region: Region, more: Iterable[str]) -> list[Reason]:
    """Return why the region cannot hold its live claims and ``more`` (project codes) together (4.5b).

    Only right while the region is held.
    """
    held = list(live_claims(round_, region).values_list("project__code", flat=True))
    codes = [project.code for project in projects_of(round_)]
    return list(check_claims([*held, *more], codes, round_.cap_max))


def may_file_for(actor: Actor, round_: ClaimRound) -> list[Reason]:
    """Return why the actor's level does not file for participants in this programme."""
    levels = pack_of(round_.programme).programme.levels
    level = actor.seat.body_level if actor.seat else 0
    if level < len(levels) and levels[level].files_for_participants:
        return []
    return [Reason("claims.level_does_not_file", {"level": str(levels[min(level, len(levels) - 1)].label)})]


def with_writer(claim: Claim, actor: Actor) -> list[str]:
    """Return the claim's writers with the actor among them: whoever wrote does not review."""
    person = actor.seat.person_id if actor.seat else ""
    return [*claim.writers, person] if person and person not in claim.writers else list(claim.writers)
