"""The check that `fivefold pack check FOLDER` prints."""

from pathlib import Path

from fivefold.method.reason import Reason, speak
from fivefold.packs.checker import check_pack
from fivefold.packs.loader import load_pack
from fivefold.packs.problems import PackError, PackRefusedError


def check_folder(path: Path, language: str = "en") -> tuple[int, list[str]]:
    """Load the pack in a folder and run its examples.

    Returns an exit code (0 sound, 1 faults) and the lines to print: one `file:line:column: sentence` per
    fault and a last line that sums up.
    """
    try:
        pack = load_pack(path)
    except PackRefusedError as error:
        return _faulty(error.errors, language)
    faults = check_pack(pack)
    if faults:
        return _faulty(PackRefusedError(faults).errors, language)
    said = {"key": pack.key, "version": pack.version, "sha256": pack.sha256}
    return 0, [speak(Reason("pack.check.sound", said), language)]


def _faulty(faults: tuple[PackError, ...], language: str) -> tuple[int, list[str]]:
    total = speak(Reason("pack.check.faults", {"count": len(faults)}), language)
    return 1, [*(fault.line_for(language) for fault in faults), total]
