"""System checks: no view without a declaration of who may enter, no database that forgets on power loss."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from fivefold.web.access import access_of

# Views of others that guard themselves: sign-in and second factor (allauth), the language switch (Django), and
# the machine interface, whose operations are declared one by one (a test looks at each).
FOREIGN = ("allauth.", "django.views.i18n", "django.contrib.staticfiles", "ninja.")
_DURABLE = {"fsync": "on", "full_page_writes": "on"}


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address pattern with its full route."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def _module(view: object) -> str:
    """Return where a view comes from, that of a partial too."""
    return str(getattr(view, "func", view).__module__)


def undeclared() -> list[str]:
    """Return the routes whose view does not say who may enter."""
    return [
        route
        for route, entry in patterns()
        if access_of(entry.callback) is None and not _module(entry.callback).startswith(FOREIGN)
    ]


@register(Tags.security)
def every_view_declares_access(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start while a view has no declaration."""
    return [
        Error(f"view of {route!r} does not declare who may enter", id="fivefold.E001")
        for route in undeclared()
    ]


@register(Tags.database)
def database_is_durable(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a PostgreSQL that loses commits when the power fails (asked by ``check --database``)."""
    if not kwargs.get("databases") or connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings"
            " WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')"
        )
        found = dict(cursor.fetchall())
    wrong = [name for name, value in _DURABLE.items() if found[name] != value]
    if found["synchronous_commit"] == "off":
        wrong.append("synchronous_commit")
    return [
        Error(f"PostgreSQL setting {name} = {found[name]} loses data", id="fivefold.E002") for name in wrong
    ]
