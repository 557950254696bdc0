"""``fivefold method draw-pairs``: inspectors for the objects of a draw, with recusals (双随机)."""

from pathlib import Path

import click

from fivefold.method.draw import DrawRecord, PairingRules, Recusal, pair
from fivefold.method.reason import speak
from fivefold.project.method.cells import FILE, OUT, read_sheet
from fivefold.project.method.draw.group import read_frame, read_json, shaped
from fivefold.project.method.speaking import LANGUAGE, refusing
from fivefold.project.method.tables import read_table, write_rows

_RECUSED = {"inspector": "检查人", "object": "对象", "why": "原因"}


@click.command("draw-pairs")
@click.argument("inspectors", type=FILE)
@click.option(
    "--domain", required=True, help="抽什么，与对象的不同 / what is drawn, another than the objects'"
)
@click.option("--need", type=int, default=1, show_default=True, help="每个对象几人 / per object")
@click.option(
    "--load", type=int, default=1, show_default=True, help="每人至多几个对象 / objects per inspector"
)
@click.option("--recusals", type=FILE, help="回避 / inspector, object, why (检查人、对象、原因)")
@click.option("--record", type=FILE, help="对象的抽签记录 / the record of the draw of objects")
@click.option("--committed", help="先于种子存证的摘要 / the digest that was logged before the seed")
@OUT
@LANGUAGE
def draw_pairs(
    inspectors: Path,
    *,
    recusals: Path | None,
    record: Path | None,
    out: Path | None,
    language: str,
    **how: str,
) -> None:
    """双随机：为抽中的对象抽检查人，回避者不抽 / inspectors for drawn objects, with recusals.

    INSPECTORS: name (名称). 不带 --record 时只输出名单与规则的摘要，先于种子存证 / without --record the digest of
    list and rules alone, to be logged before the seed exists; 带 --record 须带 --committed / with it both.
    """
    committed = how.pop("committed")
    if (record is None) != (committed is None):
        raise click.UsageError("--record, --committed: 须一同给出 / both or none")
    with refusing(language):
        rules = PairingRules(how["domain"], int(how["need"]), int(how["load"]), _recusals(recusals))
        frame = read_frame(read_table(inspectors))
        if record is None:
            click.echo(rules.digest(frame))
            return
        with shaped(record):
            objects = DrawRecord.from_data(read_json(record))
        found = pair(objects, frame, rules, committed)
    write_rows(
        [
            {
                "object": one.object,
                "inspectors": "、".join(one.inspectors),
                "passed": "; ".join(speak(reason, language) for reason in one.passed),
            }
            for one in found
        ],
        out,
    )


def _recusals(path: Path | None) -> tuple[Recusal, ...]:
    if path is None:
        return ()
    rows = read_sheet(path, _RECUSED, key=("inspector", "object")).rows
    return tuple(Recusal(row.text("inspector"), row.text("object"), row.text("why")) for row in rows)
