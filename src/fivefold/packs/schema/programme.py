"""`pack.yaml`: what the programme is called, its levels, batches, classes and words."""

from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator

from fivefold.packs.fields import Code, Day, Flag, Key, Line, Part, Text, When, Whole, at_least, fault

Language = Literal["zh", "en"]
# What people do on a seat; the permissions behind each function are code, not pack.
Role = Literal["filler", "signer", "coordinator", "reviewer", "publisher", "adviser", "judge", "observer"]


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise fault("value.not_time_zone", value=value)
    return value


TimeZone = Annotated[Line, AfterValidator(_time_zone)]


class Source(Part):
    """A text that the pack is made from, with publisher, day of publication and file inside the pack."""

    title: Text
    publisher: Text | None = None
    published_on: Day | None = None
    file: Line | None = None
    note: Text | None = None


class Level(Part):
    """One level of bodies, the first being the top.

    `area_levels` names the register's levels whose areas are bodies of this level; `files_for_participants`
    lets a body file on behalf of a participant below it.
    """

    key: Key
    label: Text
    participants: Flag = False
    files_for_participants: Flag = False
    area_levels: tuple[Key, ...] = ()


class UnitGroup(Part):
    """A group of units (成员单位 and the like) that advise and guide; never a claimant."""

    key: Key
    label: Text
    note: Text | None = None


class Unit(Part):
    """A unit that can be made responsible for projects; `demo` marks one that does not exist."""

    key: Key
    label: Text
    groups: tuple[Key, ...] = ()
    demo: Flag = False


class Batch(Part):
    """A batch (期) of participants with its first and last time, as exactly as it is known."""

    key: Key
    number: Whole
    label: Text
    starts: When | None = None
    ends: When | None = None
    note: Text | None = None


class RegionClass(Part):
    """A class of participants: its goal (全能冠军 ...), where it is fought for, the words of the source."""

    key: Key
    number: Whole
    label: Text
    members: Text
    goal: Text
    goal_scope: Text
    task: Text
    quote: Text | None = None


class Vocabulary(Part):
    """The programme's own words for what the code knows by neutral names, which absent ones keep."""

    programme: Text | None = None
    participant: Text | None = None
    area: Text | None = None
    batch: Text | None = None
    region_class: Text | None = None
    guideline: Text | None = None
    block: Text | None = None
    project: Text | None = None
    item: Text | None = None
    claim: Text | None = None
    posting: Text | None = None
    case: Text | None = None


class ProgrammeFile(Part):
    """The content of `pack.yaml`."""

    format: Literal["1"]
    key: Key
    version: Code
    title: Text
    description: Text
    licence: Text
    languages: Annotated[tuple[Language, ...], at_least(1)]
    time_zone: TimeZone
    sources: tuple[Source, ...] = ()
    assumptions: tuple[Text, ...] = ()
    levels: Annotated[tuple[Level, ...], at_least(2)]
    unit_groups: tuple[UnitGroup, ...] = ()
    units: tuple[Unit, ...] = ()
    batches: Annotated[tuple[Batch, ...], at_least(1)]
    classes: Annotated[tuple[RegionClass, ...], at_least(1)]
    vocabulary: Vocabulary = Vocabulary()
