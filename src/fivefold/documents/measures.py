"""Measures of GB/T 9704-2012 in millimetres and points (1 pt = 1/72 inch).

Where the standard gives no figure the line says so.
"""

from typing import Final

PT_PER_MM: Final = 72 / 25.4

PAGE_WIDTH: Final = 210.0  # A4, clause 5.1
PAGE_HEIGHT: Final = 297.0
TOP: Final = 37.0  # 天头, clause 5.2.1
LEFT: Final = 28.0  # 订口
TYPE_WIDTH: Final = 156.0  # 版心
TYPE_HEIGHT: Final = 225.0
RIGHT: Final = PAGE_WIDTH - LEFT - TYPE_WIDTH  # follows from the three above
BOTTOM: Final = PAGE_HEIGHT - TOP - TYPE_HEIGHT

LINES: Final = 22  # clause 5.2.3
CHARACTERS: Final = 28
LINE_PITCH: Final = TYPE_HEIGHT / LINES  # 10.227 mm = 28.99 pt
CHARACTER_PITCH: Final = TYPE_WIDTH / CHARACTERS  # 5.571 mm = 15.79 pt

SIZE_2: Final = 22.0  # 二号, points
SIZE_3: Final = 16.0  # 三号
SIZE_4: Final = 14.0  # 四号
SIZE_TABLE: Final = 12.0  # 小四; the standard leaves tables open
SIZE_NOTE: Final = 9.0  # lines beside the QR code; not in the standard
MARK_SIZE: Final = 48.0  # issuer mark, our choice: with it the first page keeps the line grid
MARK_HEIGHT: Final = 0.956  # height of the ink of a line of the mark in its own size
NUMBER_HEIGHT: Final = 0.95  # height of the ink of the document number in its own size

MARK_TOP: Final = 35.0  # upper edge of the mark below the type area, clause 7.2.4
LINES_TO_NUMBER: Final = 2  # clause 7.2.5
NUMBER_TO_RULE: Final = 4.0  # clause 7.2.7
LINES_TO_TITLE: Final = 2  # clause 7.3.1
PAGE_NUMBER: Final = 7.0  # upper edge of the dash below the type area, clause 7.5
SEAL_CHARACTERS: Final = 4  # the date of writing stands four characters from the right, clause 7.3.5

RULE_RED: Final = 1.6  # points; the standard gives no thickness
RULE_THICK: Final = 0.35  # mm, recommended for the first and last rule of the imprint, clause 7.4.1
RULE_THIN: Final = 0.25  # mm
RED: Final = "E60012"


def pt(millimetres: float) -> float:
    """Return millimetres as points."""
    return millimetres * PT_PER_MM


def mm(points: float) -> float:
    """Return points as millimetres."""
    return points / PT_PER_MM
