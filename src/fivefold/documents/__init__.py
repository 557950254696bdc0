"""Documents: official documents out (docx, pdf), tables out and in (xlsx, csv).

The room knows sections, tables and columns; it knows no claim, no case and no database.
"""

from pathlib import Path

from fivefold.method.reason import register_catalogue

register_catalogue(Path(__file__).parent / "catalogue")
