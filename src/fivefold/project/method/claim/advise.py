"""``fivefold method advise``: which projects a region might claim, on which facts, and how firm that is."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from fivefold.method.claim import AdviceFacts, AdviceResult, Peer, ProjectScore, ScoreError
from fivefold.method.claim.stable import StableAdvisor
from fivefold.method.reason import Reason, speak
from fivefold.project.method import tables
from fivefold.project.method.cells import EmptyCellError, WrongCellError, check_filled, figure
from fivefold.project.method.speaking import LANGUAGE, refusing

COLUMNS = ("region", "province", "project", "score", "full", "answered")


@click.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--region", required=True, help="为哪个地区 / for which region")
@click.option(
    "--cap", type=click.IntRange(1), default=2, show_default=True, help="最多认领几项 / projects at most"
)
@click.option("--seed", type=click.IntRange(0), required=True, help="种子 / seed of the draws")
@click.option("--draws", type=click.IntRange(1), default=1000, show_default=True, help="抽样次数 / draws")
@click.option("--out", type=click.Path(path_type=Path), help="csv, xlsx, json")
@LANGUAGE
def advise(table: Path, language: str, out: Path | None, **options: Any) -> None:
    """认领建议及其稳定性 / advice on claims, and how firm it is.

    表中都是同类地区，每个地区每个项目一行 / regions of one class, a row per region and project:
    region, province, project, score, full, answered.
    """
    facts = _facts(table, options["region"], options["cap"])
    with refusing(language):
        found = StableAdvisor(options["seed"], options["draws"]).advise(facts)
    tables.write_rows(_rows(found, language), out)


def _facts(path: Path, region: str, cap: int) -> AdviceFacts:
    read = tables.read_table(path)
    lacking = [name for name in COLUMNS if name not in read.columns]
    if lacking:
        raise click.ClickException(f"缺少列 / columns are missing: {', '.join(lacking)}")
    check_filled(read, path, "region", "project")
    scores: dict[str, list[ProjectScore]] = {}
    provinces: dict[str, str] = {}
    for line, row in zip(read.lines, read.records(), strict=True):
        own = scores.setdefault(row["region"], [])
        if any(one.project == row["project"] for one in own):
            raise click.ClickException(f"重复的行 / a row twice: {row['region']} {row['project']}")
        own.append(_score(row))
        province = provinces.setdefault(row["region"], row["province"])
        if province != row["province"]:
            raise WrongCellError(
                f"{path.name} 第{line}行 / row {line} province: 同一地区的省份不一致 / "
                f"another province of one region: {row['region']}: {province}, {row['province']}"
            )
    if region not in scores:
        raise click.ClickException(f"表中没有这个地区 / the table has no region {region}")
    peers = tuple(
        Peer(name, provinces[name], tuple(found)) for name, found in scores.items() if name != region
    )
    return AdviceFacts(region, "", provinces[region], tuple(scores[region]), peers, cap)


def _score(row: Mapping[str, str]) -> ProjectScore:
    """Read one row; an empty score is one that is not given yet, an empty share of answers is all."""
    where = f"{row['region']} {row['project']}"
    score, full, answered = (figure(row[name], f"{where} {name}") for name in ("score", "full", "answered"))
    if full is None:
        raise EmptyCellError(f"{where} full: 不能为空 / must not be empty")
    try:
        return ProjectScore(row["project"], score, full, Decimal(1) if answered is None else answered)
    except ScoreError as refusal:
        said = " / ".join((*refusal.spoken("zh"), *refusal.spoken("en")))
        raise WrongCellError(f"{row['region']} {said}") from refusal


def _rows(found: AdviceResult, language: str) -> list[dict[str, Any]]:
    """Return a row per project: the advised ones from the strongest down, then those on which nothing is said."""
    said = [
        {
            "project": one.project,
            "advice": speak(Reason(f"advice.basis.{one.basis}"), language),
            "strength": str(one.strength),
            "suggested": one.suggested,
            "facts": "；".join(speak(reason, language) for reason in one.reasons),
        }
        for one in found.advice
    ]
    return said + [{"project": one.project, "facts": speak(one.reason, language)} for one in found.unsaid]
