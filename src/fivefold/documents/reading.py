"""Reading produced documents back: their text and what they carry, for verification and for tests."""

import io
import zipfile

from fivefold.documents.glyphs import opened

MOST_UNPACKED = 64 << 20  # bytes; the list of a whole country unpacks to a few of them
_MOST_COLUMNS = 63  # that a table of Word may have; a cell said to span more would be read once for each


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

    Raises `ValueError` for what is no Word file, is damaged, or unpacks to more than `MOST_UNPACKED`.
    """
    try:
        return _body_text(data)
    except MemoryError:  # a caller that set a limit tells it from a damaged file
        raise
    except Exception as error:  # the readers of zip, XML and packages each raise errors of their own
        raise ValueError("not a readable Word file") from error


def _body_text(data: bytes) -> str:
    import docx
    from docx.oxml.ns import qn
    from docx.table import Table

    with zipfile.ZipFile(io.BytesIO(data)) as package:  # which unpacks no entry beyond the size it claims
        if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
            raise ValueError("unpacks to too much")
    document = docx.Document(io.BytesIO(data))
    spans = document.element.body.iter(qn("w:gridSpan"))
    if any(int(span.get(qn("w:val"))) > _MOST_COLUMNS for span in spans):
        raise ValueError("a table of too many columns")
    lines: list[str] = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            lines.append(item.text)
    return "\n".join(lines)
