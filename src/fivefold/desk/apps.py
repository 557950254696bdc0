"""Application entry of the room ``desk``."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room ``desk``."""

    name = "fivefold.desk"
    label = "desk"
