"""``build_messages``: merge the rooms' fragments, compile the Chinese; ``--check`` changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fivefold.web import frame
from fivefold.web.translation import catalogue


class Command(BaseCommand):
    """Build or check the Chinese catalogue."""

    help = "Merge locale/fragments/*.po and compile the Chinese catalogue."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the switches."""
        parser.add_argument(
            "--check", action="store_true", help="only look: untranslated, contradictory, out of date"
        )
        parser.add_argument("--unused", action="store_true", help="list messages that nothing uses any more")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; with problems the exit code is 1."""
        if options["unused"]:
            self.stdout.write("\n".join(catalogue.unused()))
            return
        problems = catalogue.check() if options["check"] else _built()
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems with the translations")
        if options["verbosity"]:
            self.stdout.write("the translations are in order")


def _built() -> list[str]:
    problems = catalogue.build()
    catalogue.forget()
    frame.forget()
    return problems
