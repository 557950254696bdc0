"""Queries that every page asks, put together once: building a query costs Django more than the database's answer.

A prepared query is an ordinary queryset of plain values in which ``Slot`` stands for each value that is known only
when it is asked. Its SQL, parameters and conversions of columns are kept for each kind of database.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field, Model, QuerySet

Row = TypeVar("Row", bound=Model)


class Slot(Expression):
    """The place of a value in a prepared query; ``field`` says how the value is written for the database."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Return the place, with itself as its parameter."""
        return "%s", (self,)

    def bound(self, value: Any) -> Any:
        """Return a value as the present database takes it."""
        return self.output_field.get_db_prep_value(value, connection)


def columns_of(model: type[Model], *later: str) -> tuple[str, ...]:
    """Return a model's columns in the order in which ``Model.from_db`` takes them, without those read ``later``."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's documented description of a model
    return tuple(field.attname for field in fields if field.attname not in later)


class _Asked(NamedTuple):
    """SQL, its parameters, and by place of a column its expression and how its values are converted."""

    sql: str
    params: tuple[Any, ...]
    converters: Mapping[int, tuple[list[Callable[..., Any]], Any]]


class Prepared:
    """A query that is asked again and again; ``make`` returns it once, as ``values_list`` of names."""

    def __init__(self, make: Callable[[], QuerySet[Any, Any]]) -> None:
        self._make = make
        self._asked: dict[str, _Asked] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Ask with a value for each slot; returns the rows. Raises KeyError for a slot without a value."""
        asked = self._for(connection.vendor)
        bound = [one.bound(values[one.name]) if isinstance(one, Slot) else one for one in asked.params]
        with connection.cursor() as cursor:
            cursor.execute(asked.sql, bound)
            return list(_converted(cursor.fetchall(), asked))

    def _for(self, vendor: str) -> _Asked:
        if vendor not in self._asked:
            compiler = self._make().query.get_compiler(DEFAULT_DB_ALIAS)
            sql, params = compiler.as_sql()
            converters = compiler.get_converters([column for column, *_ in compiler.select])
            self._asked[vendor] = _Asked(sql, tuple(params), converters)
        return self._asked[vendor]


class PreparedRows(Prepared, Generic[Row]):
    """A prepared query whose rows are wanted as objects; related ones are not read with them."""

    def __init__(self, model: type[Row], make: Callable[[], QuerySet[Row]]) -> None:
        columns = columns_of(model)
        super().__init__(lambda: make().values_list(*columns))
        self._model, self._columns = model, columns

    def objects(self, **values: Any) -> list[Row]:
        """Ask with a value for each slot; returns the objects. Raises KeyError for a slot without a value."""
        return [self._model.from_db(DEFAULT_DB_ALIAS, self._columns, row) for row in self.rows(**values)]


def _converted(rows: Iterable[tuple[Any, ...]], asked: _Asked) -> Iterable[tuple[Any, ...]]:
    if not asked.converters:
        return rows
    columns = [(place, *found) for place, found in asked.converters.items()]
    return (tuple(_row(list(row), columns)) for row in rows)


def _row(row: list[Any], columns: list[tuple[int, list[Callable[..., Any]], Any]]) -> list[Any]:
    for place, convert, expression in columns:
        for one in convert:
            row[place] = one(row[place], expression, connection)
    return row
