"""What authorisation knows of an object: nothing but frozen text, sets and flags."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ObjectFacts:
    """Facts of one object.

    ``programme`` is an id, ``body_path`` the place of the body it belongs to, ``state`` its lifecycle state,
    ``owners`` the ids of people who wrote or filed it (who may not review it), ``published`` whether
    everybody may see it, ``announced`` whether every seat of its programme may see it and the public may not,
    ``turn_level`` the level of the body whose turn it is in a review chain (None: no chain).
    """

    programme: str
    body_path: str
    state: str = ""
    owners: frozenset[str] = frozenset()
    published: bool = False
    announced: bool = False
    turn_level: int | None = None
