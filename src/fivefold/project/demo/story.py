"""What happens in which province: done and posted, done, under way, returned, late, asking for time."""

from collections.abc import Sequence
from dataclasses import dataclass

from fivefold.authz.roles import Role
from fivefold.claim.claims.models import Claim
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.regions.models import Region
from fivefold.lifecycle.actor import Actor
from fivefold.orgs.models import Body
from fivefold.packs.models import Programme
from fivefold.project.demo import claiming
from fivefold.project.demo.dates import MADE, Dates
from fivefold.project.demo.people import Cast, seat_bodies

POSTED, DONE, REVIEWING, LATE = "posted", "done", "reviewing", "late"


@dataclass(frozen=True, slots=True)
class Land:
    """A province with its regions and the part it plays."""

    province: Body
    regions: Sequence[Region]
    part: str


def parts(programme: Programme) -> list[Land]:
    """Cast the provinces in order: of every eight, three posted, two done, two reviewing, one late."""
    roles = (POSTED, DONE, REVIEWING, POSTED, LATE, DONE, REVIEWING, POSTED)
    lands = []
    provinces = Body.objects.filter(programme=programme, level=1, unit=False).order_by("path")
    for index, province in enumerate(provinces):
        regions = Region.objects.filter(body__parent=province).select_related(
            "body__parent", "area", "programme"
        )
        lands.append(Land(province, list(regions.order_by("body__path")), roles[index % len(roles)]))
    return lands


def seat_everybody(programme: Programme, lands: Sequence[Land], dates: Dates) -> Cast:
    """Seat a signer in every region, a reviewer and a coordinator in every province."""
    wanted = [(region.body, Role.SIGNER) for land in lands for region in land.regions]
    wanted += [(land.province, role) for land in lands for role in (Role.REVIEWER, Role.COORDINATOR)]
    return seat_bodies(programme, wanted, dates.day(MADE))


def welcoming(lands: Sequence[Land]) -> Land:
    """Return the province of those who sign in: in the middle of its review, with more time for its regions."""
    return next(land for land in lands if land.part == REVIEWING)


def assessing(lands: Sequence[Land]) -> list[Region]:
    """Return the regions that hand their assessment in.

    Not the last third of the late provinces, nor the region that is left to those who sign in.
    """
    open_ = welcoming(lands)
    return [r for land in lands for r in land.regions[: _in_time(land) - int(land is open_)]]


def _in_time(land: Land) -> int:
    return len(land.regions) * 2 // 3 if land.part == LATE else len(land.regions)


def _sent(land: Land, own: Sequence[Claim]) -> Sequence[Claim]:
    return own[: len(own) // 2] if land.part == LATE else own


def _approved(land: Land, own: Sequence[Claim]) -> Sequence[Claim]:
    if land.part == LATE:
        return ()
    return own[: len(own) // 2] if land.part == REVIEWING else own


def claim_and_review(
    round_: ClaimRound, lands: Sequence[Land], cast: Cast, centre: Actor, dates: Dates
) -> None:
    """Let everybody claim and every province do its part; one got more time, a late one asks for it."""
    claiming.give_time(round_, welcoming(lands).province, cast, centre, dates)
    claims = claiming.draft_claims(round_, assessing(lands), cast, dates)
    below: dict[object, list[Claim]] = {}
    for claim in claims:
        below.setdefault(claim.region.body.parent_id, []).append(claim)
    own = [(land, below.get(land.province.pk, [])) for land in lands]
    claiming.submit_claims([claim for land, mine in own for claim in _sent(land, mine)], cast, dates)
    claiming.approve_claims([claim for land, mine in own for claim in _approved(land, mine)], cast, dates)
    for land, mine in own:
        if land.part == REVIEWING and mine:
            claiming.return_claim(mine[-1], land.province, cast, dates)
    late = next(land for land in lands if land.part == LATE)
    claiming.ask_for_time(round_, late.province, cast, dates)
