"""Permissions in words: every one is an act with a name in each language, so that no page shows a code."""

from fivefold.authz.permissions import Permission
from fivefold.method.reason import Reason


def act_of(permission: Permission) -> Reason:
    """Return what the permission lets one do, as a phrase: 审核认领, review a claim."""
    return Reason(f"authz.act.{permission.value}")


def role_lacks(permission: Permission) -> Reason:
    """Return the sentence for a seat whose role does not have ``permission`` at all; the code stays for programs."""
    return Reason("authz.role_lacks", {"permission": permission.value, "act": act_of(permission)})
