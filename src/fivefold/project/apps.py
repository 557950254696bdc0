"""Application entry of the room ``project``."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The room ``project``."""

    name = "fivefold.project"
    label = "project"

    def ready(self) -> None:
        """Register the system checks."""
        from fivefold.project import checks  # noqa: F401 - registers by import
