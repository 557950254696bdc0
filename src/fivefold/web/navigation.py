"""The five divisions as navigation: rooms register their pages, each with the permission that shows it."""

from dataclasses import dataclass

from django.utils.functional import Promise

from fivefold.authz.permissions import Permission


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One page in a division's second line; ``url_name`` takes the programme's slug."""

    label: str | Promise
    url_name: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class Division:
    """One of the five: ``key`` names its accent, ``label`` is its Chinese or English name."""

    key: str
    label: str | Promise
    entries: tuple[NavEntry, ...]


_divisions: dict[str, Division] = {}


def register(division: Division) -> None:
    """Register a division; called in ``apps.ready`` of its room."""
    _divisions[division.key] = division


def divisions() -> tuple[Division, ...]:
    """Return the registered divisions in the order of the rooms."""
    return tuple(_divisions.values())
