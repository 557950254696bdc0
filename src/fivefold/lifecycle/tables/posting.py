"""States of a posting (4.13, 4.14): prepared, issued as a frozen list, corrected by a later number.

Never edited.
"""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import Act, Move, State, Table, Turn, Where, sources

TABLE = Table(
    subject="posting",
    view=P.POSTING_VIEW,
    states=(
        State("drafted", Turn(Role.PUBLISHER, Where.TOP)),
        State("issued"),
        State("corrected", final=True),
        State("discarded", final=True),
    ),
    moves=(
        Move(sources("drafted"), "issued", P.POSTING_ISSUE, "posting.issued"),
        Move(sources("drafted"), "discarded", P.POSTING_PREPARE, "posting.discarded", needs_reason=True),
        Move(
            sources("issued"),
            "corrected",
            P.POSTING_ISSUE,
            "posting.corrected",
            causes=frozenset({"posting.issued"}),
        ),
    ),
    acts=(
        Act("posting.rendered", P.POSTING_ISSUE, sources("issued", "corrected")),
        Act("posting.acknowledged", P.POSTING_ACKNOWLEDGE, sources("issued")),
    ),
)
