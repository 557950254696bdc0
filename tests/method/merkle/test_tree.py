import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method import verify
from fivefold.method.merkle import (
    EMPTY_ROOT,
    CompactRange,
    Tree,
    leaf_hash,
    node_hash,
    root,
    root_at,
    verify_consistency,
    verify_inclusion,
)

# The entries and roots of RFC 6962 implementations (certificate-transparency, merkle tests)
ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LARGEST = 64
LEAVES = [b"leaf %d" % place for place in range(LARGEST)]


def by_the_book(leaves):
    """MTH of RFC 9162 2.1.1, word by word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = by_the_book(leaves[:split]), by_the_book(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@pytest.fixture(scope="module")
def tree():
    return Tree(LEAVES)


def test_published_roots():
    tree = Tree()
    assert tree.root() == root([]) == EMPTY_ROOT
    for size, expected in enumerate(ROOTS, start=1):
        assert tree.append(ENTRIES[size - 1]) == size - 1
        assert tree.root().hex() == root(ENTRIES[:size]).hex() == expected
    assert len(tree) == 8


def test_every_size_has_the_root_of_the_definition(tree):
    for size in range(LARGEST + 1):
        assert tree.root(size) == by_the_book(LEAVES[:size])


def test_all_inclusion_proofs_up_to_64_and_no_other_place_fits(tree):
    for size in range(1, LARGEST + 1):
        for index in range(size):
            path = tree.inclusion(index, size)
            for proves in (verify_inclusion, verify.included):
                assert proves(leaf_hash(LEAVES[index]), index, size, path, tree.root(size))
                assert not proves(leaf_hash(LEAVES[index]), index + 1, size, path, tree.root(size))
                assert not proves(
                    leaf_hash(LEAVES[index]), index, size, [*path, path[-1] if path else b""], tree.root(size)
                )


def test_all_consistency_proofs_up_to_64(tree):
    for new in range(1, LARGEST + 1):
        for old in range(1, new + 1):
            path = tree.consistency(old, new)
            for proves in (verify_consistency, verify.grew):
                assert proves(old, new, path, tree.root(old), tree.root(new))
                assert not proves(old, new, [*path, b"x" * 32], tree.root(old), tree.root(new))
                assert not proves(old, new, path, tree.root(old - 1), tree.root(new))


@pytest.mark.parametrize("size", [7, 8, 21])
def test_every_flipped_bit_of_a_proof_is_refused(tree, size):
    index, old = size - 3, size - 2
    inside, growth = tree.inclusion(index, size), tree.consistency(old, size)
    for place in range(len(inside) * 256):
        path = flipped(inside, place)
        for proves in (verify_inclusion, verify.included):
            assert not proves(leaf_hash(LEAVES[index]), index, size, path, tree.root(size))
    for place in range(len(growth) * 256):
        path = flipped(growth, place)
        for proves in (verify_consistency, verify.grew):
            assert not proves(old, size, path, tree.root(old), tree.root(size))


def flipped(path, place):
    number, bit = divmod(place, 256)
    changed = int.from_bytes(path[number], "big") ^ (1 << bit)
    return [*path[:number], changed.to_bytes(32, "big"), *path[number + 1 :]]


@given(st.integers(1, 40), st.data())
def test_two_histories_are_never_consistent(size, data):
    place = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(place + 1, size))
    told, retold = Tree(LEAVES[:size]), Tree([*LEAVES[:place], b"rewritten", *LEAVES[place + 1 : size]])
    for path in (told.consistency(old, size), retold.consistency(old, size)):
        assert not verify_consistency(old, size, path, told.root(old), retold.root(size))


@given(st.lists(st.integers(-3, 70), min_size=3, max_size=3), st.lists(st.binary(max_size=33), max_size=8))
def test_both_verifiers_agree_on_any_numbers_and_paths(numbers, path):
    index, size, other = numbers
    leaf, old = hashlib.sha256(b"a").digest(), hashlib.sha256(b"b").digest()
    assert verify_inclusion(leaf, index, size, path, old) == verify.included(leaf, index, size, path, old)
    assert verify_consistency(size, other, path, leaf, old) == verify.grew(size, other, path, leaf, old)


def test_the_edge_is_enough_to_go_on(tree):
    edge = CompactRange()
    nodes = {}
    for size, data in enumerate(LEAVES, start=1):
        completed = edge.append(leaf_hash(data))
        nodes.update({(level, index): found for level, index, found in completed})
        edge = CompactRange(edge.size, tuple(edge.hashes))
        assert edge.root() == tree.root(size)
        assert root_at(size, lambda level, index: nodes[level, index]) == tree.root(size)
    assert len(nodes) == 2 * LARGEST - 1
    assert nodes[1, 0] == node_hash(leaf_hash(LEAVES[0]), leaf_hash(LEAVES[1])) == tree.node(1, 0)


@pytest.mark.parametrize(
    ("size", "hashes"), [(1, []), (3, [b"a" * 32]), (1, [b"a"]), (-1, []), (-3, [b"a" * 32] * 2)]
)
def test_an_edge_that_does_not_fit_its_size_is_refused(size, hashes):
    with pytest.raises(ValueError, match="not the edge"):
        CompactRange(size, hashes)


def test_what_is_not_in_the_tree_is_refused(tree):
    for question in (lambda: tree.root(65), lambda: tree.root(-1), lambda: tree.inclusion(0, 65)):
        with pytest.raises(ValueError, match="64 leaves"):
            question()
    for index, size in ((5, 5), (-1, 5), (0, 0)):
        with pytest.raises(ValueError, match="not in a tree"):
            tree.inclusion(index, size)
    for old, new in ((0, 5), (6, 5)):
        with pytest.raises(ValueError, match="no consistency proof"):
            tree.consistency(old, new)


def test_a_large_log_keeps_64_bytes_a_leaf_and_proves_quickly():
    tree = Tree()
    for place in range(20_000):
        tree.append_hash(place.to_bytes(32, "big"))
    assert sum(len(level) for level in tree._levels) <= 64 * 20_000
    path = tree.inclusion(12_345)
    assert len(path) == 15
    assert verify_inclusion((12_345).to_bytes(32, "big"), 12_345, 20_000, path, tree.root())
    assert verify_consistency(9_999, 20_000, tree.consistency(9_999), tree.root(9_999), tree.root())
