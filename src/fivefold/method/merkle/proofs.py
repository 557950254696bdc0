"""Proofs of inclusion and consistency: making them from stored nodes, and checking them.

Making a proof needs only the hashes of *complete* subtrees, asked for by level and index: node (k, i) covers
the leaves i*2^k up to (i+1)*2^k. Where they are kept, in memory or in a table, is the caller's matter.
"""

from collections.abc import Callable, Sequence

from fivefold.method.merkle.hashing import EMPTY_ROOT, HASH_SIZE, node_hash

NodeSource = Callable[[int, int], bytes]
"""Gives the 32 bytes of the complete subtree of a level and an index."""


def root_at(size: int, node: NodeSource) -> bytes:
    """Return the root of the first `size` leaves.

    >>> from fivefold.method.merkle import Tree
    >>> tree = Tree([b"a", b"b", b"c"])
    >>> root_at(2, tree.node) == node_hash(tree.node(0, 0), tree.node(0, 1)), root_at(0, tree.node) == EMPTY_ROOT
    (True, True)
    """
    return _subtree(0, size, node) if size else EMPTY_ROOT


def inclusion_path(index: int, size: int, node: NodeSource) -> list[bytes]:
    """Return the proof that leaf `index` is in the tree of the first `size` leaves (RFC 9162 2.1.3.1).

    Raises `ValueError` unless 0 <= index < size.

    >>> from fivefold.method.merkle import Tree
    >>> tree = Tree([b"a", b"b", b"c"])
    >>> inclusion_path(0, 3, tree.node) == [tree.node(0, 1), tree.node(0, 2)]
    True
    """
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    path: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_subtree(middle, high, node))
            high = middle
        else:
            path.append(_subtree(low, middle, node))
            low = middle
    return path[::-1]


def consistency_path(old_size: int, new_size: int, node: NodeSource) -> list[bytes]:
    """Return the proof that the tree of `new_size` only added to that of `old_size` (RFC 9162 2.1.4.1).

    Raises `ValueError` unless 0 < old_size <= new_size: that something grew from nothing says nothing.

    >>> from fivefold.method.merkle import Tree
    >>> tree = Tree([b"a", b"b", b"c"])
    >>> consistency_path(2, 3, tree.node) == [tree.node(0, 2)]
    True
    """
    if not 0 < old_size <= new_size:
        raise ValueError(f"no consistency proof from {old_size} to {new_size}")
    path: list[bytes] = []
    low, high = 0, new_size
    while high != old_size:
        middle = low + _split(high - low)
        if old_size <= middle:
            path.append(_subtree(middle, high, node))
            high = middle
        else:
            path.append(_subtree(low, middle, node))
            low = middle
    if low:
        path.append(_subtree(low, high, node))
    return path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Return whether `path` proves a leaf hash at `index` under the root of `size` (RFC 9162 2.1.3.2).

    >>> from fivefold.method.merkle import Tree, leaf_hash
    >>> tree = Tree([b"a", b"b", b"c"])
    >>> path = tree.inclusion(1)
    >>> [verify_inclusion(leaf_hash(data), 1, 3, path, tree.root()) for data in (b"b", b"c")]
    [True, False]
    """
    if not 0 <= index < size or len(leaf) != HASH_SIZE:
        return False
    place, last, found = index, size - 1, leaf
    for sibling in path:
        if not last:
            return False
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return not last and found == root


def verify_consistency(
    old_size: int, new_size: int, path: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Return whether `path` proves that the newer tree only added to the older one (RFC 9162 2.1.4.2).

    An old size of 0 is refused, as transparency-dev does: such a proof would be useless.

    >>> from fivefold.method.merkle import Tree
    >>> tree = Tree([b"a", b"b", b"c"])
    >>> path = tree.consistency(2)
    >>> [verify_consistency(2, 3, path, old, tree.root()) for old in (tree.root(2), tree.root(1))]
    [True, False]
    """
    if old_size == new_size:
        return old_size > 0 and not path and old_root == new_root
    steps = list(path) if old_size & (old_size - 1) else [old_root, *path]
    if not (0 < old_size < new_size and steps):
        return False
    shift = (old_size & -old_size).bit_length() - 1
    place, last = (old_size - 1) >> shift, (new_size - 1) >> shift
    old = new = steps[0]
    for sibling in steps[1:]:
        if not last:
            return False
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    return not last and old == old_root and new == new_root


def _split(count: int) -> int:
    """Return the largest power of two smaller than `count` (count > 1)."""
    return 1 << ((count - 1).bit_length() - 1)


def _subtree(low: int, high: int, node: NodeSource) -> bytes:
    """Return the hash over leaves low..high; low is a multiple of the least power of two >= their count."""
    count = high - low
    if not count & (count - 1):
        level = count.bit_length() - 1
        return node(level, low >> level)
    middle = low + _split(count)
    return node_hash(_subtree(low, middle, node), _subtree(middle, high, node))
