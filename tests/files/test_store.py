"""The store: content decides, and damage is noticed."""

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
