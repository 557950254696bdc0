import hashlib

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.method.merkle import Ed25519
from fivefold.method.verify import NEUTRAL, ORDER, P, _point, _same, _times, ed25519_verify

# RFC 8032 section 7.1: secret, public, message, signature
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            "4a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").hexdigest(),
        (
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
            "3dca179c138ac17ad9bef1177331a704"
        ),
    ),
]


@pytest.mark.parametrize("vector", RFC_8032)
def test_vectors_of_rfc_8032(vector):
    secret, public, message, signature = map(bytes.fromhex, vector)
    assert Ed25519().public(secret) == public
    assert Ed25519().sign(secret, message) == signature
    assert ed25519_verify(public, message, signature)
    assert not ed25519_verify(public, message + b"x", signature)


def test_every_flipped_bit_is_refused():
    _, public, message, signature = map(bytes.fromhex, RFC_8032[1])
    for place in range(8 * len(signature)):
        changed = (int.from_bytes(signature, "big") ^ (1 << place)).to_bytes(64, "big")
        assert not ed25519_verify(public, message, changed)
    for place in range(0, 256, 3):
        changed = (int.from_bytes(public, "big") ^ (1 << place)).to_bytes(32, "big")
        assert not ed25519_verify(changed, message, signature)


@settings(max_examples=30)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 95))
def test_the_same_answer_as_openssl(secret, message, place):
    key = Ed25519PrivateKey.from_private_bytes(secret)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert ed25519_verify(public, message, signature)
    both = bytearray(public + signature)
    both[place] ^= 1
    public, signature = bytes(both[:32]), bytes(both[32:])
    assert ed25519_verify(public, message, signature) is openssl_says(public, message, signature)


def openssl_says(public, message, signature):
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@pytest.mark.parametrize("length", [0, 1, 32, 63, 65, 200])
def test_other_lengths_are_refused(length):
    _, public, message, signature = map(bytes.fromhex, RFC_8032[0])
    assert not ed25519_verify(public, message, (signature * 4)[:length])
    assert not ed25519_verify((public * 8)[:length] if length != 32 else public[:31], message, signature)


def test_a_second_form_of_the_factor_is_refused():
    _, public, message, signature = map(bytes.fromhex, RFC_8032[0])
    factor = int.from_bytes(signature[32:], "little") + ORDER
    assert not ed25519_verify(public, message, signature[:32] + factor.to_bytes(32, "little"))


def test_keys_of_small_order_sign_nothing():
    neutral = (1).to_bytes(32, "little")
    of_order_8 = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
    for public in (neutral, of_order_8):
        assert _same(_times(8, _point(public)), NEUTRAL)
        for number in range(64):
            assert not ed25519_verify(public, b"%d" % number, neutral + bytes(32))


@pytest.mark.parametrize("number", [P, P + 1, 2**255 - 1, 2, 1 + 2**255])
def test_what_is_no_point_is_refused(number):
    assert _point(number.to_bytes(32, "little")) is None
