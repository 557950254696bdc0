"""``fivefold method check-meeting``: whether a list of speakers keeps the rules, whoever chose it."""

from pathlib import Path

import click

from fivefold.method.create.meeting import Call, check_meeting
from fivefold.method.reason import Reason, speak
from fivefold.project.method.cells import FILE, OUT, read_sheet
from fivefold.project.method.create.compose import read_candidates
from fivefold.project.method.speaking import LANGUAGE, tell
from fivefold.project.method.tables import write_rows


@click.command("check-meeting")
@click.argument("table", type=FILE)
@click.option("--speakers", type=FILE, required=True, help="发言地区 / the speakers: name (地区)")
@click.option("--class", "region_class", required=True, help="地区类别 / the class")
@click.option("--theme", default="", help="主题 / the theme")
@click.option(
    "--size", type=click.IntRange(1, 12), default=5, show_default=True, help="发言地区数 / speakers"
)
@OUT
@LANGUAGE
@click.pass_context
def check_meeting_command(
    context: click.Context, /, table: Path, *, speakers: Path, out: Path | None, language: str, **call: str
) -> None:
    """交流会核对：名单是否合乎规则 / whether a list of speakers keeps the rules, whoever chose it.

    TABLE: 全部候选，同 compose / all candidates, as for compose. 每个问题输出一行 / a row per fault or open question.
    0: 无误 / in order, 1: 有误 / it is not.
    """
    people = {one.name: one for one in read_candidates(table)}
    chosen = [people[row.known("name", people)] for row in read_sheet(speakers, {"name": "地区"}).rows]
    wanted = Call(call["region_class"], call["theme"], int(call["size"]))
    fit = {one.province for one in people.values() if not _others(one.themes, one.region_class, wanted)}
    found = check_meeting(chosen, wanted, len(fit))
    said = [("fault", one) for one in found.faults] + [("unknown", one) for one in found.unknown]
    write_rows([{"kind": kind, "said": speak(one, language)} for kind, one in said], out)
    tell([] if said else [Reason.of("meeting.in_order", count=len(chosen))], language)
    context.exit(1 if found.faults else 0)


def _others(themes: tuple[str, ...], region_class: str, call: Call) -> bool:
    """Say whether the meeting invites others than a candidate of these themes and this class."""
    return region_class != call.region_class or bool(call.theme and call.theme not in themes)
