"""Queries that every page asks, put together once: building a query costs Django more than the database's answer.

A prepared query is an ordinary queryset of plain values in which ``Slot`` stands for each value that is known only
when it is asked. Its SQL, parameters and conversions of columns are kept for each kind of database.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators

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


class _Tree(NamedTuple):
    """How a row becomes an object: its own columns by place and name, and what fills in each related one."""

    begin: int
    end: int
    names: list[str]
    fill: list[Callable[..., None]]


class _Asked(NamedTuple):
    """SQL, its parameters, how many columns it gives, how some of these are converted, and how to make objects."""

    sql: str
    params: tuple[Any, ...]
    width: int
    converters: Mapping[int, tuple[list[Callable[..., Any]], Any]]
    tree: _Tree | None


class Prepared:
    """A query that is asked again and again; ``make`` returns it once, as ``values_list`` of names.

    Where ``make`` takes arguments, there is one query for each kind that they name.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]]) -> None:
        self._make = make
        self._asked: dict[tuple[Hashable, ...], _Asked | None] = {}

    def rows(self, *kind: Hashable, **values: Any) -> list[tuple[Any, ...]]:
        """Ask with a value for each slot; returns the rows. Raises KeyError for a slot without a value."""
        asked = self._for(kind)
        return [] if asked is None else self._fetched(asked, asked.sql, values)

    def counted(self, *kind: Hashable, **values: Any) -> list[tuple[Any, ...]]:
        """Ask how often each different row comes; returns the rows, each with its number at the end."""
        asked = self._for(kind)
        if asked is None:
            return []
        every = ", ".join(str(place + 1) for place in range(asked.width))
        sql = f"SELECT *, COUNT(*) FROM ({asked.sql}) counted GROUP BY {every}"  # noqa: S608 - our own query
        return self._fetched(asked, sql, values)

    def _fetched(self, asked: _Asked, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        bound = [one.bound(values[one.name]) if isinstance(one, Slot) else one for one in asked.params]
        with connection.cursor() as cursor:
            cursor.execute(sql, bound)
            return list(_converted(cursor.fetchall(), asked))

    def _for(self, kind: tuple[Hashable, ...]) -> _Asked | None:
        """Return the query of a kind on the present database, None for one that no row can answer."""
        key = (connection.vendor, *kind)
        if key not in self._asked:
            self._asked[key] = _compiled(self._make(*kind))
        return self._asked[key]


def _compiled(rows: QuerySet[Any, Any]) -> _Asked | None:
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    columns = [column for column, *_ in compiler.select]
    tree = _tree(compiler) if compiler.klass_info else None
    return _Asked(sql, tuple(params), len(columns), compiler.get_converters(columns), tree)


def _tree(compiler: Any) -> _Tree:
    info, select = compiler.klass_info, compiler.select
    begin, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in select[begin:end]]
    # The stubs are a release ahead of Django.
    related = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
    return _Tree(begin, end, names, [one.populate for one in related])


class PreparedRows(Prepared, Generic[Row]):
    """A prepared query whose rows are wanted as objects, with the related ones that ``select_related`` names."""

    def __init__(self, model: type[Row], make: Callable[..., QuerySet[Row]]) -> None:
        super().__init__(make)
        self._model = model

    def one(self, *kind: Hashable, **values: Any) -> Row | None:
        """Ask as ``objects`` does; returns the first object, None where there is none."""
        return next(iter(self.objects(*kind, **values)), None)

    def objects(self, *kind: Hashable, **values: Any) -> list[Row]:
        """Ask with a value for each slot; returns the objects. Raises KeyError for a slot without a value."""
        asked = self._for(kind)
        if asked is None or asked.tree is None:
            return []
        begin, end, names, fill = asked.tree
        found = []
        for row in self._fetched(asked, asked.sql, values):
            one = self._model.from_db(DEFAULT_DB_ALIAS, names, row[begin:end])
            for populate in fill:
                populate(row, one)
            found.append(one)
        return found


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
