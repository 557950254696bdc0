"""Application entry of the room ``office``."""

from pathlib import Path

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The room ``office``: people, seats, logs."""

    name = "fivefold.office"
    label = "office"

    def ready(self) -> None:
        """Register the room's sentences."""
        from fivefold.method.reason import register_catalogue
        from fivefold.web.subjects import register_subject

        register_catalogue(Path(__file__).parent / "catalogue")
        register_subject("working_days", "working_days:version")
