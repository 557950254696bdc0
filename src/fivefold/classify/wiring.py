"""What the division hangs onto lower rooms: jobs and reactions, subject by subject."""

from fivefold.classify.guidance.informing import register_reactions
from fivefold.classify.register.jobs import register_jobs


def register_work() -> None:
    """Register the division's jobs and reactions."""
    register_jobs()
    register_reactions()
