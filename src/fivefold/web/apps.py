"""Application entry of the room ``web``."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room ``web``."""

    name = "fivefold.web"
    label = "web"
