"""What an edition says, as frozen data: the one shape behind pages, workbook, canonical JSON, gate and import."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fivefold.method import canonical

FORM = "fivefold-edition/1"


@dataclass(frozen=True, slots=True)
class LevelContent:
    """One step of an item's level description; ``from_score`` is empty or the score at which it begins."""

    label: str
    text: str
    from_score: str = ""

    def plain(self) -> dict[str, str]:
        """Return the level as it is stored."""
        return {"label": self.label, "text": self.text, "from_score": self.from_score}


@dataclass(frozen=True, slots=True)
class ItemContent:
    """One item (指标). ``applies_to`` holds class keys, empty: every class. Levels stand lowest first."""

    code: str
    kind: str
    title: str
    max_score: Decimal
    title_en: str = ""
    aim: str = ""
    measure: str = ""
    levels: tuple[LevelContent, ...] = ()
    examples: tuple[str, ...] = ()
    evidence_required: bool = False
    applies_to: tuple[str, ...] = ()
    demo: bool = False

    def applies(self, class_code: str) -> bool:
        """Say whether regions of the class answer this item."""
        return not self.applies_to or class_code in self.applies_to

    def plain(self) -> dict[str, object]:
        """Return the item as JSON values."""
        return {
            "code": self.code,
            "kind": self.kind,
            "title": self.title,
            "title_en": self.title_en,
            "aim": self.aim,
            "measure": self.measure,
            "levels": [level.plain() for level in self.levels],
            "examples": list(self.examples),
            "max_score": f"{self.max_score:.2f}",
            "evidence_required": self.evidence_required,
            "applies_to": sorted(self.applies_to),
            "demo": self.demo,
        }


@dataclass(frozen=True, slots=True)
class ProjectContent:
    """One project with its items; ``order`` runs through the edition from 1."""

    code: str
    title: str
    order: int
    title_en: str = ""
    items: tuple[ItemContent, ...] = ()

    def plain(self) -> dict[str, object]:
        """Return the project as JSON values."""
        return {
            "code": self.code,
            "order": self.order,
            "title": self.title,
            "title_en": self.title_en,
            "items": [item.plain() for item in self.items],
        }


@dataclass(frozen=True, slots=True)
class BlockContent:
    """A block (板块) with its projects."""

    code: str
    title: str
    title_en: str = ""
    projects: tuple[ProjectContent, ...] = ()

    def plain(self) -> dict[str, object]:
        """Return the block as JSON values."""
        return {
            "code": self.code,
            "title": self.title,
            "title_en": self.title_en,
            "projects": [project.plain() for project in self.projects],
        }


@dataclass(frozen=True, slots=True)
class EditionContent:
    """A whole edition. Planned name, draft date and issue date are three facts, each perhaps unknown."""

    code: str
    title: str
    title_en: str = ""
    planned_name: str = ""
    drafted_on: date | None = None
    issued_on: date | None = None
    demo: bool = False
    blocks: tuple[BlockContent, ...] = field(default=())

    def projects(self) -> Iterator[ProjectContent]:
        """Yield all projects in order."""
        for block in self.blocks:
            yield from block.projects

    def items(self) -> Iterator[tuple[ProjectContent, ItemContent]]:
        """Yield all items in order, each with its project."""
        for project in self.projects():
            for item in project.items:
                yield project, item

    def plain(self) -> Mapping[str, object]:
        """Return the edition as JSON values, in Unicode NFC: what its digest is taken over."""
        return canonical.normalise(  # type: ignore[return-value]  # a mapping stays a mapping
            {
                "form": FORM,
                "code": self.code,
                "title": self.title,
                "title_en": self.title_en,
                "planned_name": self.planned_name,
                "drafted_on": self.drafted_on.isoformat() if self.drafted_on else None,
                "issued_on": self.issued_on.isoformat() if self.issued_on else None,
                "demo": self.demo,
                "blocks": [block.plain() for block in self.blocks],
            }
        )

    def canonical(self) -> bytes:
        """Return the canonical JSON of the edition."""
        return canonical.dumps(self.plain())

    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON."""
        return canonical.digest(self.plain())
