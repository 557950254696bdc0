"""What follows from a correction for the objections that led to it."""

from fivefold.claim.objections.correcting import close_objections
from fivefold.claim.objections.running import running_terms
from fivefold.lifecycle.reactions import on
from fivefold.office.working_days.running import register_running


def register_work() -> None:
    """Register the reaction, and what is told of running terms."""
    register_running(running_terms)
    on("posting.issued", "upheld objections are carried out by the correction")(close_objections)
