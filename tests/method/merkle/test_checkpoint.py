import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method import verify
from fivefold.method.merkle import Checkpoint, CheckpointError, Ed25519, new_key, open_note, sign
from fivefold.method.merkle.checkpoint import read_checkpoint, read_vkey, verifier_key

# Published with Go's golang.org/x/mod/sumdb/note (documentation of the package)
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
NEUMANN_TEXT = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
)
NEUMANN_SIGNATURE = (
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
)

ROOT = hashlib.sha256(b"root").digest()
HERE = Checkpoint("example.org/演示", 12, ROOT)
SIGNER, VKEY = new_key("example.org", secret=bytes(range(32)))
NOTE = sign(HERE, SIGNER)
OTHER_SIGNER, OTHER_VKEY = new_key("example.org", secret=bytes(32))


def both_open(note, vkey=VKEY):
    """Open a note with the library and with the one-file verifier; both must say the same."""
    try:
        found = verify.read_checkpoint(note, "posting")
        right = verify.check_signature(note, vkey, "posting")[1]
        alone = (found.origin, found.size, found.root) if right else None
    except verify.Unclear:
        alone = None
    try:
        opened = open_note(note, vkey)
    except CheckpointError:
        assert alone is None
        raise
    assert alone == (opened.origin, opened.size, opened.root)
    return opened


def test_the_published_note_of_the_go_package():
    name, key_id, public = read_vkey(NEUMANN)
    signature = base64.b64decode(NEUMANN_SIGNATURE)
    assert (name, key_id) == ("PeterNeumann", signature[:4])
    assert Ed25519().verify(public, NEUMANN_TEXT.encode(), signature[4:])
    assert verifier_key(NEUMANN_SECRET) == NEUMANN


def test_sign_and_open():
    assert NOTE.split("\n")[:4] == ["example.org/演示", "12", base64.b64encode(ROOT).decode(), ""]
    assert NOTE.split("\n")[4].startswith("— example.org ")
    assert both_open(NOTE) == HERE
    assert verifier_key(SIGNER) == VKEY
    assert both_open(sign(Checkpoint("o", 0, ROOT, ("one", "two\u2028three")), SIGNER)).extensions == (
        "one",
        "two\u2028three",
    )


def test_a_new_key_is_another_one_each_time():
    (signer, vkey), (_, other) = new_key("a"), new_key("a")
    assert vkey != other
    assert both_open(sign(HERE, signer), vkey) == HERE


def test_signatures_of_others_are_ignored_but_ones_own_must_be_right():
    cosigned = NOTE + sign(HERE, OTHER_SIGNER).split("\n\n")[1]
    assert both_open(cosigned) == both_open(cosigned, OTHER_VKEY) == HERE
    with pytest.raises(CheckpointError, match="not signed by"):
        both_open(NOTE, OTHER_VKEY)
    wrong = sign(Checkpoint("other", 12, ROOT), SIGNER).split("\n\n")[1]
    with pytest.raises(CheckpointError, match=r"signature of example\.org is wrong"):
        both_open(NOTE + wrong)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "no gap",
        NOTE.removesuffix("\n"),
        NOTE.replace("\n\n", "\n"),
        NOTE + "\n",
        NOTE + "— short\n",
        NOTE + "— a+b AAAA\n",
        NOTE + "— a  AAAA\n",
        NOTE + "- example.org AAAA\n",
        NOTE + "— a AAA=A\n",
        NOTE + "— a AAB=\n",
        NOTE + "— a A\n",
        NOTE.split("\n\n")[0] + "\n\n",
        NOTE + "— other AAAA\n" * 100,
        NOTE.replace("12\n", "012\n"),
        NOTE.replace("12\n", "-1\n"),
        NOTE.replace("12\n", "１２\n"),
        NOTE.replace("12\n", "9223372036854775808\n"),
        NOTE.replace("\n12\n", "\n12\n" + base64.b64encode(b"short").decode() + "\n"),
        NOTE.replace("example.org/演示", "\t"),
        NOTE.replace("example.org/演示", " "),
        NOTE.replace("example.org/演示", ""),
        NOTE.replace("example.org/演示", "a\x7f"),
        NOTE.replace("\n", "\r\n"),
    ],
)
def test_malformed_notes_are_refused(note):
    with pytest.raises(CheckpointError):
        both_open(note)


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "example.org",
        "a+b+c",
        VKEY + "=",
        VKEY.replace("example", "exbmple"),
        VKEY.upper(),
        VKEY[:-4],
        SIGNER,
        "a+00000000+" + base64.b64encode(b"\x02" + bytes(32)).decode(),
    ],
)
def test_malformed_keys_are_refused(vkey):
    with pytest.raises(CheckpointError):
        both_open(NOTE, vkey)


@given(st.integers(0, len(NOTE) - 1), st.characters())
def test_any_changed_character_is_refused(place, character):
    changed = NOTE[:place] + character + NOTE[place + 1 :]
    if changed != NOTE:
        with pytest.raises(CheckpointError):
            both_open(changed)


@pytest.mark.parametrize("signer", ["", VKEY, SIGNER.replace("example", "exbmple")])
def test_malformed_signer_keys_are_refused(signer):
    with pytest.raises(CheckpointError):
        sign(HERE, signer)


@pytest.mark.parametrize(
    "checkpoint",
    [
        Checkpoint("", 1, ROOT),
        Checkpoint("two\nlines", 1, ROOT),
        Checkpoint("o", -1, ROOT),
        Checkpoint("o", 2**63, ROOT),
        Checkpoint("o", 1, b"short"),
        Checkpoint("o", 1, ROOT, ("",)),
        Checkpoint("o", 1, ROOT, ("a\nb",)),
    ],
)
def test_what_no_checkpoint_can_say_is_not_signed(checkpoint):
    with pytest.raises(CheckpointError, match="not a checkpoint"):
        sign(checkpoint, SIGNER)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u3000b"])
def test_key_names_have_no_spaces_and_no_plus(name):
    with pytest.raises(CheckpointError, match="key name"):
        new_key(name)


def test_a_checkpoint_is_read_without_its_signatures():
    assert read_checkpoint(HERE.text()) == HERE
