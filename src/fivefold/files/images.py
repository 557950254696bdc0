"""Pictures by their own headers: a real PNG or JPEG, whole, of a size that can be shown."""

import struct

from fivefold.files.kinds import Limits
from fivefold.files.refusal import refused

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN = 0xDA


def check_png(data: bytes, limits: Limits) -> None:
    """Raise `UploadRefused` unless a PNG's chunks are whole, IHDR first, IEND last and nothing follows."""
    at, first = len(PNG), True
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if first:
            if kind != b"IHDR" or length != 13:  # noqa: PLR2004 - the size of IHDR
                break
            width, height = struct.unpack_from(">II", data, at + 8)
            _check_pixels(width, height, limits)
        at, first = at + 12 + length, False
        if kind == b"IEND":
            if at != len(data):
                raise refused("polyglot")
            return
    raise refused("image_broken", extension="png")


def check_jpeg(data: bytes, limits: Limits) -> None:
    """Raise `UploadRefused` unless a JPEG has a frame header and an end. Cameras may append data."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - the sign of a marker
        marker = data[at + 1]
        if marker == 0xFF or marker in _BARE:  # noqa: PLR2004 - a fill byte
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004 - see above
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker in _FRAMES and at + 9 <= len(data):
            height, width = struct.unpack_from(">HH", data, at + 5)
            _check_pixels(width, height, limits)
            if b"\xff\xd9" in data[at:]:
                return
            break
        if marker == _SCAN:
            break
        at += 2 + length
    raise refused("image_broken", extension="jpg")


def _check_pixels(width: int, height: int, limits: Limits) -> None:
    if width * height > limits.pixels:
        raise refused("image_pixels", width=width, height=height, limit=limits.pixels)
    if not width or not height:
        raise refused("image_broken", extension="png")
