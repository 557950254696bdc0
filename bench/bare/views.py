"""Two bare views of the same rows: the cheapest that Django can do, and the way that its tutorial teaches."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, Template

from bare.tables import Table

Tables = Callable[..., list[Table]]
_BEGIN = (
    "<table><thead><tr>{% for name in names %}<th>{{ name }}</th>{% endfor %}</tr></thead>"
    "<tbody>{% for row in rows %}<tr>"
)
_END = "</tr>{% endfor %}</tbody></table>"
_templates: dict[tuple[str, ...], Template] = {}


def shown(request: HttpRequest, tables: Tables, **known: Any) -> HttpResponse:
    """Show the tables of a page from plain values."""
    found = tables(**known)
    counts = [table.rows.count() for table in found if table.counted]
    shown_ = [(table.names, table.values()) for table in found]
    return render(request, "tables.html", {"counts": counts, "tables": shown_})


def usual(request: HttpRequest, tables: Tables, **known: Any) -> HttpResponse:
    """Show the tables of a page from objects: related rows selected, a paginator, a link in each row."""
    found = tables(**known)
    parts = []
    for table in found:
        rows = (
            Paginator(table.instances().all(), table.most).get_page(1) if table.counted else table.instances()
        )
        parts.append(_template(table).render(Context({"names": table.names, "rows": rows})))
    return render(request, "usual.html", {"parts": parts})


def _template(table: Table) -> Template:
    """Return the template that names each column of a table, compiled once as templates of files are."""
    columns = tuple(table.column(name) for name in table.names)
    if columns not in _templates:
        cells = "".join(f"<td>{{{{ row.{column} }}}}</td>" for column in columns)
        link = '<td><a href="{% url "regions" %}">→</a></td>'
        _templates[columns] = Template(_BEGIN + cells + link + _END)
    return _templates[columns]
