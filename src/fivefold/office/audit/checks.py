"""Checks of the store against the log, hung on by the rooms whose rows they read."""

from collections.abc import Callable, Iterable

from fivefold.method.reason import Reason
from fivefold.packs.models import Programme

Check = Callable[[Programme], Iterable[Reason]]
_checks: list[Check] = []


def register_check(check: Check) -> None:
    """Let the check of a programme's log ask ``check`` what its rows contradict; called from ``apps.ready``."""
    if check not in _checks:
        _checks.append(check)


def contradictions(programme: Programme) -> list[Reason]:
    """Return what the stored rows of a programme say otherwise than its log.

    Rows and log are read one after the other, and an act may come between: what is found is looked at once more.
    """
    found = _found(programme)
    again = _found(programme) if found else []
    return [reason for reason in found if reason in again]


def _found(programme: Programme) -> list[Reason]:
    return [reason for check in _checks for reason in check(programme)]
