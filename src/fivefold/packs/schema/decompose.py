"""`decompose.yaml`: guideline editions as data: blocks, projects, items with stable codes."""

from decimal import Decimal
from typing import Annotated, Literal

from fivefold.packs.fields import Code, Day, Exact, Flag, Key, Part, Text, Whole, at_least


class ItemLevel(Part):
    """One step of an item's level description: its name and what is found at a place that has reached it.

    `from_score` is the score at which the step begins, in the item's own points.
    """

    label: Text
    text: Text
    from_score: Exact | None = None


class Item(Part):
    """One item (指标). `applies_to` holds class keys, none means all. `demo` marks an invented item."""

    code: Code
    kind: Literal["basic", "regional"]
    title: Text
    aim: Text
    measure: Text
    levels: Annotated[tuple[ItemLevel, ...], at_least(2)]
    examples: Annotated[tuple[Text, ...], at_least(1)]
    max_score: Exact
    evidence_required: Flag
    applies_to: tuple[Key, ...] = ()
    demo: Flag = False


class Project(Part):
    """One project. `lead_units` names units of `pack.yaml` and may be empty until they are known."""

    code: Code
    number: Whole
    title: Text
    lead_units: tuple[Key, ...] = ()
    quote: Text | None = None
    items: tuple[Item, ...] = ()


class Block(Part):
    """A block (板块) of projects."""

    code: Code
    title: Text
    quote: Text | None = None
    projects: Annotated[tuple[Project, ...], at_least(1)]


class Edition(Part):
    """One edition. A planned name is not a date: `drafted_on` and `issued_on` stay empty until known."""

    code: Code
    planned_name: Text
    drafted_on: Day | None = None
    issued_on: Day | None = None
    demo: Flag = False
    note: Text | None = None
    blocks: Annotated[tuple[Block, ...], at_least(1)]

    @property
    def projects(self) -> tuple[Project, ...]:
        """All projects in order."""
        return tuple(project for block in self.blocks for project in block.projects)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in order."""
        return tuple(item for project in self.projects for item in project.items)

    def items_for(self, class_key: str) -> tuple[Item, ...]:
        """Return the items of a form for a class: those that apply to it (decision 23)."""
        return tuple(item for item in self.items if not item.applies_to or class_key in item.applies_to)

    def max_total(self, class_key: str) -> Decimal:
        """Return the highest sum of points that a class can reach."""
        return sum((item.max_score for item in self.items_for(class_key)), Decimal(0))


class DecomposeFile(Part):
    """The content of `decompose.yaml`."""

    editions: Annotated[tuple[Edition, ...], at_least(1)]

    def edition(self, code: str) -> Edition:
        """Return the edition with a code; KeyError when there is none."""
        return {edition.code: edition for edition in self.editions}[code]
