"""``fivefold method draw``: commit a list, draw from it with a public seed, recompute a published draw."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from fivefold.method import canonical
from fivefold.method.draw import (
    Commitment,
    DrawRecord,
    Frame,
    Item,
    Seed,
    commitment_digest,
    detection_chance,
    frame_of,
    plan_of,
    sample_size,
    verify_draw,
)
from fivefold.method.draw import draw as drawn
from fivefold.method.reason import Reason
from fivefold.project.method.cells import figure
from fivefold.project.method.columns import column
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import Table, read_table, save, write_rows

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
_PERCENT = 100


@click.group()
def draw() -> None:
    """公开抽签：先存证名单，后产生种子 / a public draw: the list is committed before the seed exists."""


@draw.command()
@click.argument("table", type=FILE)
@click.option("--domain", required=True, help="抽什么 / what is drawn")
@click.option("--round", "round_", required=True, help="轮次 / the round")
@click.option("--take", multiple=True, required=True, help="个数，或 层=个数 / how many, or stratum=how many")
@click.option("--reserve", type=click.IntRange(0), default=0, help="每层备选 / in reserve, per stratum")
@click.option("--out", type=OUT, required=True, help="方案(json) / the plan")
@LANGUAGE
def commit(table: Path, domain: str, round_: str, take: tuple[str, ...], out: Path, **more: Any) -> None:
    """名单与方案的摘要，先于种子存证 / the digest of list and plan, logged before the seed exists.

    名单 / the list: name, stratum, weight (名称、层、权重).
    """
    with refusing(more["language"]):
        frame = read_frame(read_table(table))
        plan = plan_of(domain, round_, read_sizes(take), more["reserve"])
        digest = commitment_digest(frame, plan)
    save_json({"digest": digest, "plan": plan.to_data()}, out)
    click.echo(digest)


@draw.command()
@click.argument("table", type=FILE)
@click.argument("plan", type=FILE)
@click.option(
    "--logged-at", type=datetime.fromisoformat, required=True, help="存证时间(带时区) / when logged"
)
@click.option("--place", default="", help="存证处 / where it was logged")
@click.option("--seed", required=True, help="种子 / the seed")
@click.option("--source", required=True, help="种子的来历 / where the seed is from")
@click.option(
    "--made-at", type=datetime.fromisoformat, required=True, help="种子产生时间(带时区) / when made"
)
@click.option("--used", multiple=True, help="以前各轮的种子 / seeds of earlier rounds")
@click.option("--record", type=OUT, required=True, help="抽签记录(json) / the record")
@click.option("--out", type=OUT, help="csv, xlsx, json")
@LANGUAGE
def run(table: Path, plan: Path, **given: Any) -> None:
    """按存证的名单与方案抽取 / draw by the committed list and plan."""
    with shaped(plan):
        stored = read_json(plan)
        told = stored["plan"]
        wanted = plan_of(told["domain"], told["round"], dict(told["sizes"]), told["reserve"])
        commitment = Commitment(stored["digest"], given["logged_at"], given["place"])
    with refusing(given["language"]):
        seed = Seed(given["seed"], given["source"], given["made_at"])
        record = drawn(read_frame(read_table(table)), wanted, commitment, seed, used=given["used"])
    save_json(record.to_data(), given["record"])
    write_rows(_rows(record), given["out"])


@draw.command()
@click.argument("record", type=FILE)
@click.argument("table", type=FILE)
@LANGUAGE
@click.pass_context
def verify(context: click.Context, record: Path, table: Path, language: str) -> None:
    """从公布的记录与名单重算 / recompute from the published record and list. 0: 相符, 1: 不符."""
    with shaped(record):
        published = DrawRecord.from_data(read_json(record))
    with refusing(language):
        found = verify_draw(published, read_frame(read_table(table)))
    tell(found or [Reason.of("draw.verified", count=len(published.names))], language)
    context.exit(1 if found else 0)


@draw.command()
@click.argument("total", type=click.IntRange(1))
@click.argument("faulty", type=click.IntRange(1))
@click.argument("percent", type=click.FloatRange(0, 100))
@LANGUAGE
def size(total: int, faulty: int, percent: float, language: str) -> None:
    """要以所述概率发现问题，须抽多少 / how many find a fault with the stated chance, in percent.

    TOTAL 总数, FAULTY 其中有问题的, PERCENT 概率.
    """
    with refusing(language):
        take = sample_size(total, faulty, Fraction(str(percent)) / _PERCENT)
        chance = detection_chance(total, faulty, take)
    click.echo(f"{take}\t{chance}\t{float(chance):.4%}")


def read_frame(table: Table) -> Frame:
    """Return the list of a table: name, stratum, weight."""
    name = column(table, "name", "名称")
    strata = next((one for one in ("stratum", "层") if one in table.columns), "")
    weights = next((one for one in ("weight", "权重") if one in table.columns), "")
    return frame_of(
        Item(row[name], row.get(strata, ""), _weight(row.get(weights, ""), row[name]))
        for row in table.records()
    )


def _weight(cell: str, where: str) -> int:
    value = figure(cell, where)
    return 1 if value is None else int(value) if value == int(value) else 0


def read_sizes(take: tuple[str, ...]) -> Mapping[str, int]:
    """Return stratum -> count of options such as 2=4."""
    sizes = {}
    for one in take:
        stratum, _, count = one.rpartition("=")
        if not count.isdecimal():
            raise click.BadParameter(one, param_hint="--take")
        sizes[stratum] = int(count)
    return sizes


def _rows(record: DrawRecord) -> list[dict[str, Any]]:
    return [
        {"stratum": one.stratum, "reserve": part == "reserve", **asdict(item)}
        for one in record.strata
        for part in ("drawn", "reserve")
        for item in getattr(one, part)
    ]


def save_json(data: Mapping[str, Any], out: Path) -> None:
    """Write an object canonically to a new file."""
    save(canonical.dumps(data) + b"\n", out)


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a file; within `shaped`."""
    return dict(json.loads(path.read_bytes()))


@contextmanager
def shaped(path: Path) -> Iterator[None]:
    """Turn the errors of a file of another shape into a sentence."""
    try:
        yield
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise click.ClickException(f"{path.name}: 不是方案或记录 / no plan or record: {error}") from error
