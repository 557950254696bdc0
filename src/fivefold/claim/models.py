"""All tables of the division, gathered for Django."""

from fivefold.claim.assessments.models import Answer, Assessment, Evidence
from fivefold.claim.claims.models import Claim, LocalNote, Milestone, Review
from fivefold.claim.objections.models import Objection
from fivefold.claim.postings.models import Acknowledgement, Posting, PostingEntry
from fivefold.claim.rounds.models import ClaimRound, Extension

__all__ = [
    "Acknowledgement",
    "Answer",
    "Assessment",
    "Claim",
    "ClaimRound",
    "Evidence",
    "Extension",
    "LocalNote",
    "Milestone",
    "Objection",
    "Posting",
    "PostingEntry",
    "Review",
]
