"""Fivefold (五分): runs classified-guidance pilot programmes by the five divisions (五分法)."""

from pathlib import Path

__version__ = "0.1.0"

_PACKAGE = Path(__file__).resolve().parent
_IN_A_WHEEL = _PACKAGE / "carried"


def carried(name: str) -> Path:
    """Return a folder that travels with the code: ``third_party/fonts``, ``third_party/htmx``, ``programmes``.

    An installed wheel holds it inside the package (``hatch_build.py``), a checkout at its root.
    """
    root = _IN_A_WHEEL if _IN_A_WHEEL.is_dir() else _PACKAGE.parents[1]
    return root / name
