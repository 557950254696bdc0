"""Inserting very many facts: one prepared statement instead of half a million model objects."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from fivefold.classify.regions.models import AreaFact
from fivefold.classify.regions.values import Stored

NewFact = tuple[UUID, str, Stored, date | None, str]
_COLUMNS = ("area_id", "key", "value", "valid_from", "valid_to", "source", "recorded_at")
_CHUNK = 20_000


def insert_facts(facts: Iterable[NewFact], at: datetime) -> None:
    """Insert facts given as (area, key, value, valid_from, source), recorded at ``at``, in the caller's transaction.

    The columns are those of ``AreaFact``; values are prepared by its fields, so that every database gets its own form.
    """
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in _COLUMNS)
    marks = ", ".join(["%s"] * len(_COLUMNS))
    statement = f"INSERT INTO {quote(AreaFact._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608, SLF001 - names of our own table, values are parameters
    key_field = AreaFact._meta.get_field("area")  # noqa: SLF001 - the public way to a field
    moment = AreaFact._meta.get_field("recorded_at").get_db_prep_save(at, connection)  # noqa: SLF001 - see above
    asked: UUID | None = None
    rows: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for area, key, value, valid_from, source in facts:
            if area is not asked:
                asked, key_of_area = area, key_field.get_db_prep_save(area, connection)
            day = connection.ops.adapt_datefield_value(valid_from)
            rows.append((key_of_area, key, json.dumps(value), day, None, source, moment))
            if len(rows) == _CHUNK:
                cursor.executemany(statement, rows)
                rows.clear()
        if rows:
            cursor.executemany(statement, rows)
