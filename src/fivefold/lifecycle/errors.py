"""Errors of the lifecycle: few, named, each with reasons that a person can read."""

from fivefold.authz.permissions import Permission
from fivefold.method.reason import Reason, Refused


class NotAllowed(Refused):
    """The seat may not do this here (HTTP 403). ``permission`` goes to the security log."""

    def __init__(self, permission: Permission, reason: Reason) -> None:
        super().__init__(reason)
        self.permission = permission


class WrongState(Refused):
    """The object stands elsewhere than this act needs, perhaps since a moment ago (HTTP 409)."""


class SealBroken(Refused):
    """What is stored is not what the log sealed, so it is not shown (HTTP 500)."""


class ReasonMissing(Refused):
    """The act needs a reason in words."""


class UnplannedMoveError(RuntimeError):
    """The program asked for an act that no table holds: a defect, not a user's fault."""
