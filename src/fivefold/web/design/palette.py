"""The colours of ``tokens.css`` and the pairs in use, with their contrast (WCAG 2.2, 1.4.3 and 1.4.11)."""

import functools
import re
from pathlib import Path
from typing import NamedTuple

TOKENS = Path(__file__).resolve().parents[1] / "static" / "web" / "tokens.css"
_COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")
TEXT = 4.5
EDGE = 3.0
_LINEAR_END = 0.04045

_TEXTS = {
    "paper": ("ink", "ink-soft", "link", "link-deep", "vermilion", "done", "late", "rule-strong"),
    "paper-deep": ("ink", "ink-soft", "link", "link-deep"),
    "paper-pure": ("ink", "ink-soft", "link", "vermilion"),
    "ink-pale": ("ink", "link", "ink-soft"),
    "vermilion-pale": ("ink", "vermilion", "link"),
    "done-pale": ("ink", "done", "link"),
    "late-pale": ("ink", "late", "link"),
    "link": ("paper-pure",),
    "link-deep": ("paper-pure", "heat-paper"),
    "vermilion": ("paper-pure",),
    "ink": ("paper", "paper-pure"),
    "heat-0": ("heat-ink",),
    "heat-1": ("heat-ink",),
    "heat-2": ("heat-ink",),
    "heat-3": ("heat-ink",),
    "heat-4": ("heat-paper",),
    "heat-5": ("heat-paper",),
}
_ACCENTS = ("accent-classify", "accent-decompose", "accent-claim", "accent-create", "accent-share")


class Pair(NamedTuple):
    """A foreground on a ground, the contrast they have and the one they need."""

    front: str
    ground: str
    contrast: float
    needed: float


@functools.cache
def colours() -> dict[str, str]:
    """Return every colour token as ``#rrggbb``."""
    return dict(_COLOUR.findall(TOKENS.read_text(encoding="utf-8")))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours ``#rrggbb``, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= _LINEAR_END else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pairs() -> list[Pair]:
    """Return every pair in use, texts first, then edges of controls."""
    wanted = [(front, ground, TEXT) for ground, fronts in _TEXTS.items() for front in fronts]
    wanted += [(accent, ground, TEXT) for accent in _ACCENTS for ground in ("paper", "paper-deep")]
    wanted += [("rule-strong", ground, EDGE) for ground in ("paper-pure", "paper-deep")]
    tokens = colours()
    return [Pair(f, g, round(contrast(tokens[f], tokens[g]), 2), need) for f, g, need in wanted]


def accents() -> tuple[str, ...]:
    """Return the tokens of the five divisions, in their order."""
    return _ACCENTS
