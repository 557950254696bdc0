"""What a log can be filtered by, in words."""

from fivefold.lifecycle.tables import REGISTRY
from fivefold.method.reason import Reason
from fivefold.web.speech import speak_reason


def programme_subjects() -> list[tuple[str, str]]:
    """Return (subject, its name) of everything a programme's log speaks of."""
    subjects = ("programme", *REGISTRY, "working_days")
    return [(subject, speak_reason(Reason(f"subject.{subject}", {}))) for subject in subjects]


def account_subjects() -> list[tuple[str, str]]:
    """Return (subject, its name) of what the installation's log speaks of."""
    return [(subject, speak_reason(Reason(f"subject.{subject}", {}))) for subject in ("person", "seat")]
