"""Packs in the database: installing a version, and reading back the one that a programme pins."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import CharField, QuerySet, UUIDField

from fivefold.ledger.prepared import Prepared, Slot, columns_of
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


_COLUMNS = columns_of(Programme)
_PACK_COLUMNS = columns_of(PackVersion, "content")


def _columns() -> QuerySet[Any, Any]:
    return Programme.objects.values_list(*_COLUMNS, *(f"pack_version__{name}" for name in _PACK_COLUMNS))


_by_slug = Prepared(lambda: _columns().filter(slug=Slot("slug", CharField())))
_by_id = Prepared(lambda: _columns().filter(pk=Slot("pk", UUIDField())))


def programme_called(slug: str) -> Programme | None:
    """Return the programme of an address with its pack version, whose long content is read when it is asked for."""
    return next(map(_made, _by_slug.rows(slug=slug)), None)


def programme_of(key: str) -> Programme | None:
    """Return the programme with this id in the same way."""
    return next(map(_made, _by_id.rows(pk=key)), None)


def _made(row: tuple[Any, ...]) -> Programme:
    programme = Programme.from_db(DEFAULT_DB_ALIAS, _COLUMNS, row[: len(_COLUMNS)])
    version = PackVersion.from_db(DEFAULT_DB_ALIAS, _PACK_COLUMNS, row[len(_COLUMNS) :])
    programme.pack_version = version
    return programme
