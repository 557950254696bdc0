"""Application entry of the room ``orgs``."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """The room ``orgs``."""

    name = "fivefold.orgs"
    label = "orgs"
