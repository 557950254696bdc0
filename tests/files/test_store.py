"""The store: content decides, and damage is noticed."""

import os
import stat
from pathlib import Path

import pytest

from cast import NOW
from fivefold.files import store as room
from fivefold.files.models import StoredFile
from fivefold.files.store import FileDamagedError, read, store


def test_the_same_bytes_are_kept_once_and_read_back(db, settings):
    first = store(b"evidence", name="a.txt", media="text/plain", at=NOW)
    second = store(b"evidence", name="b.txt", media="text/plain", at=NOW)
    assert first.sha256 == second.sha256
    assert [read(f) for f in (first, second)] == [b"evidence", b"evidence"]
    assert len([p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()]) == 1
    assert (StoredFile.objects.count(), str(first), first.size) == (2, "a.txt", 8)


@pytest.mark.parametrize("harm", ["flip", "remove"])
def test_damage_is_noticed(db, harm):
    stored = store(b"evidence", name="a.txt", media="text/plain", at=NOW)
    place = room._place(stored.sha256)
    place.write_bytes(b"evidencf") if harm == "flip" else place.unlink()
    with pytest.raises(FileDamagedError):
        read(stored)


def test_a_file_is_flushed_before_its_name_and_then_its_folders(db, settings, monkeypatch):
    """7: a power loss after the answer finds both the bytes and the name on disk."""
    steps, fsync, replace = [], os.fsync, Path.replace

    def flushed(handle):
        status = os.fstat(handle)
        steps.append(status.st_ino if stat.S_ISDIR(status.st_mode) else "bytes")
        fsync(handle)

    def renamed(path, target):
        steps.append("name")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    place = room._place(store(b"evidence", name="a.txt", media="text/plain", at=NOW).sha256)
    assert steps == ["bytes", "name", place.parent.stat().st_ino, settings.MEDIA_ROOT.stat().st_ino]
    store(b"evidence", name="b.txt", media="text/plain", at=NOW)
    assert len(steps) == 4
