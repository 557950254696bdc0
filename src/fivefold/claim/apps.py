"""Application entry of the room ``claim``."""

from django.apps import AppConfig


class ClaimConfig(AppConfig):
    """The room ``claim``."""

    name = "fivefold.claim"
    label = "claim"
