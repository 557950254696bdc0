"""Walking the tree of bodies."""

from fivefold.orgs.models import Body
from fivefold.packs.models import Programme


def top(programme: Programme) -> Body | None:
    """Return the programme's top body, None before the tree is built."""
    return Body.objects.filter(programme=programme, level=0, unit=False).first()


def ancestor_at(body: Body, level: int) -> Body | None:
    """Return the body itself or its ancestor at ``level``; None where the tree has no such level above it."""
    found: Body | None = body
    while found is not None and found.level > level:
        found = found.parent
    return found if found is not None and found.level == level else None


def path_below(parent: Body | None, code: str) -> str:
    """Return the path of a body called ``code`` under ``parent``."""
    return f"{parent.path if parent else ''}{code}/"
