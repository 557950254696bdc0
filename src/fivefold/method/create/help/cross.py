"""互查互评: who checks whom, so that nobody checks himself, no two check each other, and all bear the same load.

Regions are laid on a circle, members of one group (province) side by side, groups and members in the order of
their tickets under a seed. Each checks those that stand some stated steps ahead. A step as long as the largest group
leaves one's own; steps shorter than half the circle are no way back, so that no pair is reciprocal; and as all go
the same steps, each is checked as often as it checks.
Further recusals are met by laying the circle anew, with a counted attempt in the seed.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from fivefold.method.create.errors import FigureError
from fivefold.method.draw import DuplicateNameError, EmptyFrameError, InfeasibleError, seed_text, smallest
from fivefold.method.reason import Reason

ATTEMPTS = 1000


@dataclass(frozen=True)
class CrossCheck:
    """Checker and checked, in order of names; the steps taken on the circle; which attempt it was (from 1)."""

    pairs: tuple[tuple[str, str], ...]
    steps: tuple[int, ...]
    attempt: int


def cross_check(
    groups: Mapping[str, str],
    each: int,
    seed: str,
    *,
    round_: str = "",
    barred: Collection[tuple[str, str]] = (),
) -> CrossCheck:
    """Assign each region `each` others to check. groups: region -> province; barred: (checker, checked) pairs.

    Raises `EmptyFrameError` without regions, `FigureError` for each < 1, and `InfeasibleError`: too few regions
    (2 x each + 1 are needed), a group too large for the circle, somebody left with too few, or no arrangement
    in 1,000 attempts (which does not prove that there is none, and the reason says so).

    >>> found = cross_check({"甲市": "东", "乙市": "西", "丙市": "南"}, 1, "演示种子")
    >>> found.pairs, found.steps, found.attempt
    ((('丙市', '乙市'), ('乙市', '甲市'), ('甲市', '丙市')), (1,), 1)
    """
    if not groups:
        raise EmptyFrameError(Reason.of("draw.empty", stratum=round_))
    if each < 1:
        raise FigureError(Reason.of("cross.each", each=each))
    steps = _steps(groups, each)
    banned = set(barred)
    _check_room(groups, each, banned)
    for attempt in range(1, ATTEMPTS + 1):
        circle = _circle(groups, seed, f"{round_}#{attempt}")
        pairs = sorted(
            (one, circle[(place + step) % len(circle)]) for place, one in enumerate(circle) for step in steps
        )
        if not banned.intersection(pairs):
            return CrossCheck(tuple(pairs), steps, attempt)
    raise InfeasibleError(Reason.of("cross.not_found", attempts=ATTEMPTS, barred=len(banned)))


def check_cross(
    pairs: Sequence[tuple[str, str]],
    groups: Mapping[str, str],
    each: int,
    barred: Collection[tuple[str, str]] = (),
) -> tuple[Reason, ...]:
    """Return what is wrong with an assignment, whoever made it. `DuplicateNameError` for a pair given twice.

    >>> found = check_cross([("甲市", "乙市"), ("乙市", "甲市")], {"甲市": "东", "乙市": "西", "丙市": "南"}, 1)
    >>> [(reason.code, reason.params["names"]) for reason in found]
    [('cross.reciprocal', ('乙市', '甲市')), ('cross.load', ('丙市',))]
    """
    given, banned = set(pairs), set(barred)
    checks, checked = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    wrong = {
        "cross.self": [one for one, other in pairs if one == other],
        "cross.reciprocal": sorted({one for one, other in pairs if one != other and (other, one) in given}),
        "cross.own_group": [
            one for one, other in pairs if one != other and groups.get(one) == groups.get(other)
        ],
        "cross.barred": [one for one, other in pairs if (one, other) in banned],
        "cross.load": [
            one for one in sorted({*groups, *checks, *checked}) if not checks[one] == checked[one] == each
        ],
    }
    if len(given) < len(pairs):
        raise DuplicateNameError(Reason.of("draw.duplicate", names=[pair[0] for pair in pairs]))
    return tuple(Reason.of(code, names=names) for code, names in wrong.items() if names)


def _steps(groups: Mapping[str, str], each: int) -> tuple[int, ...]:
    """Return the first `each` steps that leave every group and are not each other's way back."""
    count, largest = len(groups), max(Counter(groups.values()).values())
    steps = tuple(range(largest, (count + 1) // 2))[:each]
    if len(steps) < each:
        told = {"count": count, "each": each, "largest": largest, "needed": 2 * (largest + each) - 1}
        raise InfeasibleError(Reason("cross.too_few", told))
    return steps


def _check_room(groups: Mapping[str, str], each: int, banned: set[tuple[str, str]]) -> None:
    short = [
        one
        for one in sorted(groups)
        if sum(groups[one] != group and (one, other) not in banned for other, group in groups.items()) < each
        or sum(groups[one] != group and (other, one) not in banned for other, group in groups.items()) < each
    ]
    if short:
        raise InfeasibleError(Reason.of("cross.nobody_left", names=short, each=each))


def _circle(groups: Mapping[str, str], seed: str, round_: str) -> list[str]:
    members: dict[str, list[str]] = {}
    for region in sorted(groups):
        members.setdefault(groups[region], []).append(region)
    order = smallest(sorted(members), seed_text("cross-check.groups", round_, "", seed), len(members))
    return [
        ticket.name
        for group in order
        for ticket in smallest(
            members[group.name],
            seed_text("cross-check.members", round_, group.name, seed),
            len(members[group.name]),
        )
    ]
