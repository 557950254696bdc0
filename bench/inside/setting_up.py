"""Empty tables, and rows carried from SQLite to PostgreSQL as they are."""

import json
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections, models
from django.db.models import Model
from django.db.models.options import Options

_FETCH = 2000


def migrated() -> None:
    """Make the tables and compile the messages."""
    call_command("build_messages", verbosity=0)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def _described(model: type[Model]) -> Options:
    return model._meta  # noqa: SLF001 - Django's documented description of a model


def _adapted(field: models.Field) -> Callable[[Any], Any]:
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else json.dumps(value, ensure_ascii=False)
    return lambda value: value


def _copy(model: type[Model], cursor: Any) -> int:
    """Copy one table by the driver's bulk interface; returns the number of rows."""
    fields = _described(model).concrete_fields
    names = [field.attname for field in fields]
    adapt = [_adapted(field) for field in fields]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    count = 0
    with cursor.copy(f'COPY "{_described(model).db_table}" ({columns}) FROM STDIN') as copy:
        found = model._base_manager.using("source")  # noqa: SLF001 - the manager that hides nothing
        for row in found.values_list(*names).iterator(_FETCH):
            copy.write_row([change(value) for change, value in zip(adapt, row, strict=True)])
            count += 1
    return count


def _set_sequences(cursor: Any) -> None:
    """Let automatic keys go on after the copied ones."""
    for model in apps.get_models(include_auto_created=True):
        key = _described(model).pk
        if isinstance(key, models.AutoField | models.BigAutoField):
            table = _described(model).db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{key.column}'), "
                f'(SELECT COALESCE(MAX("{key.column}"), 0) + 1 FROM "{table}"), false)'
            )


def carried(source: str) -> int:
    """Fill the present (PostgreSQL) database with the rows of an SQLite file; returns how many."""
    settings = {**connections.settings["default"], "ENGINE": "django.db.backends.sqlite3", "NAME": source}
    connections.settings["source"] = {**settings, "OPTIONS": {}, "CONN_MAX_AGE": 0}
    tables = [model for model in apps.get_models(include_auto_created=True) if _described(model).managed]
    rows = 0
    with connection.cursor() as cursor:
        # Rows come table by table, so references and triggers rest until the last of them is there.
        cursor.execute("SET session_replication_role = replica")
        for model in tables:
            cursor.execute(f'TRUNCATE TABLE "{_described(model).db_table}" CASCADE')
        for model in tables:
            rows += _copy(model, cursor)
        cursor.execute("SET session_replication_role = DEFAULT")
        _set_sequences(cursor)
        cursor.execute("ANALYZE")
    return rows
