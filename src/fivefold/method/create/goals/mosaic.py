"""最优拼图: whether the districts of a municipality together cover all projects, and with how few pieces.

Class 3, "争当直辖市最优拼图". A district's piece is the set of projects in which it reached the standard. Exact, by
dynamic programming over sets of projects: the smallest set of districts that covers whatever can be covered, of
those the one of highest quality, of those the first by name; and an exact cover (no project twice), where there is one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fivefold.method.create.errors import EmptyClassError, TooLargeError
from fivefold.method.draw import DuplicateNameError, UnknownItemError
from fivefold.method.reason import Reason

MOST_PROJECTS = 16


@dataclass(frozen=True)
class Piece:
    """A district, the projects in which it reached the standard, and its quality (a whole number >= 0)."""

    district: str
    projects: frozenset[str]
    quality: int = 0


@dataclass(frozen=True)
class Mosaic:
    """Holes nobody covers, the smallest covering set of the rest, and an exact cover if there is one (else None)."""

    holes: tuple[str, ...]
    smallest: tuple[str, ...]
    exact: tuple[str, ...] | None
    reasons: tuple[Reason, ...]


def mosaic(pieces: Iterable[Piece], projects: Iterable[str]) -> Mosaic:
    """Return how the pieces cover the projects.

    Raises `EmptyClassError` without pieces, `DuplicateNameError` for a district given twice, `UnknownItemError` for
    a project that is none, and `TooLargeError` beyond sixteen projects.

    >>> pieces = [Piece("甲区", frozenset("ab")), Piece("乙区", frozenset("bc")), Piece("丙区", frozenset("c"))]
    >>> found = mosaic(pieces, "abcd")
    >>> found.holes, found.smallest, mosaic(pieces, "abc").exact
    (('d',), ('丙区', '甲区'), ('丙区', '甲区'))
    """
    ordered = sorted(pieces, key=lambda piece: piece.district)
    bits = {project: 1 << place for place, project in enumerate(sorted(set(projects)))}
    _check(ordered, bits)
    masks = [sum(bits[project] for project in piece.projects) for piece in ordered]
    covered = 0
    for mask in masks:
        covered |= mask
    holes = tuple(project for project, bit in bits.items() if not covered & bit)
    smallest = _best(ordered, masks, covered, exact=False)
    exact = _best(ordered, masks, covered, exact=True) if not holes else None
    assert smallest is not None  # noqa: S101 - all pieces together cover what they cover
    said = [Reason.of("mosaic.hole", project=project) for project in holes]
    said.append(Reason.of("mosaic.smallest", count=len(smallest), districts=smallest))
    said.append(Reason("mosaic.no_exact") if exact is None else Reason.of("mosaic.exact", districts=exact))
    return Mosaic(holes, smallest, exact, tuple(said))


def _check(ordered: list[Piece], bits: Mapping[str, int]) -> None:
    if not ordered:
        raise EmptyClassError(Reason("goal.empty"))
    names = [piece.district for piece in ordered]
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise DuplicateNameError(Reason.of("draw.duplicate", names=double))
    strange = sorted({project for piece in ordered for project in piece.projects} - set(bits))
    if strange:
        raise UnknownItemError(Reason.of("draw.unknown", names=strange))
    if len(bits) > MOST_PROJECTS:
        raise TooLargeError(Reason.of("mosaic.projects", count=len(bits), most=MOST_PROJECTS))


def _best(ordered: list[Piece], masks: list[int], covered: int, *, exact: bool) -> tuple[str, ...] | None:
    """Return the best set of districts whose union is `covered`: few, then of high quality, then early by name."""
    best: dict[int, tuple[int, int, tuple[str, ...]]] = {0: (0, 0, ())}
    for piece, mask in zip(ordered, masks, strict=True):
        if not mask:
            continue
        for union, (count, quality, names) in list(best.items()):
            if exact and union & mask:
                continue
            offer = (count + 1, quality - piece.quality, (*names, piece.district))
            best[union | mask] = min(best.get(union | mask, offer), offer)
    return best[covered][2] if covered in best else None
