"""Sign-in rules: accounts are made by the office, never by their holders.

Demo log-ins work on this machine only.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fivefold.web.senders import sender_address

_LOOPBACK = frozenset({"127.0.0.1", "::1"})
DEMO_MARK = "demo-"


class OfficeAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """No self-registration; fictional people cannot sign in from another machine (decisions 22)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: the office makes accounts."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return by what the library counts tries; unknown senders share one count."""
        return sender_address(request) or "unknown"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse demo people from elsewhere; then count tries as the library does."""
        name = str(credentials.get("username", ""))
        if name.startswith(DEMO_MARK) and not (
            settings.DEMO and {request.META.get("REMOTE_ADDR"), sender_address(request)} <= _LOOPBACK
        ):
            raise ValidationError(_("Demo log-ins work only on the machine that runs the demo."))
        super().pre_authenticate(request, **credentials)
