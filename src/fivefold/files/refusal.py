"""Refusing an upload: one exception, with reasons that tell the sender what to do."""

from pathlib import Path

from fivefold.method.reason import Reason, Refused, register_catalogue

register_catalogue(Path(__file__).parent / "catalogue")


class UploadRefused(Refused):
    """A file was not taken in. The reasons are codes of this room's catalogue, `files.<word>`."""


def refused(code: str, **params: object) -> UploadRefused:
    """Return the refusal with one reason of this room."""
    return UploadRefused(Reason.of(f"files.{code}", **params))
