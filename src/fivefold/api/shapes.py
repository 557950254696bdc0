"""Shapes of the answers. Exact numbers are text, times are UTC, ids are text; no shape holds a person."""

from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import AfterValidator

T = TypeVar("T")


class Said(Schema):
    """A reason: its code, the values of its sentence, and the sentence in both languages."""

    code: str
    params: dict[str, Any]
    zh: str
    en: str


class Reasons(Schema):
    """Why a request was refused."""

    reasons: list[Said]


class Page(Schema, Generic[T]):
    """One page of a list: ``total`` counts all that match, ``page`` begins at 1."""

    items: list[T]
    total: int
    page: int
    size: int


class Named(Schema):
    """A code with its name."""

    code: str
    name: str


class SeatOut(Schema):
    """A seat of the person who asks; its id goes into the header X-Seat."""

    id: str
    role: str
    body: Named | None


class ProgrammeOut(Schema):
    """A programme with the pack it pins, and the asking person's seats in it."""

    slug: str
    title: str
    title_en: str
    time_zone: str
    demo: bool
    pack: str
    pack_version: str
    pack_sha256: str
    seats: list[SeatOut]


class RegionOut(Schema):
    """A region that takes part, with its class on the class list in force; ``class_code`` empty without one."""

    code: str
    name: str
    kind: str
    batch: str
    above: Named | None
    class_code: str


class ClassListOut(Schema):
    """The class list in force on a day."""

    number: int | None
    valid_from: date
    document_number: str
    sha256: str


class RegionsOut(Page[RegionOut]):
    """Regions of a programme, and the class list that speaks for the day."""

    class_list: ClassListOut | None


class LevelOut(Schema):
    """One level of an item's scale, lowest first."""

    label: str
    text: str
    from_score: str


class ItemOut(Schema):
    """One item of a project."""

    code: str
    kind: str
    title: str
    title_en: str
    aim: str
    measure: str
    levels: list[LevelOut]
    examples: list[str]
    max_score: str
    evidence_required: bool
    applies_to: list[str]
    demo: bool


class ProjectOut(Schema):
    """One project with its items."""

    code: str
    title: str
    title_en: str
    order: int
    items: list[ItemOut]


class BlockOut(Schema):
    """One block with its projects."""

    code: str
    title: str
    title_en: str
    projects: list[ProjectOut]


class EditionOut(Schema):
    """A guideline edition with everything it says."""

    code: str
    title: str
    title_en: str
    planned_name: str
    drafted_on: date | None
    issued_on: date | None
    demo: bool
    state: str
    sha256: str
    blocks: list[BlockOut]


class RoundOut(Schema):
    """A claim round: who takes part, on which edition and class list, until when, how many projects."""

    id: str
    title: str
    state: str
    batches: list[str]
    edition: str
    class_list: int | None
    opens_at: datetime
    closes_at: datetime
    review_closes_at: datetime
    cap_min: int
    cap_max: int


class ClaimOut(Schema):
    """A claim as it stands; ``filed_by`` is the body that filed it for the region."""

    id: str
    round: str
    region: Named
    project: Named
    class_code: str
    state: str
    state_since: datetime
    submitted_at: datetime | None
    filed_by: Named | None
    intention: bool
    version: int


def _storable(text: str) -> str:
    # JSON can hold both; a database is asked for neither.
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError
    return text


Text = Annotated[str, AfterValidator(_storable)]


class ClaimIn(Schema):
    """The claim to begin: round by id, region and project by code."""

    round: Text
    region: Text
    project: Text


class PostingOut(Schema):
    """A posted list; ``corrects`` is the number of the list that it takes the place of."""

    number: int
    title: str
    document_number: str
    state: str
    audience: str
    issued_at: datetime
    notice_until: datetime | None
    corrects: int | None
    digest: str


class CheckpointOut(Schema):
    """The log as it stands: its name, size, verifier key and the signed note; empty without entries."""

    origin: str
    size: int
    vkey: str
    checkpoint: str
    at: datetime | None
