"""Finding every page: follow links from the workbench, one address per view."""

from collections import deque
from urllib.parse import urldefrag, urlparse

from django.urls import Resolver404, resolve

# Files and pages without a face of their own.
FILES = (".xlsx", ".csv", ".json", ".docx", ".pdf", ".txt", ".yaml")
LEAVES = ("sign out", "logout")


def view_of(path: str) -> str:
    """The name of the view behind a path, "" for files and addresses that are nobody's."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def links(page, url: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    own = [urldefrag(link)[0] for link in found if link.startswith(url)]
    return [link for link in dict.fromkeys(own) if not urlparse(link).path.endswith(FILES)]


def crawl(page, url: str, start: str, known: set[str], *, most: int = 60) -> list[str]:
    """Visit pages from ``start``, each view once (``known`` is shared between roles); return their addresses."""
    waiting, visited = deque([f"{url}{start}"]), []
    while waiting and len(visited) < most:
        link = waiting.popleft()
        view = view_of(urlparse(link).path)
        if not view or view in known:
            continue
        known.add(view)
        answer = page.request.get(link)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status == 200, (answer.status, link)
        page.goto(link)
        visited.append(link)
        waiting += links(page, url)
    return visited
