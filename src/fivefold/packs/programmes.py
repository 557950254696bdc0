"""Packs in the database: installing a version, and reading back the one that a programme pins."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from fivefold.packs.checker import check_pack
from fivefold.packs.loader import load_pack, pack_from_canonical
from fivefold.packs.models import PackVersion, Programme
from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackRefusedError


def install_pack(folder: Path, at: datetime) -> PackVersion:
    """Load a pack folder, run its own examples and keep its content; the same content is kept once.

    Raises PackRefusedError with every fault found, each with file, line and column.
    """
    pack = load_pack(folder)
    faults = check_pack(pack)
    if faults:
        raise PackRefusedError(faults)
    version, _ = PackVersion.objects.get_or_create(
        sha256=pack.sha256,
        defaults={
            "key": pack.key,
            "version": pack.version,
            "content": pack.canonical.decode(),
            "loaded_at": at,
        },
    )
    return version


@lru_cache(maxsize=32)
def _pack(sha256: str) -> Pack:
    return pack_from_canonical(PackVersion.objects.get(sha256=sha256).content.encode())


def pack_of(programme: Programme) -> Pack:
    """Return the pack that the programme pins; select ``pack_version`` with the programme."""
    return _pack(programme.pack_version.sha256)
