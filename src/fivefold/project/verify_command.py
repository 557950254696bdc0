"""``fivefold verify``: check a posted list offline, by proof, by digest and by the text of its documents."""

import json
from pathlib import Path

import click

from fivefold.claim.postings.checking import Outcome, check_file, sentence
from fivefold.method.verify import MAX_BYTES, TEXT

_PARTS = ("findings", "checked", "not_checked")
_READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_READABLE)
@click.option(
    "--bundle", type=_READABLE, help="存证包 / the bundle of a docx or pdf (a pdf carries one of its own)"
)
@click.option("--key", help="发布单位的公钥 / the issuer's verifier key")
@click.option("--checkpoint", type=_READABLE, help="旧检查点文件 / a file with an older checkpoint")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option(
    "--text/--no-text", default=True, help="比对文件中的文字 / compare the document's text (default)"
)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 / answer in JSON")
@click.pass_context
def verify(
    context: click.Context,
    file: Path,
    bundle: Path | None,
    key: str | None,
    checkpoint: Path | None,
    lang: str,
    *,
    text: bool,
    as_json: bool,
) -> None:
    """核验张榜公布的榜单：存证包（json）、pdf 或 docx，无须联网。

    退出码：0 核验通过，1 被改动，2 无法判断，3 只核对了文字，文件本身未证实。

    Verify a posted list offline: a bundle (json), a pdf or a docx. Exit status: 0 verified, 1 altered,
    2 unreadable or undecidable, 3 the text agrees but the file itself is not proven.
    """
    outcome = check_file(
        file.name,
        _bytes(file),
        bundle=_bytes(bundle) if bundle else None,
        key=key,
        checkpoint=checkpoint.read_text("utf-8-sig", errors="replace") if checkpoint else None,
        text=text,
    )
    click.echo(_as_json(outcome, lang) if as_json else _as_text(outcome, lang), nl=False)
    context.exit(outcome.status)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _title(code: str, language: str) -> str:
    return TEXT[code][0 if language == "zh" else 1]


def _as_text(outcome: Outcome, language: str) -> str:
    lines = [sentence(outcome.headline, language)]
    for part in _PARTS:
        said = [f"  - {sentence(one, language)}" for one in getattr(outcome, part)]
        lines += ["", _title(part, language), *said] if said else []
    return "\n".join(lines) + "\n"


def _as_json(outcome: Outcome, language: str) -> str:
    answer: dict[str, object] = {"state": outcome.state}
    for part in _PARTS:
        answer[part] = [
            {"code": one.code, "params": dict(one.params), "text": sentence(one, language)}
            for one in getattr(outcome, part)
        ]
    return json.dumps(answer, ensure_ascii=False, indent=2, default=str) + "\n"
