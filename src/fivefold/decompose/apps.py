"""Application entry of the room ``decompose``."""

from django.apps import AppConfig


class DecomposeConfig(AppConfig):
    """The room ``decompose``."""

    name = "fivefold.decompose"
    label = "decompose"
