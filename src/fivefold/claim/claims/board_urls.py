"""Addresses of the board of claims, a page of its own in the navigation."""

from django.urls import path

from fivefold.claim.claims.views import board

app_name = "board"
urlpatterns = [
    path("", board.board, name="index"),
    path("<uuid:round_id>/board.xlsx", board.board_file, name="file"),
]
