"""What a decision on more time means for the regions below: a notice each, and the new date in their year (6.12)."""

from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Role
from fivefold.claim.rounds import queries
from fivefold.claim.rounds.dates import CLOSES, plain, shown_end
from fivefold.claim.rounds.models import ClaimRound, Extension
from fivefold.ledger.record import Recorded
from fivefold.lifecycle.reactions import Happening
from fivefold.lifecycle.telling import tell_bodies
from fivefold.notices.models import CalendarEntry
from fivefold.orgs.models import Body

_ROLES = (Role.FILLER, Role.SIGNER)


def _tell(extension: Extension, entry: Recorded, code: str, until: str) -> None:
    """Tell the participants below the asking body; the notice leads to the round, which they may see."""
    regions = queries.participants(extension.round).filter(body__path__startswith=extension.body.path)
    tell_bodies(
        extension.round,
        entry,
        Body.objects.filter(pk__in=regions.values("body_id")).order_by("path"),
        _ROLES,
        Permission.ROUND_VIEW,
        code=f"notice.{code}.{extension.deadline}",
        params={"round": extension.round.title, "body": extension.body.name, "until": until},
    )


def tell_of_grant(happening: Happening) -> None:
    """Tell the regions until when they have time now, and put the date into their year."""
    extension = happening.row
    if not isinstance(extension, Extension) or extension.granted_until is None:
        return
    round_, until = extension.round, extension.granted_until
    zone = round_.programme.time_zone
    _tell(extension, happening.entry, "round_extended", plain(until, zone))
    CalendarEntry.objects.update_or_create(
        programme_id=round_.programme_id,
        code=f"calendar.round_extended.{extension.deadline}",
        subject_type=ClaimRound.SUBJECT,
        subject_id=str(round_.pk),
        body_path=extension.body.path,
        defaults={
            "params": {"round": round_.title, "body": extension.body.name},
            "kind": "round",
            "at": shown_end(until, zone),
        },
    )


def tell_of_refusal(happening: Happening) -> None:
    """Tell the regions that the date stays as it is."""
    extension = happening.row
    if not isinstance(extension, Extension):
        return
    dates, path = extension.round.dates(), extension.body.path
    until = dates.closes_at(path) if extension.deadline == CLOSES else dates.review_closes_at(path)
    _tell(extension, happening.entry, "round_not_extended", plain(until, extension.round.programme.time_zone))
