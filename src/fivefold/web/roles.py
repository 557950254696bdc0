"""What roles are called on pages; the roles themselves are code in ``authz``."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fivefold.authz.roles import Role

ROLE_LABELS: Mapping[str, Promise] = MappingProxyType(
    {
        Role.FILLER: _("Filler"),
        Role.SIGNER: _("Signer"),
        Role.COORDINATOR: _("Coordinator"),
        Role.REVIEWER: _("Reviewer"),
        Role.PUBLISHER: _("Publisher"),
        Role.ADVISER: _("Adviser"),
        Role.JUDGE: _("Judge"),
        Role.OBSERVER: _("Observer"),
        Role.SYSTEM_ADMIN: _("System administrator"),
        Role.SECURITY_ADMIN: _("Security administrator"),
        Role.AUDIT_ADMIN: _("Audit administrator"),
        "system": _("The system"),
        "public": _("The public"),
    }
)


def role_label(role: str) -> str:
    """Return the name of a role in the active language; an unknown one as it is."""
    return str(ROLE_LABELS.get(role, role))
