"""What rounds hang onto lower rooms: the reactions to a decision on more time."""

from fivefold.claim.rounds.informing import tell_of_grant, tell_of_refusal
from fivefold.lifecycle.reactions import on


def register_work() -> None:
    """Register the reactions."""
    on("extension.granted", "the regions below are told, the new date stands in their year")(tell_of_grant)
    on("extension.refused", "the regions below are told that the date stays")(tell_of_refusal)
