"""Reading produced documents back: their text and what they carry, for verification and for tests."""

import io
import zipfile

from fivefold.documents.glyphs import opened


def pdf_text(data: bytes) -> tuple[str, ...]:
    """Return the text of each page. Raises `ValueError` for what is no readable PDF."""
    with opened(data) as pdf:
        return tuple(pdf[i].get_textpage().get_text_range() for i in range(len(pdf)))


def pdf_attachment(data: bytes, name: str) -> bytes:
    """Return the bytes of the attachment called `name`.

    Raises `LookupError` when there is none or more than one, `ValueError` for what is no readable PDF.
    """
    with opened(data) as pdf:
        held = [pdf.get_attachment(i) for i in range(pdf.count_attachments())]
        found = [item for item in held if item.get_name() == name]
        if len(found) != 1:
            raise LookupError(f"{len(found)} attachments are called {name!r}")
        return bytes(found[0].get_data())


def docx_text(data: bytes) -> str:
    """Return the text of a Word file's body: one line per paragraph, table cells separated by tabs.

    Raises `ValueError` for what is no Word file.
    """
    import docx
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ValueError("not a readable Word file") from error
    lines: list[str] = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            lines.append(item.text)
    return "\n".join(lines)
