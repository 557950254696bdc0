"""Growing Merkle trees: the whole tree in memory, or only its right edge."""

from collections.abc import Iterable

from fivefold.method.merkle.hashing import EMPTY_ROOT, HASH_SIZE, leaf_hash, node_hash
from fivefold.method.merkle.proofs import consistency_path, inclusion_path, root_at


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the Merkle root over the bytes of the entries, in order (RFC 9162 2.1.1).

    >>> root([b"a", b"b"]) == node_hash(leaf_hash(b"a"), leaf_hash(b"b")), root([]) == EMPTY_ROOT
    (True, True)
    """
    edge = CompactRange()
    for data in leaves:
        edge.append(leaf_hash(data))
    return edge.root()


class CompactRange:
    """The right edge of a tree: one hash per complete subtree, enough to go on appending.

    `hashes` holds the roots of the complete subtrees from left to right, as many as `size` has binary ones,
    32 bytes each. A store keeps size and hashes and needs nothing older. Raises `ValueError` when the two do
    not fit.
    """

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)
        if size < 0 or len(self.hashes) != size.bit_count() or any(len(h) != HASH_SIZE for h in self.hashes):
            raise ValueError(f"{len(self.hashes)} hashes are not the edge of a tree of {size}")

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add a leaf hash; return the nodes it completed as (level, index, hash), the leaf itself first."""
        found, level, index = leaf, 0, self.size
        completed = [(level, index, found)]
        while index & 1:
            found = node_hash(self.hashes.pop(), found)
            level, index = level + 1, index >> 1
            completed.append((level, index, found))
        self.hashes.append(found)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Return the root of the tree so far."""
        if not self.hashes:
            return EMPTY_ROOT
        found = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            found = node_hash(left, found)
        return found


class Tree:
    """A whole tree in memory, 64 bytes per leaf: roots and proofs for every size it ever had."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._edge = CompactRange()
        self._levels: list[bytearray] = []
        for data in leaves:
            self.append(data)

    def __len__(self) -> int:
        return self._edge.size

    def append(self, data: bytes) -> int:
        """Add an entry's bytes; return its index."""
        return self.append_hash(leaf_hash(data))

    def append_hash(self, leaf: bytes) -> int:
        """Add an entry by its leaf hash; return its index."""
        for level, _, found in self._edge.append(leaf):
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += found
        return self._edge.size - 1

    def node(self, level: int, index: int) -> bytes:
        """Return the hash of a complete subtree (see `proofs`)."""
        return bytes(self._levels[level][index * HASH_SIZE : (index + 1) * HASH_SIZE])

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first `size` leaves (default: all). `ValueError` if there are fewer."""
        return root_at(self._known(size), self.node)

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Return the proof that leaf `index` is among the first `size`. `ValueError` if it is not."""
        return inclusion_path(index, self._known(size), self.node)

    def consistency(self, old_size: int, new_size: int | None = None) -> list[bytes]:
        """Return the proof that `new_size` leaves only added to `old_size`. `ValueError` if it cannot be."""
        return consistency_path(old_size, self._known(new_size), self.node)

    def _known(self, size: int | None) -> int:
        if size is None:
            return self._edge.size
        if not 0 <= size <= self._edge.size:
            raise ValueError(f"the tree has {self._edge.size} leaves, not {size}")
        return size
