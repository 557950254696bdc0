"""What the division hangs onto lower rooms: jobs and reactions, subject by subject."""


def register_work() -> None:
    """Register the division's jobs and reactions."""
