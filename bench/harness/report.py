"""A report as markdown: headings, paragraphs, tables; nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Report:
    """One file of results; ``name`` is that of its command."""

    name: str
    title: str
    parts: list[str] = field(default_factory=list)

    def say(self, *paragraphs: str) -> None:
        """Add paragraphs."""
        self.parts += paragraphs

    def head(self, text: str) -> None:
        """Add a heading of the second level."""
        self.parts.append(f"## {text}")

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table; every column but the first is set to the right."""
        marks = ["---", *["---:"] * (len(heads) - 1)]
        lines = [heads, marks, *rows]
        self.parts.append("\n".join("| " + " | ".join(cells) + " |" for cells in lines))

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Add a table of two columns of text."""
        lines = [("What", "Value"), ("---", "---"), *rows]
        self.parts.append("\n".join(f"| {key} | {value} |" for key, value in lines))

    def text(self) -> str:
        """Return the whole file."""
        return "\n\n".join([f"# {self.title}", *self.parts]) + "\n"

    def write(self, folder: Path) -> Path:
        """Write the file into a folder and return its path."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}.md"
        path.write_text(self.text(), encoding="utf-8")
        return path
