"""States of a self-assessment (4.4): drafted by the region, or filed for it and then confirmed.

Submission locks it.
"""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import SYSTEM_CAUSE, Move, State, Table, Turn, Where, sources

_FILLER = Turn(Role.FILLER, Where.OWN)
_SIGNER = Turn(Role.SIGNER, Where.OWN)
_COORDINATOR = Turn(Role.COORDINATOR, Where.PARENT)

TABLE = Table(
    subject="assessment",
    view=P.ASSESSMENT_VIEW,
    states=(
        State("drafted", _FILLER, also=(_SIGNER,)),
        State("filed", _SIGNER),
        State("submitted"),
        State("returned", _FILLER, also=(_SIGNER,)),
        State("closed", final=True),
    ),
    moves=(
        Move(
            sources("drafted", "returned"),
            "submitted",
            P.ASSESSMENT_SUBMIT,
            "assessment.submitted",
            tells=(_COORDINATOR,),
        ),
        Move(
            sources("drafted", "returned"),
            "filed",
            P.ASSESSMENT_FILE_FOR,
            "assessment.filed",
            tells=(_SIGNER,),
        ),
        Move(
            sources("filed"),
            "submitted",
            P.ASSESSMENT_CONFIRM,
            "assessment.confirmed",
            tells=(_COORDINATOR,),
        ),
        Move(
            sources("filed"),
            "submitted",
            P.ASSESSMENT_CONFIRM,
            "assessment.lapsed",
            causes=frozenset({SYSTEM_CAUSE}),
            tells=(_COORDINATOR, _SIGNER),
        ),
        Move(
            sources("filed"),
            "drafted",
            P.ASSESSMENT_CONFIRM,
            "assessment.disowned",
            needs_reason=True,
            tells=(_COORDINATOR,),
        ),
        Move(
            sources("submitted"),
            "returned",
            P.ASSESSMENT_RETURN,
            "assessment.returned",
            needs_reason=True,
            tells=(_FILLER, _SIGNER),
        ),
        Move(
            sources("drafted", "filed", "submitted", "returned"),
            "closed",
            P.CLAIM_CLOSE,
            "assessment.closed",
            causes=frozenset({"region.left"}),
        ),
    ),
)
