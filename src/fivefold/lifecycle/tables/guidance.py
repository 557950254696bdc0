"""States of guidance addressed to a class (2.2): drafted, published, withdrawn."""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import Move, State, Table, Turn, Where, sources

TABLE = Table(
    subject="guidance",
    view=P.GUIDANCE_VIEW,
    states=(State("drafted", Turn(Role.PUBLISHER, Where.TOP)), State("published"), State("withdrawn")),
    moves=(
        Move(sources("drafted", "withdrawn"), "published", P.GUIDANCE_WRITE, "guidance.published"),
        Move(sources("published"), "withdrawn", P.GUIDANCE_WRITE, "guidance.withdrawn", needs_reason=True),
    ),
)
