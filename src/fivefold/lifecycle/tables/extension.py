"""States of an extension (6.12): a province asks with a reason, the centre decides."""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import Act, Move, State, Table, Turn, Where, sources

_ASKER = (Turn(Role.COORDINATOR, Where.OWN),)

TABLE = Table(
    subject="extension",
    view=P.EXTENSION_VIEW,
    states=(
        State("asked", Turn(Role.PUBLISHER, Where.TOP)),
        State("granted", final=True),
        State("refused", final=True),
    ),
    moves=(
        Move(
            sources("asked"),
            "granted",
            P.EXTENSION_DECIDE,
            "extension.granted",
            needs_reason=True,
            tells=_ASKER,
        ),
        Move(
            sources("asked"),
            "refused",
            P.EXTENSION_DECIDE,
            "extension.refused",
            needs_reason=True,
            tells=_ASKER,
        ),
    ),
    acts=(Act("extension.asked", P.EXTENSION_ASK, sources("asked"), needs_reason=True),),
)
