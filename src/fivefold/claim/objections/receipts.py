"""Receipt codes: made here, signed while they wait in the form, shown once, kept only as a digest."""

import secrets

from django.core import signing

# Without letters and digits that are mistaken for one another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 20, 5
_SALT = "fivefold.claim.objections.receipt"


def new_code() -> str:
    """Return a new receipt code, such as 7KQ2M-…: four groups of five, 99 bits of chance."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def sealed(code: str) -> str:
    """Return the code as it travels in the form: signed, so that nobody brings a code of his own."""
    return signing.Signer(salt=_SALT).sign(code)


def opened(value: str) -> str | None:
    """Return the code of a sealed value, None when it is not ours."""
    try:
        return signing.Signer(salt=_SALT).unsign(value)
    except signing.BadSignature:
        return None
