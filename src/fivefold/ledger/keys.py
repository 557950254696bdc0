"""The installation's signer key for checkpoints: a file for the server alone, made at first use."""

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from fivefold.method.merkle import new_key
from fivefold.method.merkle.checkpoint import verifier_key

_OWNER_READS = 0o400


def _create(path: Path) -> str:
    signer, _ = new_key(settings.SITE_NAME)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_READS)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(signer)
        stream.flush()
        os.fsync(stream.fileno())
    return signer


@lru_cache(maxsize=4)
def _signer(path: Path) -> str:
    return path.read_text(encoding="ascii").strip() if path.exists() else _create(path)


def signer_key() -> str:
    """Return the secret signer key (C2SP signed-note, ``PRIVATE+KEY+...``)."""
    return _signer(Path(settings.LOG_KEY_FILE))


def public_key() -> str:
    """Return the verifier key that everybody may have, as printed on posted lists."""
    return verifier_key(signer_key())
