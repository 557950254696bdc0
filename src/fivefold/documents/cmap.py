"""Which characters a font file holds, read from its `cmap` table (OpenType 1.9, formats 4 and 12).

A small reader of our own: the check must also run where no font library is installed.
"""

import struct
from functools import cache
from itertools import chain
from pathlib import Path

_TTC = b"ttcf"
_FORMAT_SEGMENTS = 4
_FORMAT_GROUPS = 12


@cache
def characters(path: Path, index: int = 0) -> frozenset[int]:
    """Return the code points for which a face has a glyph.

    index: place of the face in a collection (.ttc). `ValueError` for a file that is no OpenType font.
    """
    data = path.read_bytes()
    try:
        table = _table(data, index)
        return frozenset(chain.from_iterable(_subtable(table, offset) for offset in _offsets(table)))
    except (struct.error, IndexError) as error:
        raise ValueError(f"{path.name} is not a font with a character map") from error


def _table(data: bytes, index: int) -> bytes:
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == _TTC else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    for entry in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * entry)
        if tag == b"cmap":
            return data[offset : offset + length]
    raise ValueError("the font has no character map")


def _offsets(table: bytes) -> list[int]:
    (count,) = struct.unpack_from(">H", table, 2)
    records = (struct.unpack_from(">HHI", table, 4 + 8 * i) for i in range(count))
    return sorted({offset for platform, _, offset in records if platform in {0, 3}})


def _subtable(table: bytes, offset: int) -> set[int]:
    (kind,) = struct.unpack_from(">H", table, offset)
    if kind == _FORMAT_SEGMENTS:
        return _segments(table, offset)
    return _groups(table, offset) if kind == _FORMAT_GROUPS else set()


def _segments(table: bytes, offset: int) -> set[int]:
    (doubled,) = struct.unpack_from(">H", table, offset + 6)
    half = doubled // 2
    ends = struct.unpack_from(f">{half}H", table, offset + 14)
    starts = struct.unpack_from(f">{half}H", table, offset + 16 + doubled)
    deltas = struct.unpack_from(f">{half}H", table, offset + 16 + 2 * doubled)
    place = offset + 16 + 3 * doubled
    ranges = struct.unpack_from(f">{half}H", table, place)
    found: set[int] = set()
    for i, (first, last, delta, skip) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if skip:
                (glyph,) = struct.unpack_from(">H", table, place + 2 * i + skip + 2 * (code - first))
            if glyph if skip else (code + delta) & 0xFFFF:
                found.add(code)
    return found


def _groups(table: bytes, offset: int) -> set[int]:
    (count,) = struct.unpack_from(">I", table, offset + 12)
    found: set[int] = set()
    for i in range(count):
        first, last, glyph = struct.unpack_from(">III", table, offset + 16 + 12 * i)
        found.update(range(first if glyph else first + 1, last + 1))
    return found
