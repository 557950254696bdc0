"""What counts of a text: letters and digits, whatever their width, case, spacing and punctuation.

The text is put in Unicode NFC; of each character the first letter or digit of its compatibility form (NFKC) is
kept in lower case, everything else is dropped. Chinese needs no words for this.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Codes: TypeAlias = npt.NDArray[np.uint32]

# Beyond the last plane with ideographs stand no letters: tags, variation selectors, private signs.
_END = 0x32400


@lru_cache(maxsize=1)
def _table() -> Codes:
    """Return for every code point the one that is kept for it, 0 for none."""
    return np.array([_kept(chr(point)) for point in range(_END)] + [0], dtype=np.uint32)


def _kept(sign: str) -> int:
    kept = (one for one in unicodedata.normalize("NFKC", sign) if unicodedata.category(one)[0] in "LN")
    first = next(kept, None)
    return 0 if first is None else ord(first.lower()[0])


def kept(texts: Sequence[str]) -> tuple[Codes, npt.NDArray[np.int32]]:
    """Return the kept code points of all texts in a row, and for each the number of its text."""
    whole = "".join(texts)
    if not unicodedata.is_normalized("NFC", whole):
        texts = [unicodedata.normalize("NFC", text) for text in texts]
        whole = "".join(texts)
    codes = _codes(whole)
    found = codes != 0
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    return codes[found], np.repeat(np.arange(len(texts), dtype=np.int32), lengths)[found]


def placed(text: str) -> tuple[Codes, npt.NDArray[np.int64]]:
    """Return the kept code points of a text in NFC, and for each its place in it."""
    codes = _codes(text)
    places = np.flatnonzero(codes)
    return codes[places], places


def _codes(text: str) -> Codes:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _table()[np.minimum(points, _END)]
