"""States of a claim round (4.0, 6.12): prepared, opened, closed; reopening needs words and stays visible."""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import Move, State, Table, Turn, Where, sources

_PUBLISHER = Turn(Role.PUBLISHER, Where.TOP)

TABLE = Table(
    subject="claim_round",
    view=P.ROUND_VIEW,
    states=(State("prepared", _PUBLISHER), State("opened"), State("closed"), State("discarded", final=True)),
    moves=(
        Move(sources("prepared"), "opened", P.ROUND_MANAGE, "claim_round.opened"),
        Move(sources("opened"), "closed", P.ROUND_MANAGE, "claim_round.closed"),
        Move(sources("closed"), "opened", P.ROUND_MANAGE, "claim_round.reopened", needs_reason=True),
        Move(sources("prepared"), "discarded", P.ROUND_MANAGE, "claim_round.discarded", needs_reason=True),
    ),
)
