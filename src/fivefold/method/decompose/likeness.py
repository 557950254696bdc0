"""How alike two texts are: cosine of character n-grams weighed by rarity (TF-IDF), for Chinese and others.

Chinese is cut into runs of 1 to 3 characters, other scripts into runs of 3 to 5 letters within words, the
ends of words included. Counts enter as 1 + ln(count), rarity as ln((1 + n) / (1 + df)) + 1 (Salton & Buckley
1988). Case, width and punctuation do not count, and of links only the words. No language model, no list of words.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, diags_array

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_RUNS = re.compile(rf"[{_HAN}]+|[^\W{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_LINK = re.compile(r"\(\[[^\]]*\]\([^)]*\)\)|\[([^\]]*)\]\([^)]*\)")


def plain(text: str) -> str:
    """Return the words of a text, for comparing wording: width, case, blanks and punctuation away."""
    return " ".join(_RUNS.findall(unicodedata.normalize("NFKC", text).lower()))


def likeness(old: Sequence[str], new: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return a matrix of 0 to 1: how alike each old text is to each new one.

    >>> likeness(["网格化管理", "应急演练"], ["网格化服务管理"]).round(2).tolist()
    [[0.48], [0.0]]
    """
    weights = _weights([*old, *new])
    found: npt.NDArray[np.float64] = (weights[: len(old)] @ weights[len(old) :].T).toarray()
    return np.clip(found, 0, 1)


def _grams(text: str) -> Iterator[str]:
    words = unicodedata.normalize("NFKC", _LINK.sub(r" \1 ", text)).lower()
    for run in _RUNS.findall(words):
        han = _IS_HAN.match(run) is not None
        piece, lengths = (run, (1, 2, 3)) if han else (f" {run} ", (3, 4, 5))
        for length in lengths:
            yield from (piece[start : start + length] for start in range(len(piece) - length + 1))


def _weights(texts: Sequence[str]) -> csr_array:
    known: dict[str, int] = {}
    rows, columns = [], []
    for row, text in enumerate(texts):
        numbers = [known.setdefault(gram, len(known)) for gram in _grams(text)]
        rows += [row] * len(numbers)
        columns += numbers
    shape = (len(texts), max(len(known), 1))
    table = coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
    rarity = np.log((1 + shape[0]) / (1 + np.bincount(table.indices, minlength=shape[1]))) + 1
    table.data = (1 + np.log(table.data)) * rarity[table.indices]
    lengths = np.sqrt(table.multiply(table).sum(axis=1))
    return csr_array(diags_array(1 / np.where(lengths > 0, lengths, 1)) @ table)
