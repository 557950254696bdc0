"""任务分领: the rules of claiming one or two projects and doing them in depth.

Source: part three of the text. `gate` says whether a round may open, `limits` whether a claim is whole and
allowed, `advice` which projects a region might choose and why; `stable` how firm that is (it needs numpy).
"""

from fivefold.method.claim.advice import (
    Advice,
    AdviceFacts,
    AdviceResult,
    Advisor,
    Peer,
    ProjectScore,
    ScoreError,
    Unsaid,
)
from fivefold.method.claim.gate import check_gate, check_leads
from fivefold.method.claim.limits import (
    BASES,
    ClaimParts,
    DecisionRecord,
    Milestone,
    check_all_projects,
    check_cap,
    check_claims,
    check_office_contact,
    check_parts,
)
from fivefold.method.claim.plain import PlainAdvisor

__all__ = [
    "BASES",
    "Advice",
    "AdviceFacts",
    "AdviceResult",
    "Advisor",
    "ClaimParts",
    "DecisionRecord",
    "Milestone",
    "Peer",
    "PlainAdvisor",
    "ProjectScore",
    "ScoreError",
    "Unsaid",
    "check_all_projects",
    "check_cap",
    "check_claims",
    "check_gate",
    "check_leads",
    "check_office_contact",
    "check_parts",
]
