"""Application entry of the room ``notices``."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The room ``notices``."""

    name = "fivefold.notices"
    label = "notices"
