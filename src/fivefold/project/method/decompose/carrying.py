"""``fivefold method carry`` and ``carry-back``: claims, scores and cases into a new edition, and exactly back."""

import json
from pathlib import Path
from typing import Any, get_args

import click

from fivefold.method import canonical
from fivefold.method.decompose import Carried, Holding, carry, reverse
from fivefold.method.decompose.carry import Policy
from fivefold.method.reason import speak
from fivefold.project.method.cells import FILE, OUT
from fivefold.project.method.decompose.editions import read_edition, read_mapping
from fivefold.project.method.decompose.holdings import Held, plain, read_holdings, row_of
from fivefold.project.method.decompose.receipt import receipt_data, receipt_of
from fivefold.project.method.speaking import LANGUAGE, refusing
from fivefold.project.method.tables import save, write_rows

_POLICIES = [name.replace("_", "-") for name in get_args(Policy)]


@click.command("carry")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option(
    "--mapping", type=FILE, required=True, help="经人确认的对应表 / the confirmed mapping: old, new"
)
@click.option("--holdings", type=FILE, required=True, help="kind, key, node, score")
@click.option("--policy", type=click.Choice(_POLICIES), required=True,
              help="得分：不超过新满分、重新评、按比例 / what becomes of scores")  # fmt: skip
@click.option("--receipt", type=click.Path(dir_okay=False, path_type=Path),
              help="转入凭据(json)，不给则只预览 / the record of carrying over; without it: a preview")  # fmt: skip
@OUT
@LANGUAGE
def carry_command(
    old: Path, new: Path, *, holdings: Path, receipt: Path | None, out: Path | None, language: str, **how: Any
) -> None:
    """新旧指引转换：认领、得分、案例转入新版 / carry claims, scores and cases over to a new edition.

    OLD, NEW 同 compare-editions. 先预览：每个去向一行及理由 / a preview by default: a row per successor, and why.

    --holdings: kind (claim, score, case / 认领、得分、案例), key, node, score. 加 --receipt 即转入：输出转入后的表 /
    with --receipt the table after it is written, and carry-back undoes it exactly.
    """
    with refusing(language):
        held = read_holdings(holdings)
        policy: Policy = how["policy"].replace("-", "_")
        found = carry(
            (read_edition(old), read_edition(new)), read_mapping(how["mapping"]), held.holdings, policy
        )
    if receipt is None:
        write_rows(_preview(found, language), out)
        return
    save(canonical.dumps(receipt_data(found, held)) + b"\n", receipt)
    try:
        write_rows([row_of(one) for one in found.after], out)
    except click.ClickException:
        receipt.unlink()
        raise
    for one in found.aside:
        click.echo(speak(one.reason, language), err=True)


@click.command("carry-back")
@click.argument("receipt", type=FILE)
@click.argument("holdings", type=FILE)
@OUT
@LANGUAGE
def carry_back(receipt: Path, holdings: Path, language: str, out: Path | None) -> None:
    """原样退回：凭转入凭据恢复转入前的表 / undo carry exactly, by its receipt.

    HOLDINGS 是现在的表，转入后有改动即拒绝 / the present table; refused if anything changed since.
    """
    carried, before = _read_receipt(receipt)
    with refusing(language):
        reverse(carried, read_holdings(holdings).holdings)
    write_rows(before.rows, out)


def _read_receipt(path: Path) -> tuple[Carried, Held]:
    try:
        return receipt_of(json.loads(path.read_bytes()))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise click.ClickException(
            f"{path.name}: 不是转入凭据或已损坏 / no receipt, or damaged: {error}"
        ) from error


def _preview(found: Carried, language: str) -> list[dict[str, Any]]:
    nothing: tuple[Holding | None, ...] = (None,)
    return [
        {
            "kind": one.before.kind,
            "key": one.before.key,
            "old": one.before.node,
            "score": plain(one.before.score),
            "new": after.node if after else "",
            "new_score": plain(after.score) if after else "",
            "said": speak(one.reason, language),
        }
        for one in found.receipts
        for after in one.after or nothing
    ]
