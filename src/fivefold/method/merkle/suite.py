"""Signature suites of checkpoints: Ed25519 now, others (SM2) behind the same interface later."""

import secrets
from typing import Protocol

from fivefold.method.merkle.hashing import HASH_SIZE
from fivefold.method.verify import ed25519_verify


class Suite(Protocol):
    """How checkpoints are signed.

    `kind` is the signature type byte of C2SP signed-note; `secret_size` and `public_size` are the bytes of its keys.
    """

    kind: int
    secret_size: int
    public_size: int

    def generate(self) -> bytes:
        """Return a new secret."""
        ...

    def public(self, secret: bytes) -> bytes:
        """Return the public key of a secret one. `ValueError` if it is none."""
        ...

    def sign(self, secret: bytes, message: bytes) -> bytes:
        """Return the signature of a message."""
        ...

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Return whether the signature is right; never raises for bytes from outside."""
        ...


class Ed25519:
    """Ed25519 (RFC 8032): signing by `cryptography`, checking as the one-file verifier does."""

    kind = 1
    secret_size = HASH_SIZE
    public_size = HASH_SIZE

    def generate(self) -> bytes:
        """Return a new seed of 32 bytes."""
        return secrets.token_bytes(HASH_SIZE)

    def public(self, secret: bytes) -> bytes:
        """Return the public key (32 bytes) of a seed. `ValueError` if the seed has not 32 bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()

    def sign(self, secret: bytes, message: bytes) -> bytes:
        """Return the signature, 64 bytes. The same seed and message always give the same one."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(secret).sign(message)

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Return whether the signature is right (RFC 8032 5.1.7); malformed input is simply not right."""
        return ed25519_verify(public, message, signature)
