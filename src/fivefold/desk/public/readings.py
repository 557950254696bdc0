"""Is a request somebody reading the page? Decided from the request alone; nothing of it is kept (row 0.0)."""

import re

from django.http import HttpRequest

_MACHINES = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|monitor|curl/|wget/|python-|java/|go-http|headless", re.IGNORECASE
)
_AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")


def is_reading(request: HttpRequest) -> bool:
    """Say whether this request opens the page for a reader.

    Not counted: HEAD, pages loaded ahead (prefetch, prerender), programs that name themselves or give no name, and
    further pages, orders and filters of a list that is open already.
    """
    if request.method != "GET" or request.GET:
        return False
    if any(
        "prefetch" in request.META.get(name, "") or "prerender" in request.META.get(name, "")
        for name in _AHEAD
    ):
        return False
    agent = request.META.get("HTTP_USER_AGENT", "")
    return bool(agent) and not _MACHINES.search(agent)
