"""All 196 proofs of transparency-dev/merkle (Apache-2.0, see vectors/merkle/LICENSE and COMMIT)."""

import base64
import json
from pathlib import Path

import pytest

from fivefold.method import verify
from fivefold.method.merkle import verify_consistency, verify_inclusion

VECTORS = Path(__file__).parents[1] / "vectors" / "merkle"
INCLUSION = sorted((VECTORS / "inclusion").rglob("*.json"))
CONSISTENCY = sorted((VECTORS / "consistency").rglob("*.json"))


def hashes(data, *names):
    return [base64.b64decode(data[name] or "") for name in names]


def path(data):
    return [base64.b64decode(item) for item in data["proof"] or ()]


def test_every_vector_is_here():
    assert (len(INCLUSION), len(CONSISTENCY)) == (98, 98)


def test_inclusion_vectors():
    accepted = 0
    for file in INCLUSION:
        data = json.loads(file.read_text())
        leaf, root = hashes(data, "leafHash", "root")
        arguments = (leaf, data["leafIdx"], data["treeSize"], path(data), root)
        assert verify_inclusion(*arguments) is not data["wantErr"], file
        assert verify.included(*arguments) is not data["wantErr"], file
        accepted += not data["wantErr"]
    assert accepted == 6


def test_consistency_vectors():
    accepted = 0
    for file in CONSISTENCY:
        data = json.loads(file.read_text())
        old_root, new_root = hashes(data, "root1", "root2")
        arguments = (data["size1"], data["size2"], path(data), old_root, new_root)
        assert verify_consistency(*arguments) is not data["wantErr"], file
        assert verify.grew(*arguments) is not data["wantErr"], file
        accepted += not data["wantErr"]
    assert accepted == 6


@pytest.mark.parametrize("sizes", [(0, 0), (0, 5), (2, 1), (-1, 3)])
def test_growth_from_nothing_or_backwards_is_refused(sizes):
    for proves in (verify_consistency, verify.grew):
        assert proves(*sizes, [], b"a" * 32, b"a" * 32) is False
