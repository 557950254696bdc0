"""Application entry of the room ``web``."""

from django.apps import AppConfig
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """The room ``web``."""

    name = "fivefold.web"
    label = "web"

    def ready(self) -> None:
        """Say in words of our own what the framework says of the one character that no text field takes."""
        ProhibitNullCharactersValidator.message = _(
            "The text holds a sign that cannot be seen or kept (NUL). Delete it and type it anew instead of pasting it."
        )
