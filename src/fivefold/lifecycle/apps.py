"""Application entry of the room ``lifecycle``."""

from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    """The room ``lifecycle``."""

    name = "fivefold.lifecycle"
    label = "lifecycle"
