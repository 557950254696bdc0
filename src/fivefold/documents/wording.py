"""Words and numbers that a renderer adds to a document: heading numbers, dates, lists of bodies."""

from collections.abc import Iterable, Iterator
from datetime import date

from fivefold.documents.spec import Block, Heading

_DIGITS = "零一二三四五六七八九"
_TENS_LIMIT = 100


def grouped(digest: str) -> str:
    """Write a digest in groups of eight, which can be read out and broken at the end of a line."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def chinese_number(value: int) -> str:
    """Return 1 to 99 in Chinese figures (三, 十, 二十一). `ValueError` beyond."""
    if not 0 < value < _TENS_LIMIT:
        raise ValueError(f"{value} is not between 1 and 99")
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def heading_number(level: int, value: int) -> str:
    """Return the number before a heading: 一、 （一） 1. （1） for levels 1 to 4 (clause 7.3.3)."""
    if level in {1, 2}:
        figure = chinese_number(value)
        return f"{figure}、" if level == 1 else f"（{figure}）"
    return f"{value}." if level == 3 else f"（{value}）"  # noqa: PLR2004 - the third level


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Yield each block with its number; "" for what has none. A heading restarts the levels below it."""
    counts = [0, 0, 0, 0]
    for block in blocks:
        if isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (4 - block.level)
            yield block, heading_number(block.level, counts[block.level - 1])
        else:
            yield block, ""


def chinese_date(day: date) -> str:
    """Return a date of writing, in Arabic figures without leading zeros (clause 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def addressed(addressees: tuple[str, ...]) -> str:
    """Return the line of addressees with its full-width colon; "" without addressees."""
    return f"{'、'.join(addressees)}：" if addressees else ""


def attachment_lines(notes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of attachments, numbered when there are several (clause 7.3.4)."""
    return notes if len(notes) == 1 else tuple(f"{i}. {note}" for i, note in enumerate(notes, 1))


def annex_heading(index: int, total: int) -> str:
    """Return 附件 with its number when there are several."""
    return "附件" if total == 1 else f"附件{index}"


def copied(copies_to: tuple[str, ...]) -> str:
    """Return the bodies copied to, closed by a full stop (clause 7.4.2); "" without any."""
    return f"{'，'.join(copies_to)}。" if copies_to else ""


def printable(text: str) -> str:
    """Return text without what no page can show: control characters (but line breaks) and lone surrogates."""
    kept = (c for c in text.replace("\t", " ") if c == "\n" or (ord(c) >= 0x20 and not 0x7F <= ord(c) < 0xA0))  # noqa: PLR2004 - the C0 and C1 blocks
    return "".join(c for c in kept if not 0xD800 <= ord(c) < 0xE000)  # noqa: PLR2004 - the surrogate block
