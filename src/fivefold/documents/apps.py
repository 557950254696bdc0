"""Application entry of the room ``documents``."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The room ``documents``."""

    name = "fivefold.documents"
    label = "documents"
