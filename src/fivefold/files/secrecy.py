"""Secrecy marks (密级标志) at the head of a file or in its name: such a file does not belong on the platform.

A mark is a line of its own, 绝密, 机密 or 秘密, alone or with ★ and a term (GB/T 9704-2012, 7.2.2), as it
stands on the first page of a paper. A sentence that speaks of secrets is no mark.
"""

import re
import unicodedata
from collections.abc import Iterable

_GRADE = r"(?:绝\s*密|机\s*密|秘\s*密)"
_STAR = r"[★☆✩✭⭐*]"
_TERM = r"(?:\s*(?:长期|永久|启封前|启用前|解密前|公开前|\d{1,3}\s*(?:年|个月|月|天|日)|\d{4}年.{0,12}))?"
_OPEN, _CLOSE = r"[【\[(（]?\s*(?:密\s*级\s*[:：]?\s*)?", r"\s*[】\])）]?"
_LINE = re.compile(rf"{_OPEN}{_GRADE}\s*(?:级)?\s*(?:{_STAR}{_TERM})?{_CLOSE}")
_STARRED = re.compile(rf"{_GRADE}\s*[★☆⭐]")
_IN_NAME = (
    re.compile(rf"[【\[(（]\s*{_GRADE}\s*(?:级)?(?:{_STAR}.*?)?\s*[】\])）]"),
    re.compile(rf"{_GRADE}\s*[★☆⭐]"),
    re.compile(rf"^{_GRADE}(?:级)?[\s_\-—·.]"),
    re.compile(rf"[\s_\-—·.]{_GRADE}(?:级)?$"),
    re.compile(rf"^{_GRADE}$"),
)
HEAD_LINES = 20


def name_mark(stem: str) -> str:
    """Return the secrecy mark in a file name without extension, or ""."""
    plain = unicodedata.normalize("NFC", stem).strip()
    return next((match.group().strip() for pattern in _IN_NAME if (match := pattern.search(plain))), "")


def text_mark(lines: Iterable[str]) -> str:
    """Return the secrecy mark among the lines at the head of a text, or ""."""
    shown = [line.strip() for line in lines]
    kept = [line for line in shown if line]
    for place, line in enumerate(kept):
        if place < HEAD_LINES and _LINE.fullmatch(line):
            return line
        if _STARRED.match(line) and len(line) <= 24:  # noqa: PLR2004 - a mark is short, a sentence is not
            return line
    return ""
