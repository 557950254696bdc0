"""What a pack's files say about each other: every code must lead somewhere, every limit must be possible."""

from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackError
from fivefold.packs.references import calendar, claim, classify, decompose, examples, names, programme


def check_references(pack: Pack) -> list[PackError]:
    """All faults that no single file can show, in all files."""
    rooms = (programme, classify, decompose, claim, calendar, examples, names)
    return [error for room in rooms for error in room.check(pack)]
