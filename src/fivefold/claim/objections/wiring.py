"""What follows from a correction for the objections that led to it."""

from fivefold.claim.objections.correcting import close_objections
from fivefold.lifecycle.reactions import on


def register_work() -> None:
    """Register the reaction."""
    on("posting.issued", "upheld objections are carried out by the correction")(close_objections)
