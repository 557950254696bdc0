"""States of a claim (4.3d-4.13): drafted ("intention"), submitted along the review, approved, posted."""

from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.lifecycle.table import SYSTEM_CAUSE, Act, Move, State, Table, Turn, Where, sources

_FILLER = Turn(Role.FILLER, Where.OWN)
_SIGNER = Turn(Role.SIGNER, Where.OWN)
_REVIEWER = Turn(Role.REVIEWER, Where.REVIEW)
_COORDINATOR = Turn(Role.COORDINATOR, Where.PARENT)
# Approved claims are posted together: hundreds of to-dos would hide the others.
_POSTING = Turn(Role.PUBLISHER, Where.TOP, each=False)
_LIVE = sources("drafted", "filed", "submitted", "returned", "approved", "posted")

TABLE = Table(
    subject="claim",
    view=P.CLAIM_VIEW,
    states=(
        State("drafted", _FILLER, also=(_SIGNER,)),
        State("filed", _SIGNER),
        State("submitted", _REVIEWER),
        State("returned", _FILLER, also=(_SIGNER,)),
        State("approved", _POSTING),
        State("posted"),
        State("struck", final=True),
        State("withdrawn", final=True),
        State("closed", final=True),
    ),
    moves=(
        Move(
            sources("drafted", "returned"), "submitted", P.CLAIM_SUBMIT, "claim.submitted", tells=(_REVIEWER,)
        ),
        Move(sources("drafted", "returned"), "filed", P.CLAIM_DRAFT_FOR, "claim.filed", tells=(_SIGNER,)),
        Move(
            sources("filed"),
            "submitted",
            P.CLAIM_CONFIRM,
            "claim.confirmed",
            tells=(_REVIEWER, _COORDINATOR),
        ),
        Move(
            sources("filed"),
            "submitted",
            P.CLAIM_CONFIRM,
            "claim.lapsed",
            causes=frozenset({SYSTEM_CAUSE}),
            tells=(_REVIEWER, _COORDINATOR, _SIGNER),
        ),
        Move(
            sources("filed"),
            "drafted",
            P.CLAIM_CONFIRM,
            "claim.disowned",
            needs_reason=True,
            tells=(_COORDINATOR,),
        ),
        Move(sources("submitted"), "submitted", P.CLAIM_REVIEW, "claim.passed_on", tells=(_REVIEWER,)),
        Move(
            sources("submitted"),
            "approved",
            P.CLAIM_REVIEW,
            "claim.approved",
            # the causes: a pack whose review chain is empty
            causes=frozenset({"claim.submitted", "claim.confirmed", "claim.lapsed"}),
            tells=(_SIGNER, _FILLER),
        ),
        Move(
            sources("submitted", "approved"),
            "returned",
            P.CLAIM_REVIEW,
            "claim.returned",
            needs_reason=True,
            tells=(_SIGNER, _FILLER),
        ),
        Move(
            sources("submitted"),
            "returned",
            P.CLAIM_REVIEW,
            "claim.other_suggested",
            needs_reason=True,
            tells=(_SIGNER, _FILLER),
        ),
        Move(
            sources("drafted", "filed", "submitted", "returned", "approved"),
            "withdrawn",
            P.CLAIM_WITHDRAW,
            "claim.withdrawn",
            needs_reason=True,
            tells=(_COORDINATOR,),
        ),
        Move(
            sources("approved"),
            "posted",
            P.POSTING_ISSUE,
            "claim.posted",
            causes=frozenset({"posting.issued"}),
            tells=(_SIGNER, _FILLER),
        ),
        Move(
            sources("posted"),
            "struck",
            P.POSTING_ISSUE,
            "claim.struck",
            needs_reason=True,
            causes=frozenset({"posting.issued"}),
            tells=(_SIGNER,),
        ),
        Move(
            _LIVE,
            "closed",
            P.CLAIM_CLOSE,
            "claim.closed",
            needs_reason=True,
            causes=frozenset({"region.left"}),
        ),
    ),
    acts=(
        Act("claim.noted", P.CLAIM_NOTE),
        Act("claim.corrected", P.POSTING_ISSUE, sources("posted"), needs_reason=True, tells=(_SIGNER,)),
    ),
)
