"""The division's pages in the navigation, and where its subjects are."""

from django.utils.translation import gettext_lazy as _

from fivefold.authz.permissions import Permission as P
from fivefold.web.navigation import Division, NavEntry, register
from fivefold.web.subjects import register_subject


def register_pages() -> None:
    """Register the division's pages, in the order of the work."""
    entries = (
        NavEntry(_("Claim rounds"), "rounds:index", P.ROUND_VIEW),
        NavEntry(_("Self-assessments"), "assessments:list", P.ASSESSMENT_VIEW),
        NavEntry(_("Claims"), "claims:index", P.CLAIM_VIEW),
        NavEntry(_("Board of claims"), "board:index", P.CLAIM_BOARD),
        NavEntry(_("Posting"), "postings:index", P.POSTING_VIEW),
        NavEntry(_("Objections"), "objections:index", P.OBJECTION_VIEW),
    )
    register(Division("claim", _("Task claiming"), entries))
    register_subject("claim_round", "rounds:page", "round_id")
    register_subject("extension", "rounds:extension", "extension_id")
    register_subject("claim", "claims:page", "claim_id")
    register_subject("posting", "postings:detail", "pk")
    register_subject("objection", "objections:detail", "pk")
