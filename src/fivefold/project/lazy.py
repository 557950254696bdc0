"""Groups of commands that load a command only when it is called."""

import importlib
from collections.abc import Mapping

import click


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is asked for. table: name -> ``"module:attribute"``."""

    def __init__(self, *, table: Mapping[str, str], **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all subcommands."""
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a subcommand, None for an unknown name."""
        if cmd_name not in self.table:
            return None
        module, _, attribute = self.table[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command
