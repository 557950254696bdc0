"""Where programme packs are kept."""

import os
from collections.abc import Mapping
from pathlib import Path

from fivefold import carried
from fivefold.method.reason import Reason, Refused

SETTING = "FIVEFOLD_PROGRAMMES"


def programmes_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Return the folder of all packs: FIVEFOLD_PROGRAMMES, else `programmes/` carried with the code.

    Raises `Refused` when it is no folder.
    """
    named = (os.environ if environ is None else environ).get(SETTING)
    folder = Path(named) if named else carried("programmes")
    if not folder.is_dir():
        raise Refused(Reason("pack.places.no_folder", {"folder": str(folder), "setting": SETTING}))
    return folder


def pack_folders(environ: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """Return the folders that hold a pack (a `pack.yaml`), sorted by name."""
    return tuple(sorted(path.parent for path in programmes_folder(environ).glob("*/pack.yaml")))


def pack_folder(key: str, environ: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the pack with a key. Raises `Refused` when there is none."""
    for folder in pack_folders(environ):
        if folder.name == key:
            return folder
    raise Refused(Reason("pack.places.no_pack", {"key": key}))
