"""What the division hangs onto lower rooms: jobs and reactions, subject by subject."""

from fivefold.web.subjects import register_subject


def register_work() -> None:
    """Register the division's jobs and reactions."""
    register_subject("edition", "guideline:edition")
