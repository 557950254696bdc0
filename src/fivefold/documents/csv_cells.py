"""Cells of a CSV file that a spreadsheet would run as a formula (CWE-1236): marked, and unmarked again.

A text that begins with a formula sign gets a leading `'` when it is written; a text that already begins with
such marks and a sign gets one more, so that reading takes off exactly what writing added.
"""

import re

SIGNS = "=+-@\t\r＝＋－＠"
_RISKY = re.compile(f"'*[{re.escape(SIGNS)}]")
_MARKED = re.compile(f"'+[{re.escape(SIGNS)}]")


def guarded(text: str) -> str:
    """Return a text as it may be written into a CSV file."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if _MARKED.match(text) else text
