"""`claim.yaml`: the cap, the parts of a claim, the review chain, terms, objections and official documents."""

from collections.abc import Iterator
from typing import Annotated, Literal

from fivefold.packs.fields import Exact, Flag, Key, Line, Part, Text, Whole, at_least
from fivefold.packs.schema.programme import Role

DayKind = Literal["calendar", "working"]
DocumentKey = Literal["posting", "correction"]
# The parts that a claim form has; a pack says how each is called and whether it must be filled.
ClaimPart = Literal[
    "basis",
    "aim_province",
    "aim_nation",
    "plan_leader",
    "plan_unit",
    "plan_means",
    "plan_milestones",
    "outputs",
    "decision_record",
]


class Cap(Part):
    """How many projects one participant may claim, both ends included."""

    min: Whole
    max: Whole
    quote: Text | None = None

    def allows(self, count: int) -> bool:
        """Whether a claim of `count` projects keeps the cap."""
        return self.min <= count <= self.max


class Term(Part):
    """A length of time in days of one kind."""

    days: Whole
    kind: DayKind
    note: Text | None = None


class Basis(Part):
    """Why a project is claimed (advantage, breakthrough, ...)."""

    key: Key
    label: Text


class RequiredPart(Part):
    """A part of the claim form: its label, its hint and whether it must be filled before submission."""

    key: ClaimPart
    label: Text
    required: Flag
    hint: Text | None = None


class NotApplicable(Part):
    """Whether single items may be marked not applicable, never a whole project.

    `max_share_per_project` is the highest share (0 to 1) of one project's items.
    """

    allowed: Flag
    reason_required: Flag
    max_share_per_project: Exact | None = None


class ReviewStep(Part):
    """One step of the review chain: the level that reviews and the function of the person who does it."""

    level: Key
    role: Role
    quote: Text | None = None


class PostingRule(Part):
    """Who posts the list (张榜公布), who may read it and how its documents are numbered."""

    level: Key
    role: Role
    audience: Literal["public", "programme"]
    number_pattern: Line
    quote: Text | None = None


class ObjectionChannel(Part):
    """A way to object: `seat` for bodies, `receipt` for citizens by text and receipt code."""

    key: Literal["seat", "receipt"]
    label: Text
    who: Text


class Extension(Part):
    """Whether a deadline may be extended, by how much and how often, who asks and who decides."""

    allowed: Flag
    max_days: Whole = 0
    max_times: Whole = 0
    asked_by: Key
    decided_by: Key


class OfficialText(Part):
    """The text of one official document in sections; its `{placeholders}` are those of `placeholders`.

    `paragraphs_file` names a text file under `documents/` (paragraphs parted by blank lines) instead of
    `paragraphs`.
    """

    key: DocumentKey
    title_lines: Annotated[tuple[Text, ...], at_least(1)]
    addressees: tuple[Text, ...] = ()
    paragraphs: tuple[Text, ...] = ()
    paragraphs_file: Line | None = None
    signature: Annotated[tuple[Text, ...], at_least(1)]
    copies_to: tuple[Text, ...] = ()

    def texts(self) -> Iterator[tuple[tuple[str, int], Text]]:
        """Every text with its path inside the document."""
        for section in ("title_lines", "addressees", "paragraphs", "signature", "copies_to"):
            for index, text in enumerate(getattr(self, section)):
                yield (section, index), text


class ClaimFile(Part):
    """The content of `claim.yaml`."""

    cap: Cap
    bases: Annotated[tuple[Basis, ...], at_least(1)]
    parts: Annotated[tuple[RequiredPart, ...], at_least(1)]
    not_applicable: NotApplicable
    review: tuple[ReviewStep, ...] = ()
    posting: PostingRule
    notice: Term
    answer: Term
    acknowledgement: Term
    confirm: Term
    objections: Annotated[tuple[ObjectionChannel, ...], at_least(1)]
    extension: Extension
    documents: Annotated[tuple[OfficialText, ...], at_least(1)]

    @property
    def required_parts(self) -> tuple[str, ...]:
        """The parts that must be filled before a claim is submitted."""
        return tuple(part.key for part in self.parts if part.required)
