"""States of a guideline edition (3.0): drafted, then issued and immutable."""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import Act, Move, State, Table, Turn, Where, sources

TABLE = Table(
    subject="edition",
    view=P.EDITION_VIEW,
    states=(
        State("drafted", Turn(Role.PUBLISHER, Where.TOP)),
        State("issued"),
        State("discarded", final=True),
    ),
    moves=(
        Move(sources("drafted"), "issued", P.EDITION_ISSUE, "edition.issued"),
        Move(sources("drafted"), "discarded", P.EDITION_DRAFT, "edition.discarded", needs_reason=True),
    ),
    acts=(Act("edition.unit_assigned", P.EDITION_DRAFT, sources("issued")),),
)
