"""Application entry of the room ``packs``."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    """The room ``packs``."""

    name = "fivefold.packs"
    label = "packs"
