"""The interface of suites holds for another suite: SM2 over SM3, on the examples of the standards themselves."""

import base64
import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from fivefold.method.merkle import Checkpoint, CheckpointError, new_key, open_note, sign
from fivefold.method.merkle.checkpoint import verifier_key

from .sm2 import Sm2, sm3

VECTORS = json.loads((Path(__file__).parents[1] / "vectors/crypto/sm.json").read_text(encoding="utf-8"))
SUITE = Sm2()
HERE = Checkpoint("example.org/演示", 12, hashlib.sha256(b"root").digest())


@pytest.mark.parametrize("row", VECTORS["sm3"])
def test_sm3_of_gb_t_32905(row):
    assert sm3(bytes.fromhex(row["msg_hex"])).hex() == row["digest"]


def test_sm4_of_gb_t_32907_and_rfc_8998():
    row = VECTORS["sm4"][0]
    cipher = Cipher(algorithms.SM4(bytes.fromhex(row["key"])), modes.ECB()).encryptor()  # noqa: S305 - the example's
    assert cipher.update(bytes.fromhex(row["pt"])).hex() == row["ct"]
    row = VECTORS["sm4_gcm"][0]
    key, iv = algorithms.SM4(bytes.fromhex(row["key"])), modes.GCM(bytes.fromhex(row["iv"]))
    sealed = Cipher(key, iv).encryptor()
    sealed.authenticate_additional_data(bytes.fromhex(row["aad"]))
    sealed.update(bytes.fromhex(row["pt"]))
    sealed.finalize()
    assert sealed.tag.hex().upper() == row["tag"]


@pytest.mark.parametrize("row", VECTORS["sm2_sign"])
def test_sm2_of_gb_t_32918(row):
    public, message = bytes.fromhex(row["x"] + row["y"]), row["msg"].encode()
    assert SUITE.public(bytes.fromhex(row["d"])) == public
    signature = bytes.fromhex(row["r"] + row["s"])
    assert SUITE.verify(public, message, signature)
    assert not SUITE.verify(public, message + b".", signature)
    assert not SUITE.verify(public, message, signature[:-1] + bytes([signature[-1] ^ 1]))


def test_a_checkpoint_is_signed_and_opened_with_it():
    signer, vkey = new_key("example.org", SUITE)
    assert verifier_key(signer, SUITE) == vkey
    note = sign(HERE, signer, SUITE)
    assert open_note(note, vkey, SUITE) == HERE
    _, other = new_key("example.org", SUITE)
    with pytest.raises(CheckpointError, match="not signed by"):
        open_note(note, other, SUITE)
    with pytest.raises(CheckpointError, match="is wrong"):
        open_note(note.replace("\n12\n", "\n13\n"), vkey, SUITE)


def test_keys_of_one_suite_are_none_of_the_other():
    _, vkey = new_key("example.org", SUITE)
    signer, ed25519 = new_key("example.org")
    with pytest.raises(CheckpointError, match="not a key of this suite"):
        open_note(sign(HERE, signer), vkey)
    with pytest.raises(CheckpointError, match="not a key of this suite"):
        open_note(sign(HERE, signer), ed25519, SUITE)
    short = f"example.org+00000000+{base64.b64encode(bytes([SUITE.kind]) + bytes(32)).decode()}"
    with pytest.raises(CheckpointError, match="not a key of this suite"):
        open_note(sign(HERE, signer), short, SUITE)
