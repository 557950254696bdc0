"""The page of the command line: every command with its help, arguments and options, as click tells them."""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

import click

from fivefold.project.cli import main
from fivefold.project.method.command import COMMANDS, method
from fivefold.project.reference.markdown import NOTE, as_table, cell

DIVISIONS: Mapping[str, str] = {
    "classify": "地区分类 · classes of regions",
    "decompose": "项目分解 · the guideline and its editions",
    "claim": "任务分领 · claims, self-assessment, coordination",
    "create": "经验分创 · evaluation, meetings, help",
    "share": "责任分担 · duties, deadlines, judging",
    "draw": "公开抽签 · public draws",
    "log": "存证 · digests and the log",
}
"""Parts of `fivefold.project.method` in the order of the five divisions, and what the page calls them."""


def commands_page() -> str:
    """Return every command of ``fivefold`` by name, those of ``fivefold method`` by division and name."""
    root = click.Context(main, info_name="fivefold")
    intro = "Each command explains itself with `--help`. Those of `fivefold method` need no database."
    parts = [*_commands(root, "##"), *_divisions(click.Context(method, info_name="method", parent=root))]
    return f"{NOTE}# Commands\n\n{intro}\n\n" + "\n".join(parts)


def _commands(group: click.Context, level: str) -> Iterator[str]:
    """Yield the commands of a group by name, groups with what is in them; ``method`` has a part of its own."""
    for context in _within(group):
        if context.command is method:
            continue
        yield _command(context, level)
        if isinstance(context.command, click.Group):
            yield from _commands(context, level + "#")


def _divisions(group: click.Context) -> Iterator[str]:
    yield _command(group, "##")
    contexts = {name: context for context in _within(group) if (name := context.info_name)}
    places = {name: path.split(":")[0].split(".")[3] for name, path in COMMANDS.items()}
    for division, title in DIVISIONS.items():
        yield f"### {title}\n"
        for name in [name for name in contexts if places[name] == division]:
            yield _command(contexts[name], "####")
            if isinstance(contexts[name].command, click.Group):
                yield from _commands(contexts[name], "#####")


def _within(group: click.Context) -> Iterator[click.Context]:
    assert isinstance(group.command, click.Group)  # noqa: S101 - asked of groups only
    for name in group.command.list_commands(group):
        command = group.command.get_command(group, name)
        assert command is not None  # noqa: S101 - the group has just named it
        yield click.Context(command, info_name=name, parent=group)


def _command(context: click.Context, level: str) -> str:
    command = context.command
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    parts = [
        f"{level} {context.command_path}",
        f"```text\n{usage}\n```",
        inspect.cleandoc(command.help or ""),
    ]
    rows = [row for parameter in command.params if (row := _row(parameter, context))]
    if rows:
        parts.append(as_table(("argument, option", "meaning"), rows).rstrip("\n"))
    return "\n\n".join(parts) + "\n"


def _row(parameter: click.Parameter, context: click.Context) -> list[str] | None:
    if isinstance(parameter, click.Argument):
        return [f"`{cell(parameter.make_metavar(context))}`", _kind(parameter.type)]
    record = parameter.get_help_record(context)
    return [f"`{cell(record[0])}`", cell(record[1])] if record else None


def _kind(kind: click.ParamType[Any]) -> str:
    """Say what an argument is: click has no help for arguments."""
    if isinstance(kind, click.Path):
        return "文件夹 / a folder" if not kind.file_okay else "文件 / a file"
    if isinstance(kind, click.IntRange):
        return f"整数 / a whole number, {kind.min} or more"
    if isinstance(kind, click.FloatRange):
        return f"数 / a number, {kind.min} to {kind.max}"
    return "文字 / text"
