"""The structure of a zip file, read strictly: what one reader sees, every reader sees.

Local headers and the central directory must agree, entries must lie one after the other without gaps or
overlaps, nothing may precede or follow, and every entry must unpack to exactly the size and sum it claims.
These are the rules that the Python Package Index applies to uploads, in code of our own. Data descriptors are
allowed when they say the same.
"""

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from fivefold.files.kinds import Limits
from fivefold.files.refusal import refused

_END = struct.Struct("<4s4H2IH")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_LOCATOR = struct.Struct("<4sIQI")
_END64 = struct.Struct("<4sQ2H2I4Q")
_ENCRYPTED, _DESCRIBED, _UTF8 = 0x1, 0x8, 0x800
_SAME = _ENCRYPTED | _UTF8  # flags on which both headers must agree
_STORED, _DEFLATED = 0, 8
_LINK, _TYPE = 0o120000, 0o170000
_PLAIN_TYPES = {0, 0o100000, 0o040000}
_MAX32 = 0xFFFFFFFF
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One entry of the central directory; sizes in bytes, start: offset of its local header."""

    name: str
    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    unpacked: int
    start: int
    mode: int


@dataclass(frozen=True)
class Archive:
    """A zip file whose structure was checked. contents: unpacked bytes by name, folders left out."""

    contents: dict[str, bytes]


def opened(data: bytes, limits: Limits) -> Archive:
    """Return the contents of a zip file; raises `UploadRefused` for the first rule that it breaks.

    Costs at most `limits.unpacked` bytes: sizes are checked before anything is unpacked, and while unpacking.
    """
    entries, directory = _directory(data, limits)
    _check_names(entries)
    _check_sizes(entries, len(data), limits)
    contents: dict[str, bytes] = {}
    at = 0
    for entry in sorted(entries, key=lambda item: item.start):
        if entry.start != at:
            raise refused("zip_overlap" if entry.start < at else "zip_hidden")
        body, at = _body(data, entry)
        if not entry.name.endswith("/"):
            contents[entry.name] = body
    if at != directory:
        raise refused("zip_overlap" if at > directory else "zip_hidden")
    return Archive(contents)


def _unpacked(shape: struct.Struct, data: bytes, at: int, signature: bytes) -> tuple[int, ...]:
    if at < 0 or at + shape.size > len(data) or data[at : at + 4] != signature:
        raise refused("zip_damaged")
    return shape.unpack_from(data, at)[1:]


def _directory(data: bytes, limits: Limits) -> tuple[list[Entry], int]:
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 0xFFFF))
    if end < 0:
        raise refused("zip_damaged")
    disk, start_disk, here, count, size, start, comment = _unpacked(_END, data, end, b"PK\x05\x06")
    if end + _END.size + comment != len(data) or comment:
        raise refused("zip_trailing")
    foot = end
    if _LOCATOR.size <= end and data[end - _LOCATOR.size : end - _LOCATOR.size + 4] == b"PK\x06\x07":
        here, count, size, start, foot = _directory64(data, end, (here, count, size, start))
    if disk or start_disk or here != count:
        raise refused("zip_damaged")
    if count > limits.entries:
        raise refused("zip_entries", count=count, limit=limits.entries)
    if start + size != foot:
        raise refused("zip_hidden" if start + size < foot else "zip_damaged")
    entries = list(_entries(data, start, count))
    if _length(data, start, count) != size:
        raise refused("zip_damaged")
    return entries, start


def _directory64(data: bytes, end: int, small: tuple[int, int, int, int]) -> tuple[int, int, int, int, int]:
    disk, at, disks = _unpacked(_LOCATOR, data, end - _LOCATOR.size, b"PK\x06\x07")
    fields = _unpacked(_END64, data, at, b"PK\x06\x06")
    here, count, size, start = fields[5:9]
    if disk or disks != 1 or at + 12 + fields[0] != end - _LOCATOR.size:
        raise refused("zip_lies")
    for value, short, most in zip(
        (here, count, size, start), small, (0xFFFF, 0xFFFF, _MAX32, _MAX32), strict=True
    ):
        if short not in {value, most}:
            raise refused("zip_lies")
    return here, count, size, start, at


def _entries(data: bytes, start: int, count: int) -> Iterator[Entry]:
    at = start
    for _ in range(count):
        fields = _unpacked(_CENTRAL, data, at, b"PK\x01\x02")
        maker, _, flags, method, _, _, crc, packed, unpacked, name, extra, comment, disk, _, outer, local = (
            fields
        )
        body = at + _CENTRAL.size
        raw, more = data[body : body + name], data[body + name : body + name + extra]
        packed, unpacked, local = _large(more, unpacked, packed, local)
        if flags & _ENCRYPTED:
            raise refused("encrypted")
        if method not in {_STORED, _DEFLATED} or disk:
            raise refused("zip_method")
        mode = outer >> 16 if maker >> 8 in {3, 19} else 0
        yield Entry(_named(raw, flags), raw, flags, method, crc, packed, unpacked, local, mode)
        at = body + name + extra + comment


def _length(data: bytes, start: int, count: int) -> int:
    at = start
    for _ in range(count):
        fields = _unpacked(_CENTRAL, data, at, b"PK\x01\x02")
        at += _CENTRAL.size + fields[9] + fields[10] + fields[11]
    return at - start


def _large(extra: bytes, unpacked: int, packed: int, local: int) -> tuple[int, int, int]:
    """Return packed size, unpacked size and offset, with zip64 values where the short ones say so."""
    values = list(_extra64(extra))
    found = []
    for short in (unpacked, packed, local):
        if short == _MAX32:
            if not values:
                raise refused("zip_lies")
            found.append(values.pop(0))
        else:
            found.append(short)
    return found[1], found[0], found[2]


def _extra64(extra: bytes) -> Iterator[int]:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if at + 4 + size > len(extra):
            raise refused("zip_damaged")
        if kind == 1:
            for place in range(at + 4, at + 4 + size - 7, 8):
                yield struct.unpack_from("<Q", extra, place)[0]
        at += 4 + size


def _named(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & _UTF8 else "ascii")
    except UnicodeDecodeError:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise refused("zip_name") from error


def _check_names(entries: list[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        parts = entry.name.rstrip("/").split("/")
        bad = not entry.name or entry.name.startswith("/") or re.match(r"[A-Za-z]:", entry.name)
        if bad or "\\" in entry.name or "\0" in entry.name or {"..", ".", ""} & set(parts):
            raise refused("zip_path", name=entry.name[:80])
        if entry.mode & _TYPE == _LINK or entry.mode & _TYPE not in _PLAIN_TYPES:
            raise refused("zip_link", name=entry.name[:80])
        folded = unicodedata.normalize("NFC", entry.name).casefold().rstrip("/")
        if folded in seen:
            raise refused("zip_duplicate", name=entry.name[:80])
        seen.add(folded)


def _check_sizes(entries: list[Entry], size: int, limits: Limits) -> None:
    whole = sum(entry.unpacked for entry in entries)
    if whole > limits.unpacked:
        raise refused("zip_large", limit=limits.unpacked // (1 << 20))
    if whole > limits.ratio_from and whole > limits.ratio * size:
        raise refused("zip_ratio", ratio=whole // max(1, size))


def _body(data: bytes, entry: Entry) -> tuple[bytes, int]:
    """Return an entry's unpacked bytes and where it ends."""
    fields = _unpacked(_LOCAL, data, entry.start, b"PK\x03\x04")
    _, flags, method, _, _, crc, packed, unpacked, name, extra = fields
    head = entry.start + _LOCAL.size
    if data[head : head + name] != entry.raw or method != entry.method or (flags ^ entry.flags) & _SAME:
        raise refused("zip_mismatch", name=entry.name[:80])
    described = bool(flags & _DESCRIBED)
    if not (described and (crc, packed, unpacked) == (0, 0, 0)):
        sizes = (packed, unpacked)
        if _MAX32 in sizes:
            packed, unpacked, _ = _large(data[head + name : head + name + extra], unpacked, packed, 0)
        if (crc, packed, unpacked) != (entry.crc, entry.packed, entry.unpacked) and not (
            described and crc == 0
        ):
            raise refused("zip_mismatch", name=entry.name[:80])
    start = head + name + extra
    end = start + entry.packed
    if end > len(data):
        raise refused("zip_damaged")
    body = _plain(data[start:end], entry)
    return body, _described_end(data, end, entry) if described else end


def _plain(packed: bytes, entry: Entry) -> bytes:
    if entry.method == _STORED:
        body = packed
    else:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            body = engine.decompress(packed, entry.unpacked + 1)
        except zlib.error as error:
            raise refused("zip_damaged") from error
        if not engine.eof or engine.unused_data:
            raise refused(
                "zip_mismatch" if len(body) > entry.unpacked else "zip_damaged", name=entry.name[:80]
            )
    if len(body) != entry.unpacked:
        raise refused("zip_mismatch", name=entry.name[:80])
    if zlib.crc32(body) != entry.crc:
        raise refused("zip_checksum", name=entry.name[:80])
    return body


def _described_end(data: bytes, at: int, entry: Entry) -> int:
    """Return where the data descriptor ends; it must say the same as the central directory."""
    for shape in ("<4sI2I", "<4sI2Q", "<I2I", "<I2Q"):
        size = struct.calcsize(shape)
        if at + size > len(data):
            continue
        fields = struct.unpack_from(shape, data, at)
        signed = shape.startswith("<4s")
        if signed and fields[0] != b"PK\x07\x08":
            continue
        if fields[1 if signed else 0 :] == (entry.crc, entry.packed, entry.unpacked):
            return at + size
    raise refused("zip_mismatch", name=entry.name[:80])
