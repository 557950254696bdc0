"""Identifiers: UUID version 7 (RFC 9562, 5.7), sortable by creation and unguessable in their random part."""

import os
import time
import uuid

_RANDOM_BITS = 74


def uuid7() -> uuid.UUID:
    """Return a new UUIDv7: 48 bits of Unix milliseconds, version, variant, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    randomness = int.from_bytes(os.urandom(10), "big") >> (80 - _RANDOM_BITS)
    high, low = randomness >> 62, randomness & ((1 << 62) - 1)
    value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low
    return uuid.UUID(int=value)
