"""Application entry of the room ``office``."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The room ``office``."""

    name = "fivefold.office"
    label = "office"
