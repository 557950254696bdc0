"""File names as they may be stored and shown: no path, no control or direction signs, bounded, NFC."""

import re
import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_RESERVED = re.compile(r'[<>:"|?*]')
_DEFAULT = "文件"
_LONGEST_EXTENSION = 10


def clean_name(name: str, *, limit: int = 200) -> str:
    """Return a name without folders and unseen signs, at most `limit` bytes in UTF-8, its extension kept."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in _UNSEEN)
    plain = _RESERVED.sub("_", " ".join(seen.split())).rstrip(". ")
    stem, dot, extension = plain.rpartition(".")
    if not dot or len(extension) > _LONGEST_EXTENSION:
        stem, extension = plain, ""
    tail = f".{extension}" if extension else ""
    return (_shortened(stem.rstrip(". ") or _DEFAULT, limit - len(tail.encode()))) + tail


def extension(name: str) -> str:
    """Return the extension of a clean name in lower case without its dot, or ""."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _shortened(text: str, limit: int) -> str:
    return text.encode()[:limit].decode("utf-8", "ignore")
