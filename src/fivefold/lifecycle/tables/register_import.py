"""States of an import of the register (2.1a): checked and previewed, then imported or discarded.

Nothing before that.
"""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import SYSTEM_CAUSE, Move, State, Table, Turn, Where, sources

TABLE = Table(
    subject="register_import",
    view=P.REGION_MANAGE,
    states=(
        State("uploaded", Turn(Role.PUBLISHER, Where.TOP)),
        State("imported", final=True),
        State("discarded", final=True),
    ),
    moves=(
        # The command line imports as the system: whoever may run it on the machine keeps the whole
        # installation.
        Move(
            sources("uploaded"),
            "imported",
            P.REGION_MANAGE,
            "register.imported",
            causes=frozenset({SYSTEM_CAUSE}),
        ),
        Move(sources("uploaded"), "discarded", P.REGION_MANAGE, "register.discarded"),
    ),
)
