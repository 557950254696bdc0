"""Whose turn it is in a round: every body and role that claims wait for, how many, until when, and where to look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.claim.rounds.models import RUNNING, ClaimRound
from fivefold.claim.rounds.queries import ProvinceProgress, Waiting
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.parts import StateLine, SummaryRow, Tag
from fivefold.web.roles import role_label
from fivefold.web.speech import clock, until_time
from fivefold.web.vocabulary import level_label


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that waits: for whom, what and how much, until when, and the list it stands in."""

    who: str
    what: str
    due: datetime | None = None
    url: str = ""


def _who(round_: ClaimRound, level: int, *roles: Role) -> str:
    named = role_label(roles[0])
    for role in roles[1:]:
        named = _("%(those)s and %(role)s") % {"those": named, "role": role_label(role)}
    return f"{level_label(pack_of(round_.programme), level)}·{named}"


def _list_url(round_: ClaimRound, seat: SeatFacts | None, state: str) -> str:
    if P.CLAIM_VIEW not in permissions_of(seat):
        return ""
    return f"{reverse('claims:index', args=[round_.programme.slug])}?round={round_.pk}&state={state}"


def waits(
    round_: ClaimRound, provinces: Sequence[ProvinceProgress], found: Waiting, seat: SeatFacts | None
) -> list[Wait]:
    """Return what waits in a running round, in the order of the chain; dates are the round's, extensions apart."""
    if round_.state not in RUNNING:
        return []
    pack = pack_of(round_.programme)
    regions = _who(round_, pack.participant_level, Role.FILLER, Role.SIGNER)
    idle = sum(province.stages["not_started"] + province.stages["assessed"] for province in provinces)
    lines = [
        (idle, regions, _("without a claim sent in: %(n)s"), round_.closes_at, ""),
        (
            found.filed,
            _who(round_, pack.participant_level, Role.SIGNER),
            _("claims to confirm or disown: %(n)s"),
            None,
            "filed",
        ),
        (
            found.returned,
            regions,
            _("returned claims to put right: %(n)s"),
            round_.review_closes_at,
            "returned",
        ),
        *(
            (
                number,
                _who(round_, level, Role.REVIEWER),
                _("claims to review: %(n)s"),
                round_.review_closes_at,
                "submitted",
            )
            for level, number in found.review
        ),
        (found.approved, _who(round_, 0, Role.PUBLISHER), _("claims to post: %(n)s"), None, "approved"),
    ]
    return [
        Wait(
            who,
            what % {"n": number},
            due,
            _list_url(round_, seat, state) if state else _board_url(round_, seat),
        )
        for number, who, what, due, state in lines
        if number
    ]


def _board_url(round_: ClaimRound, seat: SeatFacts | None) -> str:
    if P.CLAIM_BOARD not in permissions_of(seat):
        return ""
    return f"{reverse('board:index', args=[round_.programme.slug])}?round={round_.pk}&by=regions"


def wait_rows(found: Sequence[Wait], now: datetime) -> list[SummaryRow]:
    """Return what waits as rows with their lists, each with its date."""
    return [
        SummaryRow(
            wait.who,
            wait.what,
            url=wait.url,
            note=_until(wait.due, now),
        )
        for wait in found
    ]


def _until(due: datetime | None, now: datetime) -> str:
    if due is None:
        return ""
    words = _("late since %(at)s") if now >= due else _("until %(at)s")
    return words % {"at": until_time(due)}


def state_line(round_: ClaimRound, tag: Tag, found: Sequence[Wait], now: datetime) -> StateLine:
    """Say in one line where the round stands, whose turn it is, until when, and what comes next."""
    dues = [wait.due for wait in found if wait.due]
    until = min(dues) if dues else None
    if round_.state == "prepared":
        until = round_.opens_at
    turn = "；".join(f"{wait.who}（{wait.what}）" for wait in found)
    if round_.state == "prepared":
        turn = _who(round_, 0, Role.PUBLISHER)
    return StateLine(
        tag,
        turn=turn,
        since=clock(round_.state_since),
        until=until_time(until),
        next=_next(round_, now),
        late=bool(until and now >= until),
    )


def _next(round_: ClaimRound, now: datetime) -> str:
    """Return what comes after the present step: claiming, review along the chain, posting."""
    if round_.state == "prepared":
        return _("claiming opens")
    if round_.state not in RUNNING:
        return ""
    levels = [level_label(pack_of(round_.programme), level) for level in round_.review_levels]
    if now < round_.closes_at and levels:
        return _("review: %(chain)s, until %(at)s") % {
            "chain": " → ".join(levels),
            "at": until_time(round_.review_closes_at),
        }
    return _("posting: %(who)s") % {"who": _who(round_, 0, Role.PUBLISHER)}
