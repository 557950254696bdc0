"""What claims hang onto lower rooms."""

from fivefold.claim.claims.actions import close_claims
from fivefold.lifecycle.reactions import on


def register_work() -> None:
    """Register the reaction to a region's leaving."""
    on("region.left", "the region's claims are closed, their history stays")(close_claims)
