"""What somebody gets to see of a world: every answer, unpacked, without what must differ between two worlds."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pypdfium2
from django.http import HttpResponse

# Exactly what decisions 26 lists: checkpoint, leaf index, proof, UUID, form token, page counters.
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_FORM_TOKEN = re.compile(r'(name="(?:csrfmiddlewaretoken|receipt|base)" value=")[^"]*')
_UPLOAD = re.compile(r"[\w-]{40,}(?::|%3A)\w{6}(?::|%3A)[\w-]{43}")  # signed, names a kept file in an address
_SIGNATURE = re.compile(r'(<t>signature</t></is></c><c r="B\d+" t="inlineStr"><is><t>)[\w-]{43}')
_READS = re.compile(r"浏览量：\d+次")
_LOG = re.compile(r"((?:日志序号|条目数)</dt><dd>|台账条目 )\d+")
_WEIGHT = re.compile(
    r'(/list\.(?:docx|pdf|json)">\w+</a> <span class="note">)\d+'
)  # moves with the digest printed inside, and with the length of the proofs
_RULES = (
    (_UUID, "UUID"), (_FORM_TOKEN, r"\1TOKEN"), (_UPLOAD, "UPLOAD"), (_SIGNATURE, r"\1SIGNATURE"),
    (_READS, "READS"), (_LOG, r"\1INDEX"), (_WEIGHT, r"\1KIB"),
)  # fmt: skip
_PROOF = {"checkpoint", "index", "path", "size", "old_size", "new_size", "salt", "beside"}
_BLANKS = re.compile(r"[\s\u200b]+")


def texts(answer: HttpResponse) -> Iterator[tuple[str, str]]:
    """Yield the parts of an answer with their names: headers that can tell, the page, or what a file holds."""
    yield "status", str(answer.status_code)
    for name in ("Location", "Content-Disposition", "ETag", "Last-Modified"):
        yield name, answer.headers.get(name, "")
    body = answer.content
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for member in packed.namelist():
                yield member, packed.read(member).decode(errors="replace")
    elif body.startswith(b"%PDF") and b"%%EOF" in body:  # evidence on the stage only looks like one
        document = pypdfium2.PdfDocument(body)
        for number, page in enumerate(document):
            # Lines break by the width of a digest's figures, so that only the characters can be compared.
            yield f"page {number}", _BLANKS.sub("", page.get_textpage().get_text_range())
    else:
        yield "body", body.decode()


def normal(text: str, known: Mapping[str, str]) -> str:
    """Take out what may differ; ``known`` maps this world's own checkpoints, and what is made of them, to a name."""
    text = _without_proof(text)
    for rule, name in _rules(tuple(known.items())):
        text = rule.sub(name, text)
    return text


@lru_cache(maxsize=4)
def _rules(known: tuple[tuple[str, str], ...]) -> list[tuple[re.Pattern[str], str]]:
    longest = sorted(known, key=lambda pair: -len(pair[0]))
    return [*((_pattern(value), name) for value, name in longest), *_RULES]


def _pattern(value: str) -> re.Pattern[str]:
    """Find a value however it is set: a digest in print stands in groups of eight, a checkpoint in one line."""
    digest = re.fullmatch(r"[0-9a-f]{64}", value)
    words = [value[at : at + 8] for at in range(0, 64, 8)] if digest else value.split()
    return re.compile(r"[\s\u200b]*".join(map(re.escape, words)))


def _without_proof(text: str) -> str:
    """Drop what proves from a document of the log: a checkpoint, a bundle, a proof of growth."""
    if not text.startswith("{"):
        return text
    found = json.loads(text)
    return json.dumps(_kept(found), ensure_ascii=False) if found.keys() & {"checkpoint", "proof"} else text


def _kept(value: object) -> object:
    if isinstance(value, list):
        return [_kept(one) for one in value]
    if isinstance(value, dict):
        return {key: _kept(one) for key, one in value.items() if key not in _PROOF}
    return value
