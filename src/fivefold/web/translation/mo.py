"""Writing the compiled catalogue (GNU gettext's MO format, revision 0, without a hash table)."""

import struct
from collections.abc import Iterable

from fivefold.web.translation.po import Message

MAGIC = 0x950412DE
HEADER_BYTES = 28


def compiled(header: str, messages: Iterable[Message]) -> bytes:
    """Return the bytes of a MO file: key and translation tables sorted by key, then the texts."""
    table = {b"": header.encode()}
    for message in messages:
        key = f"{message.key}\0{message.plural}" if message.plural else message.key
        table[key.encode()] = "\0".join(message.forms).encode()
    keys = sorted(table)
    texts = b""
    spans: list[tuple[int, int]] = []
    first = HEADER_BYTES + 16 * len(keys)
    for text in [*keys, *(table[key] for key in keys)]:
        spans.append((len(text), first + len(texts)))
        texts += text + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(keys), HEADER_BYTES, HEADER_BYTES + 8 * len(keys), 0, first)
    return head + b"".join(struct.pack("<2I", *span) for span in spans) + texts
