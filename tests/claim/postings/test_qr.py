"""The code on a posted list, as a camera sees it: it leads to verification with the digest filled in (4.13)."""

import io
import re
import zipfile

import numpy as np
import pypdfium2
import pytest
import segno
from scipy.signal import fftconvolve

from claim.postings.posted import posted_with_documents
from fivefold.claim.postings.addresses import verify_url
from fivefold.files.store import read

pytestmark = pytest.mark.django_db

WIDTH_MM, BORDER, PIXELS = 24, 2, 4


def modules(content):
    """The squares of a code with its quiet border: 1 dark, -1 light."""
    code = segno.make(content, error="m", micro=False)
    return np.array([[1 if dark else -1 for dark in row] for row in code.matrix_iter(border=BORDER)])


def likeness(page, content):
    """How much of the code is found at the best place of a page drawn with ``PIXELS`` to a square; 1: all of it."""
    wanted = np.kron(modules(content), np.ones((PIXELS, PIXELS)))
    return float(fftconvolve(page, wanted[::-1, ::-1], mode="valid").max()) / wanted.size


def drawn(data, squares):
    """The last page of a pdf, 1 where dark and -1 where light, so large that a square has ``PIXELS``."""
    document = pypdfium2.PdfDocument(data)
    scale = PIXELS * squares / (WIDTH_MM / 25.4 * 72)
    page = document[len(document) - 1].render(scale=scale, grayscale=True).to_numpy()
    return np.where(page.reshape(page.shape[:2]) < 128, 1, -1)


def test_the_printed_code_opens_the_verification_of_this_list(nation, client):
    """What is scanned from paper is the page that checks exactly this digest; one digit more and it is no match."""
    posting = posted_with_documents(nation)
    url = verify_url(posting)
    page = drawn(read(posting.pdf_file), len(modules(url)))
    other = url[:-1] + ("0" if url[-1] != "0" else "1")
    assert likeness(page, url) > 0.975
    assert likeness(page, other) < 0.965
    path = re.sub(r"^https?://[^/]+", "", url)
    assert posting.digest in client.get(path).content.decode()


def test_the_code_in_the_word_document_is_the_same(nation):
    posting = posted_with_documents(nation)
    archive = zipfile.ZipFile(io.BytesIO(read(posting.docx_file)))
    wanted = io.BytesIO()
    segno.make(verify_url(posting), error="m", micro=False).save(wanted, kind="png", scale=8, border=BORDER)
    pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert wanted.getvalue() in pictures
