"""Where the page of a subject is: rooms register it, so that to-dos, notices and the audit can link to it."""

from django.urls import NoReverseMatch, reverse

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


def registered() -> frozenset[str]:
    """Return the subjects that have a page."""
    return frozenset(_pages)
