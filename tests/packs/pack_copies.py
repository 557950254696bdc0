"""Copies of the repository's packs, with one thing changed."""

import shutil
from pathlib import Path

import pytest

from fivefold.packs.loader import load_pack
from fivefold.packs.problems import PackRefusedError

PROGRAMMES = Path(__file__).parents[2] / "programmes"
SHIYU = PROGRAMMES / "cn-2021-shiyu"
TINY = PROGRAMMES / "tiny-two-level"


def copy_of(folder, tmp_path, file="", old="", new="", count=1):
    """Copy a pack folder and replace the first `count` occurrences of a text, which must be there."""
    target = tmp_path / folder.name
    if not target.exists():
        shutil.copytree(folder, target)
    if file:
        path = target / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not say {old!r}"
        path.write_text(text.replace(old, new, count), encoding="utf-8")
    return target


def refused(folder):
    """The faults for which a folder is refused, as (place, code)."""
    with pytest.raises(PackRefusedError) as caught:
        load_pack(folder)
    return [(str(error.mark), error.reason.code.removeprefix("pack.")) for error in caught.value.errors]
