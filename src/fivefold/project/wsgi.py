"""Entry of the application server."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fivefold.project.settings")
_pages = get_wsgi_application()
_MOST = 256 << 20  # bytes; whoever sends more does not wait for a page
_PIECE = 1 << 20


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request, and take in what it still sends.

    A browser reads an answer only when it has sent everything. Where an answer stands before that (a form too
    large, a form too old with a file in it), a connection closed at once would show it no page at all.
    """
    answer = _pages(environ, start_response)
    body, left = environ["wsgi.input"], _MOST
    while left > 0 and (piece := body.read(_PIECE)):
        left -= len(piece)
    return answer
