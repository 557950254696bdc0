"""Application entry of the room ``lifecycle``."""

from pathlib import Path

from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    """The room ``lifecycle``."""

    name = "fivefold.lifecycle"
    label = "lifecycle"

    def ready(self) -> None:
        """Register the room's sentences."""
        from fivefold.method.reason import register_catalogue

        register_catalogue(Path(__file__).parent / "catalogue")
