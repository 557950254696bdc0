"""The looks of a workbook's cells: calm, printable, the same in Excel, WPS and LibreOffice."""

from typing import Any

from fivefold.documents.sheet_spec import SheetColumn

_FACE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_HEAD = "#E8EDF3"  # ink blue, much lightened
_LOCKED = "#F5F5F2"


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._cells: dict[tuple[bool, bool, bool], Any] = {}
        self.title = self._made(bold=True, font_size=16, align="center", font_name="黑体")
        self.line = self._made(font_size=10, text_wrap=True)
        self.head = self._made(
            bold=True, align="center", text_wrap=True, border=1, bg_color=_HEAD, font_name="黑体"
        )
        self.wrapped = self._made(text_wrap=True, valign="top")

    def cell(self, column: SheetColumn, *, closed: bool = False) -> Any:
        """Return the format of a column's cells, or of those in a closed row.

        Cells that may be filled in are white, the others shaded.
        """
        key = (closed or column.locked or column.key, column.as_text, column.wrap)
        if key not in self._cells:
            locked, as_text, wrap = key
            look: dict[str, Any] = {"border": 1, "locked": locked, "text_wrap": wrap}
            look |= {"num_format": "@"} if as_text else {}
            look |= {"bg_color": _LOCKED} if locked else {}
            self._cells[key] = self._made(**look)
        return self._cells[key]

    def _made(self, **look: Any) -> Any:
        return self._book.add_format(_FACE | look)
