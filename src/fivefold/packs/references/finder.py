"""Collects faults of one file with their places."""

from collections.abc import Hashable, Iterable

from fivefold.method.reason import Reason
from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackError
from fivefold.packs.yaml_loader import Path, Step


class Finder:
    """The faults of one file of a pack."""

    def __init__(self, pack: Pack, file: str) -> None:
        self.pack = pack
        self.file = file
        self.errors: list[PackError] = []

    def fault(self, path: Path, code: str, /, **params: object) -> None:
        """Record a fault at the value that stands at a path."""
        self.say(path, Reason(f"pack.{code}", params))

    def say(self, path: Path, reason: Reason) -> None:
        """Record a fault whose reason is already made."""
        mark = self.pack.mark(self.file, path)
        self.errors.append(PackError(mark.file, mark.line, mark.column, reason))

    def unless(self, sound: object, path: Path, code: str, /, **params: object) -> None:
        """Record a fault when a condition does not hold."""
        if not sound:
            self.fault(path, code, **params)

    def known(self, value: str, choices: Iterable[str], path: Path, what: str) -> None:
        """Record a fault when a value names nothing."""
        self.unless(value in set(choices), path, "reference.unknown", what=what, value=value)

    def all_known(self, values: Iterable[str], choices: Iterable[str], path: Path, what: str) -> None:
        """`known` for each element of a list."""
        allowed = set(choices)
        for index, value in enumerate(values):
            self.known(value, allowed, (*path, index), what)

    def unique(self, entries: Iterable[tuple[Hashable, Path]], what: str) -> None:
        """Record a fault for each value that was seen before; entries are values with their paths."""
        seen = set()
        for value, path in entries:
            self.unless(value not in seen, path, "reference.twice", what=what, value=str(value))
            seen.add(value)

    def unique_in(self, parts: Iterable[object], field: str, path: Path) -> None:
        """Do what `unique` does, for one field of the parts of a list."""
        steps: list[tuple[Hashable, Path]] = []
        for index, part in enumerate(parts):
            here: tuple[Step, ...] = (*path, index, field)
            steps.append((getattr(part, field), here))
        self.unique(steps, field)
