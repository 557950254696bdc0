"""The command ``fivefold``: each subcommand is loaded only when it is called."""

import os

import click

from fivefold.project.lazy import LazyGroup

# Verification must start on any machine in an instant, so nothing here imports Django before it is needed.
COMMANDS = {
    "claims": "fivefold.project.register_command:claims",
    "demo": "fivefold.project.demo.command:demo",
    "docs": "fivefold.project.reference.command:docs",
    "found": "fivefold.project.found_command:found",
    "manage": "fivefold.project.cli:manage",
    "method": "fivefold.project.method.command:method",
    "pack": "fivefold.project.pack_command:pack",
    "register": "fivefold.project.register_command:register",
    "serve": "fivefold.project.serve:serve",
    "verify": "fivefold.project.verify_command:verify",
    "worker": "fivefold.project.serve:worker",
}


def set_up() -> None:
    """Make Django ready for a command that needs it."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fivefold.project.settings")
    django.setup()


@click.group(cls=LazyGroup, table=COMMANDS)
@click.version_option(package_name="fivefold")
def main() -> None:
    """Fivefold (五分): classified-guidance pilot programmes by the 五分法."""


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run a management command of the web framework, such as migrate."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fivefold.project.settings")
    execute_from_command_line(["fivefold", *arguments])
