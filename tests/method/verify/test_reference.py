"""The worked example of docs/reference/verification.md, recomputed."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from fivefold.method import canonical, verify
from fivefold.method.classify.parse import OPERATORS
from fivefold.method.merkle import Tree, leaf_hash, node_hash, open_note

DOCS = Path(__file__).parents[3] / "docs"
TEXT = (DOCS / "reference" / "verification.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"```(?:text|json) (\w+)\n(.*?)```", TEXT, re.DOTALL))
VALUES = dict(re.findall(r"^\| ([\w ]+) \| `?([0-9a-f]+)(?:`| bytes) \|$", TEXT, re.MULTILINE))
BUNDLE = json.loads(BLOCKS["bundle"])


def test_the_example_verifies_with_the_printed_key():
    report = verify.verify_bundle(BLOCKS["bundle"].encode(), key=BLOCKS["vkey"].strip())
    assert report.ok
    assert [remark.code for remark in report.checked] == [
        "ok.signature",
        "ok.record",
        "ok.entries",
        "ok.head",
    ]


def test_every_printed_value_is_right():
    posting, leaf = BUNDLE["posting"], canonical.dumps(BUNDLE["proof"]["leaf"])
    first, third = (b"%s entry of the demonstration log" % which for which in (b"first", b"third"))
    tree = Tree([first, leaf, third])
    assert BLOCKS["entry"].strip().encode() == canonical.dumps(posting["entries"][0])
    assert {
        "digest of the first entry": hashlib.sha256(BLOCKS["entry"].strip().encode()).hexdigest(),
        "digest of the posting": canonical.digest(posting),
        "length of the canonical leaf": str(len(leaf)),
        "leaf hash": leaf_hash(leaf).hex(),
        "node over the first two leaves": node_hash(leaf_hash(first), leaf_hash(leaf)).hex(),
        "root of the three leaves": tree.root().hex(),
    } == VALUES
    assert open_note(BLOCKS["checkpoint"], BLOCKS["vkey"].strip()).root == tree.root()
    assert BUNDLE["proof"]["checkpoint"] == BLOCKS["checkpoint"]


@pytest.mark.parametrize("old", ["演示1市", "〔2026〕", "advantage", "2026-12-07"])
def test_any_change_of_the_example_is_found(old):
    assert verify.verify_bundle(BLOCKS["bundle"].replace(old, old + "x", 1).encode()).state == "altered"


def test_the_page_states_the_limits_of_the_code():
    assert f"above {verify.MAX_BYTES // 2**20} MiB" in TEXT
    assert f"more than {verify.MAX_TOKENS:,} of" in TEXT
    assert f"at most {verify.MAX_DEPTH} levels" in TEXT
    assert f"1 to {verify.MAX_SIGNATURES} lines" in TEXT


def test_the_page_on_classification_names_every_operator():
    page = (DOCS / "explanation" / "classification.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(\w+)`", page.split("| operator |")[1].split("**Nothing")[0])) == OPERATORS
