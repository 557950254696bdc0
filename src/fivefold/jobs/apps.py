"""Application entry of the room ``jobs``."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The room ``jobs``."""

    name = "fivefold.jobs"
    label = "jobs"
