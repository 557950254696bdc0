"""Where the page of a subject is: rooms register it, so that to-dos, notices and the audit can link to it."""

from django.urls import NoReverseMatch, get_script_prefix, resolve, reverse

from fivefold.authz.decide import permissions_of
from fivefold.lifecycle.seeing import may_look
from fivefold.lifecycle.tables import REGISTRY
from fivefold.orgs.seats import SeatFacts
from fivefold.web.access import access_of

_pages: dict[str, tuple[str, str]] = {}


def register_subject(subject: str, url_name: str, argument: str = "pk") -> None:
    """Register the page of a lifecycle subject.

    Its address takes ``slug`` and the subject's id as ``argument``.
    """
    _pages[subject] = (url_name, argument)


def subject_url(subject: str, slug: str, subject_id: str) -> str:
    """Return the address of a subject's page, "" where it has none."""
    if subject not in _pages:
        return ""
    name, argument = _pages[subject]
    try:
        return reverse(name, kwargs={"slug": slug, argument: subject_id})
    except NoReverseMatch:
        return ""


def open_url(seat: SeatFacts | None, subject: str, slug: str, subject_id: str) -> str:
    """Return the address of a subject's page, "" where it has none or the seat would not find it there.

    Asks for the permission of the page and, of a row with a state, whether the seat sees that row as it stands.
    """
    url = subject_url(subject, slug, subject_id)
    access = access_of(resolve(f"/{url.removeprefix(get_script_prefix())}").func) if url else None
    if access is None or access.permission not in permissions_of(seat):
        return ""
    return url if subject not in REGISTRY or may_look(seat, subject, subject_id) else ""


def registered() -> frozenset[str]:
    """Return the subjects that have a page."""
    return frozenset(_pages)
