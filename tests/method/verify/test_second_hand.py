"""The specification is enough: a verifier written from it alone answers as ours does."""

import base64
import copy
import hashlib
import json
import random
import re
from pathlib import Path

import pytest

from fivefold.method.verify import verify_bundle
from method.bundles import OTHER_VKEY, PDF, VKEY, Issue, note, written
from method.verify import second_hand
from method.verify.test_tampering import BUNDLES, FORGERIES

DOCS = Path(__file__).parents[3] / "docs"
VECTORS = Path(__file__).parents[1] / "vectors" / "merkle"


def both(data, key=None, checkpoint=None, file=None):
    document = ("list.pdf", file) if file else None
    ours = verify_bundle(data, key=key, checkpoint=checkpoint, document=document).state
    return ours, second_hand.state(data, key, checkpoint, file)


def test_the_printed_example_and_the_sample():
    """Section 7 of the page, and the list that is carried in docs/samples."""
    page = (DOCS / "reference" / "verification.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(?:text|json) (\w+)\n(.*?)```", page, re.DOTALL))
    assert both(blocks["bundle"].encode(), blocks["vkey"].strip()) == ("verified", "verified")
    assert both(blocks["bundle"].replace("演示1市", "演示9市", 1).encode()) == ("altered", "altered")
    sample, key = (DOCS / "samples" / name for name in ("list.json", "key.txt"))
    assert both(sample.read_bytes(), key.read_text(encoding="utf-8").strip()) == ("verified", "verified")
    assert both(b"\xef\xbb\xbf" + sample.read_bytes()) == ("verified", "verified")
    assert both(sample.read_bytes(), "") == ("unclear", "unclear")


def test_both_find_the_same_forgeries():
    """260 forgeries of 13 kinds: where a forgery leaves a shape that cannot be judged, both say unclear."""
    chance = random.Random(9162)  # noqa: S311 - reproducible tests, no secrets
    seen = {"altered": 0, "unclear": 0}
    for number in range(260):
        bundle = copy.deepcopy(BUNDLES[chance.choice(sorted(BUNDLES))])
        honest = copy.deepcopy(bundle)
        FORGERIES[number % len(FORGERIES)](bundle, chance)
        if bundle != honest:
            ours, theirs = both(written(bundle))
            assert ours != "verified", bundle
            assert theirs != "verified", bundle
            assert ours == theirs or "unclear" in (ours, theirs), bundle
            seen[theirs] += 1
    assert min(seen.values()) > 20


@pytest.mark.parametrize(("old", "new"), [(1, 9), (3, 9), (4, 9), (6, 9), (8, 9), (9, 9)])
def test_growth_is_followed_alike(old, new):
    issue = Issue(count=2, before=5, after=3)
    assert len(issue.tree) == 10
    data = written(issue.bundle(growth=[issue.growth(old, new)] if old < new else []))
    assert both(data, VKEY, note(issue.tree, old)) == ("verified", "verified")


def test_a_rewritten_log_is_seen_alike():
    """Another history of the same length, and one that no proof leads to."""
    data, rewritten = written(Issue(count=2, before=5, after=3).bundle()), Issue(count=3, before=5, after=3)
    assert both(data, VKEY, note(rewritten.tree, 9)) == ("altered", "altered")
    assert both(data, VKEY, note(rewritten.tree, 8)) == ("unclear", "unclear")


@pytest.mark.parametrize("checkpoint", [False, True])
@pytest.mark.parametrize("old", range(1, 10))
def test_a_tampered_proof_of_growth_is_found_alike_with_and_without_a_checkpoint(old, checkpoint):
    """Every hash of every path, one bit each; and a hash too many or too few."""
    issue = Issue(count=2, before=0, after=8)
    data = issue.bundle(growth=[issue.growth(old, 9)] if old < 9 else [])
    kept = note(issue.tree, old) if checkpoint else None
    assert both(written(data), VKEY, kept) == ("verified", "verified")
    path = data["consistency"][0]["path"] if old < 9 else []
    for place in range(len(path)):
        for bent in (_bent(path, place), path[:place] + path[place + 1 :], [path[0], *path]):
            forged = copy.deepcopy(data)
            forged["consistency"][0]["path"] = bent
            assert both(written(forged), VKEY, kept) == ("altered", "altered"), (place, bent)


def _bent(path, place):
    content = bytearray(base64.b64decode(path[place]))
    content[0] ^= 1
    return [*path[:place], base64.b64encode(content).decode(), *path[place + 1 :]]


@pytest.mark.parametrize(
    ("sizes", "path"), [((0, 9), []), ((-2, 9), []), ((9, 3), []), ((9, 9), ["A" * 43 + "="]), ((3, 9), [])]
)
def test_impossible_proofs_of_growth_are_found_alike(sizes, path):
    growth = {"old_size": sizes[0], "new_size": sizes[1], "path": path}
    data = written(Issue(count=2, before=5, after=3).bundle(growth=[growth]))
    assert both(data, VKEY) == ("altered", "altered")


def test_keys_and_files_are_judged_alike():
    data = written(Issue().bundle())
    sealed, other = hashlib.sha256(PDF).hexdigest(), hashlib.sha256(b"other").hexdigest()
    assert both(data, VKEY, file=sealed) == ("verified", "verified")
    assert both(data, VKEY, file=other) == ("altered", "altered")
    assert both(data, OTHER_VKEY) == ("altered", "altered")
    assert both(data, "no key") == ("unclear", "unclear")
    assert both(written(Issue().bundle(rendered=False)), VKEY, file=sealed) == ("unclear", "unclear")


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[]",
        b"{",
        b'{"schema":"fivefold-bundle/1","schema":"x"}',
        b"1.5",
        '"e\u0301"'.encode(),
        b'"\\ud800"',
        b"[" * 70 + b"]" * 70,
        str(2**53).encode(),
    ],
)
def test_what_is_no_bundle_is_unclear_to_both(data):
    assert both(data) == ("unclear", "unclear")


def holds(case):
    """Whether a published case holds for the second hand."""
    path = [base64.b64decode(one) for one in case["proof"] or []]
    try:
        if "leafHash" in case:
            leaf, index, size = base64.b64decode(case["leafHash"] or ""), case["leafIdx"], case["treeSize"]
            second_hand.hold(0 <= index < size and len(leaf) == 32)
            return second_hand.root_by(leaf, index, size, path) == base64.b64decode(case["root"] or "")
        old, new = case["size1"], case["size2"]
        roots = tuple(base64.b64decode(case[name] or "") for name in ("root1", "root2"))
        second_hand.hold(0 < old <= new)
        return second_hand.roots_by(old, new, path, roots[0]) == roots
    except second_hand.AlteredError:
        return False


def test_the_second_hand_passes_the_vectors_of_transparency_dev():
    """transparency-dev/merkle (Apache-2.0), by the recursion of RFC 9162 instead of the loops of ours."""
    cases = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(VECTORS.rglob("*.json"))]
    assert [case["desc"] for case in cases if holds(case) == case["wantErr"]] == []
    assert sum(not case["wantErr"] for case in cases) > 8
