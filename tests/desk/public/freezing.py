"""The clock of views, standing at a moment."""

from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from fivefold.lifecycle.clock import DatabaseClock


@contextmanager
def standing(moment):
    """Let the database's clock and the views' clock stand at ``moment``."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(DatabaseClock, "now", lambda _: moment))
        stack.enter_context(patch("django.utils.timezone.now", lambda: moment))
        yield
