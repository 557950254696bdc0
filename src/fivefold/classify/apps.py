"""Application entry of the room ``classify``."""

from django.apps import AppConfig


class ClassifyConfig(AppConfig):
    """The room ``classify``."""

    name = "fivefold.classify"
    label = "classify"
