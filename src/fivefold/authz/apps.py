"""Application entry of the room ``authz``."""

from pathlib import Path

from django.apps import AppConfig


class AuthzConfig(AppConfig):
    """The room ``authz``."""

    name = "fivefold.authz"
    label = "authz"

    def ready(self) -> None:
        """Register the room's sentences."""
        from fivefold.method.reason import register_catalogue

        register_catalogue(Path(__file__).parent / "catalogue")
