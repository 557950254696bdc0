"""`calendar.yaml`: working days of each year and the milestones of the programme."""

from typing import Annotated

from pydantic import Field

from fivefold.packs.fields import Day, Key, Part, Text, When, Whole


class WorkingYear(Part):
    """The table of one year: weekdays that are free and weekend days that are worked, with its source."""

    year: Annotated[Whole, Field(ge=1970, le=2200)]
    source: Text
    days_off: tuple[Day, ...] = ()
    working_weekends: tuple[Day, ...] = ()


class Milestone(Part):
    """A date of the programme as exactly as it is known: a year, a month or a day."""

    key: Key
    label: Text
    when: When
    batch: Key | None = None
    quote: Text | None = None


class CalendarFile(Part):
    """The content of `calendar.yaml`; the file may be absent."""

    working_years: tuple[WorkingYear, ...] = ()
    milestones: tuple[Milestone, ...] = ()
