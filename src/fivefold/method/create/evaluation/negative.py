"""必查负面清单: a gate, not a deduction.

Every region is checked on every item by two different people. One confirmed veto: not passed, whatever the score;
a confirmed cap bounds what the score counts for; the score itself is never touched. What is unchecked, checked by
one person, in dispute or under appeal leaves the gate undecided. Source: row 5.17a, "必查负面清单".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fivefold.method.create.errors import SchemeError
from fivefold.method.draw import DuplicateNameError, UnknownItemError
from fivefold.method.reason import Reason

State = Literal["passed", "not_passed", "undecided"]
_PEOPLE = 2


@dataclass(frozen=True)
class NegativeItem:
    """One item of the list: it vetoes, or caps what the score counts for (`cap` points)."""

    code: str
    cap: Decimal | None = None


@dataclass(frozen=True)
class Check:
    """What one person found on one item: whether the fault is there. `appeal` while an appeal is open."""

    code: str
    checker: str
    found: bool
    appeal: bool = False


@dataclass(frozen=True)
class Gate:
    """The gate's answer: state, the score as measured, what it counts for (None unless passed), and why."""

    state: State
    measured: Decimal
    counted: Decimal | None
    reasons: tuple[Reason, ...]


def gate(score: Decimal, items: Iterable[NegativeItem], checks: Iterable[Check]) -> Gate:
    """Return whether a region passes the negative list.

    Raises `SchemeError` for an empty list, `DuplicateNameError` for an item listed twice or a person who checks
    one item twice, and `UnknownItemError` for a check of something not on the list.

    >>> checks = [Check("N1", checker, found=True) for checker in ("甲", "乙")]
    >>> found = gate(Decimal(92), [NegativeItem("N1", cap=Decimal(80))], checks)
    >>> found.state, found.measured, found.counted
    ('passed', Decimal('92'), Decimal('80'))
    >>> gate(Decimal(92), [NegativeItem("N1")], checks).state, gate(Decimal(92), [NegativeItem("N1")], checks[:1]).state
    ('not_passed', 'undecided')
    """
    listed = {}
    for item in items:
        if item.code in listed:
            raise DuplicateNameError(Reason.of("draw.duplicate", names=[item.code]))
        listed[item.code] = item
    if not listed:
        raise SchemeError(Reason("negative.no_list"))
    by_item: dict[str, dict[str, Check]] = {code: {} for code in listed}
    for check in checks:
        if check.code not in by_item:
            raise UnknownItemError(Reason.of("draw.unknown", names=[check.code]))
        if check.checker in by_item[check.code]:
            raise DuplicateNameError(Reason.of("draw.duplicate", names=[check.code, check.checker]))
        by_item[check.code][check.checker] = check
    outcomes = {code: _outcome(code, tuple(found.values())) for code, found in by_item.items()}
    return _gate(score, listed, outcomes)


def _outcome(code: str, checks: tuple[Check, ...]) -> Reason | None:
    """Return None for a clear item, else why it is confirmed or open."""
    if len(checks) < _PEOPLE:
        return Reason.of("negative.unchecked", item=code, count=len(checks))
    if len({check.found for check in checks}) > 1:
        return Reason.of("negative.dispute", item=code)
    if not checks[0].found:
        return None
    if any(check.appeal for check in checks):
        return Reason.of("negative.appeal", item=code)
    return Reason.of("negative.confirmed", item=code, checkers=sorted(check.checker for check in checks))


def _gate(score: Decimal, listed: dict[str, NegativeItem], outcomes: dict[str, Reason | None]) -> Gate:
    said = tuple(reason for reason in outcomes.values() if reason is not None)
    confirmed = [code for code, reason in outcomes.items() if reason and reason.code == "negative.confirmed"]
    caps = [cap for code in confirmed if (cap := listed[code].cap) is not None]
    if len(caps) < len(confirmed):
        return Gate("not_passed", score, None, said)
    if len(said) > len(confirmed):
        return Gate("undecided", score, None, said)
    counted = min([score, *caps])
    if counted < score:
        said = (*said, Reason.of("negative.capped", score=score, counted=counted))
    return Gate("passed", score, counted, said)
