"""States of a region's participation (2.1a, 4.3d): it takes part, then perhaps leaves; history stays."""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import Act, Move, State, Table, Turn, Where, sources

_SIGNER = Turn(Role.SIGNER, Where.OWN)

TABLE = Table(
    subject="region",
    view=P.REGION_VIEW,
    states=(State("participating"), State("left", final=False)),
    moves=(
        Move(
            sources("participating"),
            "left",
            P.REGION_MANAGE,
            "region.left",
            needs_reason=True,
            tells=(_SIGNER,),
        ),
        Move(
            sources("left"),
            "participating",
            P.REGION_MANAGE,
            "region.returned",
            needs_reason=True,
            tells=(_SIGNER,),
        ),
    ),
    acts=(
        Act("region.batch_changed", P.REGION_MANAGE, sources("participating"), needs_reason=True),
        Act("region.described", P.REGION_DESCRIBE, sources("participating")),
        Act("region.joined", P.REGION_MANAGE, sources("participating")),
    ),
)
