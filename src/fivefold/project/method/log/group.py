"""``fivefold method log``: a table as a log that only grows: root, proofs, signed checkpoints, and their checks."""

import json
from pathlib import Path
from typing import Any

import click

from fivefold.method import canonical
from fivefold.method.merkle import (
    Checkpoint,
    CheckpointError,
    Tree,
    leaf_hash,
    open_note,
    sign,
    verify_consistency,
    verify_inclusion,
)
from fivefold.project.method.cells import FILE
from fivefold.project.method.draw.group import shaped
from fivefold.project.method.tables import read_table, save

_OUT = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="json, 默认到标准输出 / the output"
)
_SIZE = click.option("--size", type=click.IntRange(0), help="只看前几行 / the first so many rows alone")


@click.group()
def log() -> None:
    """存证：把表当作只增不改的日志 / a table as a log that only grows (RFC 9162).

    每行一条：各列的规范 JSON / a row is an entry: the canonical JSON of its cells, by the heads.
    """


@log.command("root")
@click.argument("table", type=FILE)
@_SIZE
def root_command(table: Path, size: int | None) -> None:
    """根摘要 / the root: rows and root in hexadecimal digits."""
    tree = _tree(table)
    known = _within(tree, size)
    click.echo(f"{known}\t{tree.root(known).hex()}")


@log.command()
@click.argument("table", type=FILE)
@click.argument("row", type=click.IntRange(1))
@_SIZE
@_OUT
def inclusion(table: Path, row: int, size: int | None, out: Path | None) -> None:
    """某行在内的证明 / the proof that a row is inside. ROW: 第几行，表头不计 / which row, heads not counted."""
    tree = _tree(table)
    known = _within(tree, size)
    _within(tree, row, known)
    path = tree.inclusion(row - 1, known)
    entry = _entries(table)[row - 1].decode("utf-8")
    proof = {"entry": entry, "row": row, "size": known, "root": tree.root(known).hex(), "path": _hex(path)}
    _tell(proof, out)


@log.command()
@click.argument("table", type=FILE)
@click.argument("old", type=click.IntRange(1))
@_SIZE
@_OUT
def consistency(table: Path, old: int, size: int | None, out: Path | None) -> None:
    """只增未改的证明 / the proof that since the first OLD rows rows were only added."""
    tree = _tree(table)
    known = _within(tree, size)
    _within(tree, old, known)
    proof = {"old": old, "old_root": tree.root(old).hex(), "size": known, "root": tree.root(known).hex()}
    _tell({**proof, "path": _hex(tree.consistency(old, known))}, out)


@log.command()
@click.argument("proof", type=FILE)
@click.option("--root", help="所信的根摘要 / the root that one trusts")
@click.pass_context
def check(context: click.Context, proof: Path, root: str | None) -> None:
    """核对证明 / check a proof of inclusion or consistency. 0: 成立 / it holds, 1: 不成立 / it does not."""
    with shaped(proof):
        told = dict(json.loads(proof.read_bytes()))
        path = [bytes.fromhex(one) for one in told["path"]]
        trusted = bytes.fromhex(root if root is not None else told["root"])
        if "entry" in told:
            leaf = leaf_hash(str(told["entry"]).encode("utf-8"))
            holds = verify_inclusion(leaf, int(told["row"]) - 1, int(told["size"]), path, trusted)
        else:
            old_root = bytes.fromhex(told["old_root"])
            holds = verify_consistency(int(told["old"]), int(told["size"]), path, old_root, trusted)
    click.echo("成立 / it holds" if holds else "不成立 / it does not hold")
    context.exit(0 if holds else 1)


@log.command()
@click.argument("table", type=FILE)
@click.option("--origin", required=True, help="日志的名称 / the name of the log")
@click.option("--key", type=FILE, required=True, help="签名私钥文件 / the file of the signer key")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="检查点 / the note"
)
def checkpoint(table: Path, origin: str, key: Path, out: Path) -> None:
    """签名的检查点 / a signed checkpoint of the table (C2SP signed note)."""
    tree = _tree(table)
    try:
        note = sign(Checkpoint(origin, len(tree), tree.root()), key.read_text("utf-8").strip())
    except ValueError as error:
        raise click.ClickException(f"{key.name}, --origin: 无法签名 / cannot be signed: {error}") from error
    save(note.encode("utf-8"), out)


@log.command("check-checkpoint")
@click.argument("note", type=FILE)
@click.argument("table", type=FILE)
@click.option("--key", required=True, help="公钥 / the verifier key")
@click.pass_context
def check_checkpoint(context: click.Context, note: Path, table: Path, key: str) -> None:
    """核对检查点：签名与表的前若干行 / check a checkpoint: its signature, and the first rows of a table.

    0: 相符 / they agree, 1: 不符 / they do not.
    """
    try:
        said = open_note(note.read_text("utf-8"), key)
    except (CheckpointError, UnicodeDecodeError) as error:
        raise click.ClickException(
            f"{note.name}: 签名不能证实 / the signature is not proven: {error}"
        ) from error
    tree = _tree(table)
    agrees = said.size <= len(tree) and tree.root(said.size) == said.root
    click.echo(f"{said.origin}\t{said.size}\t{'相符 / they agree' if agrees else '不符 / they do not agree'}")
    context.exit(0 if agrees else 1)


def _entries(table: Path) -> list[bytes]:
    return [canonical.dumps(canonical.normalise(row)) for row in read_table(table).records()]


def _tree(table: Path) -> Tree:
    return Tree(_entries(table))


def _within(tree: Tree, rows: int | None, most: int | None = None) -> int:
    """Return how many rows are meant, all by default. `click.ClickException` beyond the table or the size asked for."""
    bound = len(tree) if most is None else most
    if rows is not None and rows > bound:
        raise click.ClickException(f"只有{bound}行，没有第{rows}行 / there are {bound} rows, not {rows}")
    return bound if rows is None else rows


def _hex(path: list[bytes]) -> list[str]:
    return [one.hex() for one in path]


def _tell(proof: dict[str, Any], out: Path | None) -> None:
    text = json.dumps(proof, ensure_ascii=False, indent=1) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        save(text.encode("utf-8"), out)
