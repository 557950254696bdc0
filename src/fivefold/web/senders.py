"""From where a request comes: the address that the office's own proxies vouch for."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def sender_address(request: HttpRequest) -> str:
    """Return the sender's address, "" where it is unknown.

    Each proxy adds the address it was called from at the end of ``X-Forwarded-For``; with n trusted proxies
    (``FIVEFOLD_TRUSTED_PROXIES``) the n-th from the end is believed, and what stands before it is not. A header
    with fewer has not come through them all: then, as without proxies, it is the address that called us.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    trusted: int = settings.TRUSTED_PROXIES
    passed = [one.strip() for one in request.headers.get("x-forwarded-for", "").split(",")]
    return _plain(passed[-trusted] if 0 < trusted <= len(passed) else direct) or _plain(direct)


def _plain(written: str) -> str:
    try:
        found = ip_address(written)
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)
