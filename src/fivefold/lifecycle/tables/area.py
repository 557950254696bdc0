"""States of an administrative area of the register (2.1): listed, ended by a renaming, split or merger."""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import SYSTEM_CAUSE, Act, Move, State, Table, Turn, Where, sources

_SIGNER = Turn(Role.SIGNER, Where.OWN)

TABLE = Table(
    subject="area",
    view=P.REGION_VIEW,
    states=(State("listed"), State("ended", final=True)),
    moves=tuple(
        # The command line imports registers, changed names among them, as the system.
        Move(
            sources("listed"),
            "ended",
            P.REGION_MANAGE,
            event,
            needs_reason=True,
            causes=frozenset({SYSTEM_CAUSE}),
            tells=(_SIGNER,),
        )
        for event in ("area.renamed", "area.split", "area.merged")
    ),
    acts=(Act("area.fact_recorded", P.REGION_MANAGE, sources("listed")),),
)
