"""References inside `calendar.yaml`, and from it to batches."""

from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackError
from fivefold.packs.references.finder import Finder

_SATURDAY = 5


def check(pack: Pack) -> list[PackError]:
    """One table per year, its days inside the year, made-up working days on weekends, known batches."""
    finder = Finder(pack, "calendar.yaml")
    finder.unique_in(pack.calendar.working_years, "year", ("working_years",))
    finder.unique_in(pack.calendar.milestones, "key", ("milestones",))
    for index, table in enumerate(pack.calendar.working_years):
        for name in ("days_off", "working_weekends"):
            days = getattr(table, name)
            finder.unique(((day, ("working_years", index, name, at)) for at, day in enumerate(days)), name)
            for at, day in enumerate(days):
                path = ("working_years", index, name, at)
                finder.unless(
                    day.year == table.year, path, "calendar.other_year", day=day.isoformat(), year=table.year
                )
        for at, day in enumerate(table.working_weekends):
            path = ("working_years", index, "working_weekends", at)
            finder.unless(day.weekday() >= _SATURDAY, path, "calendar.not_weekend", day=day.isoformat())
    batches = [batch.key for batch in pack.programme.batches]
    for index, milestone in enumerate(pack.calendar.milestones):
        if milestone.batch is not None:
            finder.known(milestone.batch, batches, ("milestones", index, "batch"), "batch")
    return finder.errors
