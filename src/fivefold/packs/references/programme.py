"""References inside `pack.yaml`."""

from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackError
from fivefold.packs.references.finder import Finder


def check(pack: Pack) -> list[PackError]:
    """Keys once each, one level of participants below the top, known unit groups, languages once each."""
    finder, head = Finder(pack, "pack.yaml"), pack.programme
    for name in ("levels", "unit_groups", "units", "batches", "classes"):
        finder.unique_in(getattr(head, name), "key", (name,))
    for name in ("batches", "classes"):
        finder.unique_in(getattr(head, name), "number", (name,))
    finder.unique(
        (((language), ("languages", index)) for index, language in enumerate(head.languages)), "language"
    )
    for index, batch in enumerate(head.batches):
        if batch.starts and batch.ends:
            # Times of different exactness compare by what both say: 2020 does not come after 2020-05.
            shared = min(len(batch.starts), len(batch.ends))
            ordered = batch.starts[:shared] <= batch.ends[:shared]
            finder.unless(ordered, ("batches", index, "ends"), "programme.batch_order")
    groups = [group.key for group in head.unit_groups]
    for index, unit in enumerate(head.units):
        finder.all_known(unit.groups, groups, ("units", index, "groups"), "unit_group")
    _levels(finder)
    return finder.errors


def _levels(finder: Finder) -> None:
    levels = finder.pack.programme.levels
    holders = [index for index, level in enumerate(levels) if level.participants]
    finder.unless(len(holders) == 1, ("levels",), "programme.participant_level", count=len(holders))
    finder.unless(0 not in holders, ("levels", 0, "participants"), "programme.participant_top")
    for index, level in enumerate(levels):
        filed_from_above = not level.files_for_participants or all(index < holder for holder in holders)
        finder.unless(
            filed_from_above,
            ("levels", index, "files_for_participants"),
            "programme.files_from_below",
            level=level.key,
        )
    finder.unique(
        (
            (area, ("levels", index, "area_levels", place))
            for index, level in enumerate(levels)
            for place, area in enumerate(level.area_levels)
        ),
        "area_levels",
    )
