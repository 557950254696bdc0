"""Application entry of the room ``api``."""

from pathlib import Path

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The room ``api``."""

    name = "fivefold.api"
    label = "api"

    def ready(self) -> None:
        """Register the room's sentences."""
        from fivefold.method.reason import register_catalogue

        register_catalogue(Path(__file__).parent / "catalogue")
