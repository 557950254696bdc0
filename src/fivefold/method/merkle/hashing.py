"""The three hashes of a Merkle tree (RFC 9162 section 2.1.1), SHA-256, 32 bytes each."""

import hashlib

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a log without entries: the hash of nothing."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of one entry's bytes. The prefix keeps leaves and inner nodes apart.

    >>> leaf_hash(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node over its two children.

    >>> node_hash(leaf_hash(b"a"), leaf_hash(b"b")).hex()[:16]
    'b137985ff484fb60'
    """
    return hashlib.sha256(b"\x01" + left + right).digest()
