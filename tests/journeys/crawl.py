"""Everything a person can reach by links from a page: pages as text, and files opened to the text in them."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import openpyxl
import pypdfium2
from django.urls import resolve

from journeys.acts import HOME
from journeys.hands import Hands
from journeys.pages import PageReader

ALIKE = 2  # so many addresses of one route: the next region's page has the same words


def reached(hands: Hands, start: str = HOME) -> Iterator[tuple[str, str]]:
    """Yield (address, text) of what links lead to below the programme, each address once, without its query.

    Of one route no more than ``ALIKE`` addresses are asked.
    """
    waiting, seen, routes = [start], {start}, Counter()
    while waiting:
        address = waiting.pop()
        response = hands.client.get(address, follow=True)
        if response.status_code != 200:
            continue
        if "html" not in response["Content-Type"]:
            body = b"".join(response.streaming_content) if response.streaming else response.content
            yield address, text_of(body, address)
            continue
        reader = PageReader(response.content.decode())
        yield address, reader.text
        for _text, link in reader.links:
            goal = urlsplit(urljoin(address, link)).path
            if goal in seen or not goal.startswith((HOME, "/public/journey/")):
                continue
            seen.add(goal)
            routes[resolve(goal).view_name] += 1
            if routes[resolve(goal).view_name] <= ALIKE:
                waiting.append(goal)


def text_of(body: bytes, name: str) -> str:
    """Return the text in a file: cells of a workbook, words of a document, everything else as it stands."""
    if body.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(body)
        return "".join(page.get_textpage().get_text_range() for page in document)
    if not body.startswith(b"PK"):
        return body.decode("utf-8-sig", errors="replace")
    if "docx" in name:
        return zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
    book = openpyxl.load_workbook(io.BytesIO(body))
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    cells = " ".join(str(value) for row in rows for value in row if value is not None)
    return " ".join([*book.sheetnames, cells])
