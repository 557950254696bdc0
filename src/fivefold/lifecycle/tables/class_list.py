"""States of a class list (2.0): drafted from the rules, issued with number, date, signer, superseded."""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import Act, Move, State, Table, Turn, Where, sources

_PUBLISHER = Turn(Role.PUBLISHER, Where.TOP)

TABLE = Table(
    subject="class_list",
    view=P.CLASS_LIST_VIEW,
    states=(
        State("drafted", _PUBLISHER),
        State("issued"),
        State("superseded"),
        State("discarded", final=True),
    ),
    moves=(
        Move(sources("drafted"), "issued", P.CLASS_LIST_ISSUE, "class_list.issued"),
        Move(sources("drafted"), "discarded", P.CLASS_LIST_DRAFT, "class_list.discarded", needs_reason=True),
        Move(
            sources("issued"),
            "superseded",
            P.CLASS_LIST_ISSUE,
            "class_list.superseded",
            causes=frozenset({"class_list.issued"}),
        ),
    ),
    acts=(Act("class_list.overridden", P.CLASS_LIST_DRAFT, sources("drafted"), needs_reason=True),),
)
