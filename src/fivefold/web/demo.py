"""The people of a demonstration, as the sign-in page lists them; the demonstration itself is a room above."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A fictional person of the demonstration, as listed on the sign-in page."""

    username: str
    password: str
    label: str


DemoLogins = Callable[[], Iterable[DemoLogin]]
_providers: list[DemoLogins] = []


def register_demo_logins(provider: DemoLogins) -> None:
    """Let the sign-in page list these people; called by the demonstration alone."""
    if provider not in _providers:
        _providers.append(provider)


def demo_logins() -> list[DemoLogin]:
    """Return the people of the demonstration; nobody where this is not one."""
    return [login for provider in _providers for login in provider()] if settings.DEMO else []
