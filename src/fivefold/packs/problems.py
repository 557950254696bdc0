"""What is wrong with a pack: one record per fault, with its place and its reason in two languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fivefold.method.reason import Reason, Refused, register_catalogue, speak

register_catalogue(Path(__file__).parent / "catalogue")


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a pack: file relative to the pack folder, line and column counted from 1 (0 = no place)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class PackError:
    """One fault of a pack: its place (see `Mark`) and its reason, a code of this room's catalogue."""

    file: str
    line: int
    column: int
    reason: Reason

    @classmethod
    def at(cls, mark: Mark, code: str, /, **params: object) -> "PackError":
        """Make a fault at a mark; `code` is given without its prefix `pack.`."""
        return cls(mark.file, mark.line, mark.column, Reason(f"pack.{code}", params))

    @property
    def mark(self) -> Mark:
        """The place of the fault."""
        return Mark(self.file, self.line, self.column)

    def line_for(self, language: str) -> str:
        """Write the fault as one line for a terminal or a page: `file:line:column: sentence`."""
        return f"{self.mark}: {speak(self.reason, language)}"


class PackRefusedError(Refused):
    """A pack cannot be used. `errors` holds every fault sorted by place, `reasons` their reasons."""

    def __init__(self, errors: Iterable[PackError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: (error.mark, error.reason.code)))
        super().__init__(*(error.reason for error in self.errors))

    def __str__(self) -> str:
        return "\n".join(error.line_for("en") for error in self.errors)
