"""Application entry of the room ``files``."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The room ``files``."""

    name = "fivefold.files"
    label = "files"
