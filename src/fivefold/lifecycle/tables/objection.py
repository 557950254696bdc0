"""States of an objection to a posting: raised, upheld or dismissed in writing.

An upheld one ends in a correction.
"""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import Act, Move, State, Table, Turn, Where, sources

_RAISER = (Turn(Role.SIGNER, Where.OWN),)

TABLE = Table(
    subject="objection",
    view=P.OBJECTION_VIEW,
    states=(
        State("raised", Turn(Role.PUBLISHER, Where.TOP)),
        State("upheld", Turn(Role.PUBLISHER, Where.TOP)),
        State("dismissed", final=True),
        State("corrected", final=True),
    ),
    moves=(
        Move(
            sources("raised"),
            "upheld",
            P.OBJECTION_ANSWER,
            "objection.upheld",
            needs_reason=True,
            tells=_RAISER,
        ),
        Move(
            sources("raised"),
            "dismissed",
            P.OBJECTION_ANSWER,
            "objection.dismissed",
            needs_reason=True,
            tells=_RAISER,
        ),
        Move(
            sources("upheld"),
            "corrected",
            P.POSTING_ISSUE,
            "objection.corrected",
            causes=frozenset({"posting.issued"}),
            tells=_RAISER,
        ),
    ),
    acts=(Act("objection.raised", P.OBJECTION_RAISE, sources("raised")),),
)
