"""`examples.yaml`: the pack's own tests, run by the checker each time a pack is loaded."""

from typing import Annotated, Literal

from fivefold.packs.fields import Code, Day, Flag, Key, Line, Part, Whole, at_least
from fivefold.packs.schema.claim import DayKind


class ClassifyExample(Part):
    """Facts as text, and what the rules must say: the outcome, the class, and by which rule."""

    name: Line
    facts: dict[str, str | None]
    outcome: Literal["placed", "excluded", "gap", "conflict"] = "placed"
    region_class: Key | None = None
    rule: Code | None = None


class ClaimCountExample(Part):
    """How many projects are claimed, and whether the cap lets them pass."""

    claimed: Whole
    accepted: Flag


class BlockCountExample(Part):
    """The numbers of projects in the blocks of an edition, in order."""

    edition: Code
    projects: tuple[Whole, ...]


class FormExample(Part):
    """How many items the form of a class holds."""

    edition: Code
    region_class: Key
    items: Whole


class TermExample(Part):
    """The last day of a term that begins after a day."""

    start: Day
    days: Whole
    kind: DayKind
    last_day: Day


class RegisterExample(Part):
    """What the rules make of a whole register file of the pack: areas per class, excluded areas and gaps."""

    file: Line
    classes: dict[Key, Whole]
    excluded: Whole
    gaps: Whole
    conflicts: Whole


class ExamplesFile(Part):
    """The content of `examples.yaml`."""

    classify: Annotated[tuple[ClassifyExample, ...], at_least(1)]
    claim_counts: Annotated[tuple[ClaimCountExample, ...], at_least(1)]
    blocks: Annotated[tuple[BlockCountExample, ...], at_least(1)]
    forms: tuple[FormExample, ...] = ()
    terms: tuple[TermExample, ...] = ()
    registers: tuple[RegisterExample, ...] = ()
