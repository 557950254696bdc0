from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from fivefold.documents.fonts import CARRIED


@pytest.fixture
def small_face(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a maker of font files that hold a few letters under a given family name."""

    def make(letters: str, family: str) -> Path:
        font = TTFont(CARRIED / "noto-serif-sc" / "NotoSerifSC-Regular.ttf")
        subsetter = Subsetter(Options(notdef_outline=True))
        subsetter.populate(text=letters)
        subsetter.subset(font)
        for entry in list(font["name"].names):
            if entry.nameID in {1, 4, 6, 16}:
                font["name"].setName(family, entry.nameID, entry.platformID, entry.platEncID, entry.langID)
        folder = tmp_path / "faces"
        folder.mkdir(exist_ok=True)
        font.save(folder / f"{family}.ttf")
        return folder / f"{family}.ttf"

    return make
