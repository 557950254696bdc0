"""System checks: no view without a declaration of who may enter, no database that forgets on power loss."""

from collections.abc import Iterator, Sequence
from typing import Any

import click
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from fivefold.web.access import access_of

# Views of others that guard themselves: sign-in and second factor (allauth), the language switch (Django), and
# the machine interface, whose operations are declared one by one (a test looks at each).
FOREIGN = ("allauth.", "django.views.i18n", "django.contrib.staticfiles", "ninja.")
_FULL = 2  # PRAGMA synchronous: FULL; 3 is EXTRA
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


@register(Tags.security)
def the_key_is_secret(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse other hosts than this machine's own while sessions are signed with the key that everybody knows."""
    open_to = sorted(set(settings.ALLOWED_HOSTS) - set(settings.LOCAL_HOSTS))
    if settings.SECRET_KEY != settings.TRIAL_KEY or not open_to:
        return []
    said = "请设置 FIVEFOLD_SECRET_KEY / set FIVEFOLD_SECRET_KEY"
    return [Error(f"{said}: {', '.join(open_to)}", id="fivefold.E003")]


@register(Tags.database)
def database_is_durable(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a database that loses commits when the power fails (asked by ``check --database`` and at every start)."""
    if not kwargs.get("databases"):
        return []
    return _postgresql() if connection.vendor == "postgresql" else _sqlite()


def _sqlite() -> list[CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        (found,) = cursor.fetchone()
    if found >= _FULL:
        return []
    return [Error(f"SQLite setting synchronous = {found} loses data", id="fivefold.E002")]


def _postgresql() -> list[CheckMessage]:
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


def require_sound() -> None:
    """Look at doors, key and database before anything is served. Raises ClickException with a line for each fault."""
    faults = run_checks(tags=[Tags.security, Tags.database], databases=["default"])
    connection.close()
    wrong = [str(fault) for fault in faults if fault.is_serious()]
    if wrong:
        raise click.ClickException("\n".join(wrong))
