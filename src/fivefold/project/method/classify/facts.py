"""``fivefold method facts-as-of``: the facts of a day, as they were known, ready for `classify`."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from fivefold.method.classify import FactRecord, facts_as_of
from fivefold.method.reason import Refused
from fivefold.project.method.cells import FILE, OUT, Row, read_sheet
from fivefold.project.method.speaking import LANGUAGE
from fivefold.project.method.tables import write_rows

_HEADS = {"region": "地区", "fact": "事实", "value": "值", "from": "起", "recorded_at": "登记时间"}
_MORE = {"to": "止", "source": "来源"}


@click.command("facts-as-of")
@click.argument("table", type=FILE)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="哪一天 / the day")
@click.option(
    "--known-at", type=datetime.fromisoformat, help="当时所知(带时区) / as known then, with its zone"
)
@OUT
@LANGUAGE
def facts_as_of_command(
    table: Path, *, on: datetime, known_at: datetime | None, out: Path | None, language: str
) -> None:
    """某日的事实：按当时或现在所知 / the facts of a day as known then or now, a table for `classify`.

    TABLE: region, fact, value, from, recorded_at (地区、事实、值、起、登记时间), 可选 to, source (止、来源). 值空不明 /
    an empty value: not known. 止日不含 / the day "to" is not included. 登记时间须带时区 / recorded_at bears its zone.
    """
    if known_at is not None and known_at.tzinfo is None:
        raise click.UsageError("--known-at: 须带时区 / with its zone: 2026-03-01T09:00+08:00")
    regions: dict[str, list[FactRecord]] = {}
    for row in read_sheet(table, _HEADS, _MORE).rows:
        regions.setdefault(row.text("region"), []).append(_record(row))
    rows: list[dict[str, Any]] = []
    for region, history in regions.items():
        try:
            rows.append({"region": region, **facts_as_of(history, on.date(), known_at)})
        except Refused as refusal:
            raise click.ClickException(f"{region}: {'; '.join(refusal.spoken(language))}") from refusal
    write_rows(rows, out)


def _record(row: Row) -> FactRecord:
    recorded = row.moment("recorded_at")
    if recorded.tzinfo is None:
        raise row.wrong("recorded_at", "须带时区 / must bear its zone")
    first, last = row.day("from"), row.day("to") if row.get("to") else None
    if last is not None and last <= first:
        raise row.wrong("to", "应晚于起日 / must be after the day it begins")
    return FactRecord(row.text("fact"), row.get("value") or None, first, last, recorded, row.get("source"))
