"""Signed checkpoints: which log, how many entries, which root, said by whom.

The text is a C2SP `tlog-checkpoint` (origin, size, root in base64, one per line, optional further lines)
inside a C2SP `signed-note`: the text, an empty line, then lines of `— name base64(key id + signature)`. A
verifier key is `name+key id in hex+base64(type byte + public key)`; a signer key is the same after
`PRIVATE+KEY+`, with the secret.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from fivefold.method.merkle.hashing import HASH_SIZE
from fivefold.method.merkle.suite import Ed25519, Suite

_PRIVATE = "PRIVATE+KEY+"
_SIGNATURE = re.compile(r"— (\S+) ([A-Za-z0-9+/]+=*)")
_NAME = re.compile(r"[^\s+]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_MAX_SIZE = 2**63 - 1
_MAX_SIGNATURES = 100
_ID = 4

ED25519 = Ed25519()


class CheckpointError(ValueError):
    """A key, note or checkpoint that cannot be read, or that the given key did not sign."""


@dataclass(frozen=True)
class Checkpoint:
    """The state of a log: `origin` names the log, `size` counts entries, `root` has 32 bytes."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the text that is signed. `CheckpointError` if no checkpoint can say this."""
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions)
        text = "".join(f"{line}\n" for line in lines)
        if self != read_checkpoint(text):
            raise CheckpointError(f"not a checkpoint: {lines!r}")
        return text


def new_key(name: str, suite: Suite = ED25519, secret: bytes | None = None) -> tuple[str, str]:
    """Return (signer key, verifier key) for a key name, new or made of a given secret.

    `CheckpointError` if the name cannot be one.

    >>> signer, vkey = new_key("example.org", secret=bytes(32))
    >>> vkey
    'example.org+84ec2fba+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop'
    """
    secret = suite.generate() if secret is None else secret
    public = suite.public(secret)
    return _PRIVATE + _key(name, public, secret, suite), _key(name, public, public, suite)


def verifier_key(signer_key: str, suite: Suite = ED25519) -> str:
    """Return the verifier key that belongs to a signer key. `CheckpointError` if it cannot be read."""
    name, secret = _signer(signer_key, suite)
    public = suite.public(secret)
    return _key(name, public, public, suite)


def sign(checkpoint: Checkpoint, signer_key: str, suite: Suite = ED25519) -> str:
    """Return the signed note of a checkpoint. `CheckpointError` if key or checkpoint is malformed.

    >>> signer, vkey = new_key("example.org", secret=bytes(32))
    >>> sign(Checkpoint("example.org/demo", 1, bytes(32)), signer).splitlines()[:3]
    ['example.org/demo', '1', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=']
    """
    text = checkpoint.text()
    name, secret = _signer(signer_key, suite)
    signed = _key_id(name, suite.public(secret), suite) + suite.sign(secret, text.encode())
    return f"{text}\n— {name} {base64.b64encode(signed).decode()}\n"


def open_note(note: str, vkey: str, suite: Suite = ED25519) -> Checkpoint:
    """Return the checkpoint of a signed note once the key's own signature is found right.

    Signatures of other keys are ignored, as signed-note asks. Raises `CheckpointError` when note or key is
    malformed, when this key did not sign, or when its signature is wrong.

    >>> signer, vkey = new_key("example.org", secret=bytes(32))
    >>> note = sign(Checkpoint("example.org/demo", 1, bytes(32)), signer)
    >>> open_note(note, vkey).size
    1
    >>> open_note(note.replace("/demo", "/other"), vkey)
    Traceback (most recent call last):
    ...
    fivefold.method.merkle.checkpoint.CheckpointError: the signature of example.org is wrong
    """
    name, key_id, public = read_vkey(vkey, suite)
    text, signatures = _split_note(note)
    own = [signed[_ID:] for signer, signed in signatures if signer == name and signed[:_ID] == key_id]
    if not own:
        raise CheckpointError(f"not signed by {vkey}")
    if not all(suite.verify(public, text.encode(), signature) for signature in own):
        raise CheckpointError(f"the signature of {name} is wrong")
    return read_checkpoint(text)


def read_vkey(vkey: str, suite: Suite = ED25519) -> tuple[str, bytes, bytes]:
    """Return (name, key id, public key) of a verifier key. `CheckpointError` if it is malformed."""
    name, key_id, public = _read_key(vkey, suite, suite.public_size)
    if key_id != _key_id(name, public, suite):
        raise CheckpointError("the key id does not belong to the key")
    return name, key_id, public


def read_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint of an unsigned text. `CheckpointError` if it is malformed."""
    match = re.fullmatch(r"([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/=]+)\n((?:[^\n]+\n)*)", text)
    if match is None or _CONTROL.search(text) or not match[1].strip():
        raise CheckpointError("not a checkpoint")
    root, size = _bytes(match[3]), int(match[2])
    if len(root) != HASH_SIZE or size > _MAX_SIZE:
        raise CheckpointError("not a checkpoint: size or root out of range")
    return Checkpoint(match[1], size, root, tuple(match[4].split("\n")[:-1]))


def _split_note(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    text, gap, block = note.rpartition("\n\n")
    lines = block.split("\n")
    if not gap or _CONTROL.search(note) or lines.pop() or not 1 <= len(lines) <= _MAX_SIGNATURES:
        raise CheckpointError("not a signed note")
    signatures = []
    for line in lines:
        match = _SIGNATURE.fullmatch(line)
        if match is None or not _NAME.fullmatch(match[1]):
            raise CheckpointError("not a signed note: malformed signature line")
        signatures.append((match[1], _bytes(match[2])))
    return f"{text}\n", signatures


def _key(name: str, public: bytes, content: bytes, suite: Suite) -> str:
    if not _NAME.fullmatch(name):
        raise CheckpointError(f"a key name has no spaces and no plus sign: {name!r}")
    coded = base64.b64encode(bytes([suite.kind]) + content).decode()
    return f"{name}+{_key_id(name, public, suite).hex()}+{coded}"


def _key_id(name: str, public: bytes, suite: Suite) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + bytes([suite.kind]) + public).digest()[:_ID]


def _signer(signer_key: str, suite: Suite) -> tuple[str, bytes]:
    if not signer_key.startswith(_PRIVATE):
        raise CheckpointError("not a signer key")
    name, key_id, secret = _read_key(signer_key.removeprefix(_PRIVATE), suite, suite.secret_size)
    if key_id != _key_id(name, suite.public(secret), suite):
        raise CheckpointError("the key id does not belong to the key")
    return name, secret


def _read_key(key: str, suite: Suite, size: int) -> tuple[str, bytes, bytes]:
    match = re.fullmatch(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", key)
    content = _bytes(match[3]) if match else b""
    if match is None or len(content) != 1 + size or content[0] != suite.kind:
        raise CheckpointError("not a key of this suite")
    return match[1], bytes.fromhex(match[2]), content[1:]


def _bytes(coded: str) -> bytes:
    """Decode base64 that has one spelling only. `CheckpointError` otherwise."""
    try:
        found = base64.b64decode(coded, validate=True)
    except binascii.Error as error:
        raise CheckpointError("not base64") from error
    if base64.b64encode(found).decode() != coded:
        raise CheckpointError("not base64")
    return found
