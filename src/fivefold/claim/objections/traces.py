"""No trace of when a citizen wrote: keys of type 7 carry their millisecond, so they are replaced."""

from uuid import uuid4

from fivefold.claim.objections.models import Objection
from fivefold.notices.models import ToDo


def forget_minute(objection: Objection) -> None:
    """Give the to-do of a citizen's objection a key made of chance alone."""
    todo = ToDo.objects.filter(subject_type=objection.SUBJECT, subject_id=str(objection.pk))
    todo.update(id=uuid4())
