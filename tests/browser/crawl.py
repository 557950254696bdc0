"""Finding every page: follow links from the workbench, one address per view and per set of acts it offers."""

import re
from collections import deque
from html import unescape
from urllib.parse import urldefrag, urljoin, urlparse

from django.urls import Resolver404, resolve

# Every role sees its own workbench and its own view of a programme.
EACH_ROLE = frozenset({"desk:home", "desk:programme"})
_HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
_POST = re.compile(r'<form\b[^>]*?method="post"[^>]*>')
_ACTION = re.compile(r'action="([^"]*)"')
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)


def view_of(address: str) -> str:
    """The name of the view behind an address, "" for files and addresses that are nobody's."""
    try:
        return resolve(urlparse(address).path).view_name
    except Resolver404:
        return ""


def links(page: str, address: str) -> list[str]:
    """The addresses of the same site a page leads to, without their anchors, in order."""
    found = [urldefrag(urljoin(address, unescape(link)))[0] for link in _HREF.findall(page)]
    return [link for link in dict.fromkeys(found) if urlparse(link).netloc == urlparse(address).netloc]


def face(page: str, address: str) -> str:
    """What tells two pages of a view apart for us: the acts that can be done on them."""
    main = _MAIN.search(page)
    forms = _POST.findall(main[0]) if main else []
    actions = [found[1] if (found := _ACTION.search(form)) else "" for form in forms]
    return " ".join(sorted({view_of(urljoin(address, unescape(action))) for action in actions}))


def crawl(requests, url: str, starts: list[str], known: set[tuple[str, str]]) -> dict[str, str]:
    """Ask for pages from ``starts``, each view once; return name and address of those with a face not ``known`` yet.

    ``requests``: the browser's own, so that cookies are those of the person. A link that leads nowhere is a fault.
    ``known`` is shared between roles.
    """
    waiting, asked = deque(f"{url}{start}" for start in starts), set()
    new: dict[str, str] = {}
    while waiting:
        link = waiting.popleft()
        view = view_of(link)
        if not view or view in asked:
            continue
        asked.add(view)
        answer = requests.get(link, max_redirects=0)
        assert answer.status < 400, (answer.status, link)
        if "location" in answer.headers:
            waiting.append(urljoin(link, answer.headers["location"]))
        elif "text/html" in answer.headers.get("content-type", ""):
            # The page of components shows links of a programme that is not there.
            waiting += [] if view.startswith("design:") else links(answer.text(), link)
            found = (view, face(answer.text(), link))
            if found not in known or view in EACH_ROLE:
                known.add(found)
                new[view.replace(":", ".")] = link
    return new
