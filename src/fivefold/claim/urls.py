"""Addresses of the division, subject by subject."""

from django.urls import include, path

urlpatterns = [
    path("rounds/", include("fivefold.claim.rounds.urls")),
    path("assessments/", include("fivefold.claim.assessments.urls")),
    path("claims/", include("fivefold.claim.claims.urls")),
    path("board/", include("fivefold.claim.claims.board_urls")),
    path("postings/", include("fivefold.claim.postings.urls")),
    path("objections/", include("fivefold.claim.objections.urls")),
]
