"""The content-addressed store: a file is written once, flushed to disk, and checked when it is read."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from fivefold.files.models import StoredFile


class FileDamagedError(Exception):
    """The bytes on disk are not those that were stored."""


def _place(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    Path(temporary).replace(place)
    for folder in (place.parent, place.parent.parent):
        _flush_names(folder)


def _flush_names(folder: Path) -> None:
    """Flush what a folder calls its files: a renamed file is there after a power loss only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def store(
    data: bytes, *, name: str, media: str, at: datetime, programme_id: str = "", body_path: str = ""
) -> StoredFile:
    """Store ``data`` and return its row; the same bytes are kept on disk once, however often they come."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = _place(sha256)
    if not place.exists():
        _write(place, data)
    return StoredFile.objects.create(
        sha256=sha256,
        size=len(data),
        media=media,
        name=name,
        programme_id=programme_id,
        body_path=body_path,
        stored_at=at,
    )


def read(stored: StoredFile) -> bytes:
    """Return the bytes of a stored file.

    Raises FileDamagedError when they are missing or their digest differs.
    """
    try:
        data = _place(stored.sha256).read_bytes()
    except FileNotFoundError as error:
        raise FileDamagedError(stored.sha256) from error
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise FileDamagedError(stored.sha256)
    return data
