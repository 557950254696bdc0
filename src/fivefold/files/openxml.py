"""Word, Excel and PowerPoint files (ECMA-376): no macros, nothing from outside, nothing embedded, no DTD.

The parts were unpacked by `files.zipped`; here they are searched as bytes. Only the small parts that say what
is what are parsed, by a parser that knows no entities.
"""

import re
from collections.abc import Iterator
from html import unescape

from fivefold.files.kinds import Kind, Limits
from fivefold.files.refusal import refused
from fivefold.files.secrecy import text_mark
from fivefold.files.sheets import check_sheets, sheet_heads
from fivefold.files.xml_parts import TEXT, parsed

_MAIN = {
    "spreadsheetml.sheet.main+xml": Kind.XLSX,
    "wordprocessingml.document.main+xml": Kind.DOCX,
    "presentationml.presentation.main+xml": Kind.PPTX,
}
_TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels", ".vml")
_EMBEDDED = re.compile(r"(^|/)(embeddings|activeX|oleObject)[^/]*", re.IGNORECASE)
_MACRO = re.compile(r"vba(Project|Data)|(^|/)macrosheets/|(^|/)dialogsheets/", re.IGNORECASE)
_OUTSIDE = re.compile(r"(^|/)(externalLinks|connections\.xml|queryTables)(/|$)", re.IGNORECASE)
_SAFE_LINK = re.compile(r"(https?|mailto|tel|#)", re.IGNORECASE)
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"\xfd7zXZ")
_DECLARED = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PARAGRAPH_END = re.compile(r"</(?:w|a):p>")
_INSTRUCTION = re.compile(r"<w:instrText[^<>]*>([^<]*)<|w:instr=\"([^\"]*)\"")
_DDE_FIELD = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
_HEAD_PARAGRAPHS = 20


def check_open_xml(contents: dict[str, bytes], limits: Limits) -> Kind:
    """Return which kind of Office file this is; raises `UploadRefused` for what must not be in it."""
    if "mimetype" in contents:
        raise refused("open_document")
    kind = _kind(contents)
    for name, body in contents.items():
        _check_part(name, body)
    for name, body in contents.items():
        if name.endswith(".rels"):
            _check_relations(name, body)
    if kind is Kind.XLSX:
        check_sheets(contents, limits)
    if kind is Kind.DOCX:
        _check_fields(contents)
    mark = text_mark(_head(contents, kind))
    if mark:
        raise refused("secrecy_mark", mark=mark)
    return kind


def _kind(contents: dict[str, bytes]) -> Kind:
    types = parsed(_TYPES, contents.get(_TYPES, b""))
    found: set[Kind] = set()
    for item in types:
        content = item.get("ContentType", "")
        if "macroEnabled" in content or "vbaProject" in content:
            raise refused("macro")
        found |= {kind for ending, kind in _MAIN.items() if content.endswith(ending)}
    if len(found) != 1:
        raise refused("unreadable")
    return found.pop()


def _check_part(name: str, body: bytes) -> None:
    if _MACRO.search(name):
        raise refused("macro")
    if _OUTSIDE.search(name):
        raise refused("dde" if b"ddeLink" in body else "external_link", name=name)
    if _EMBEDDED.search(name) or body[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise refused("embedded_object", name=name)
    if name.endswith(_XML):
        _check_prolog(name, body)
    elif body.startswith(_PROGRAMS):
        raise refused("executable_inside", name=name)
    elif body.startswith(_ARCHIVES):
        raise refused("zip_nested", name=name)


def _check_prolog(name: str, body: bytes) -> None:
    """Refuse a part that is not UTF-8 (or UTF-16 with its mark) or has a DTD; that stands before the root."""
    declared = _DECLARED.match(body.removeprefix(b"\xef\xbb\xbf")[:200])
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        body = body.decode("utf-16", "replace").encode()
    elif b"\x00" in body[:4096] or (
        declared and declared[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}
    ):
        raise refused("xml_encoding", name=name)
    root = re.search(rb"<[A-Za-z_]", body)
    prolog = body[: root.start()] if root else body
    if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog:
        raise refused("xml_dtd", name=name)


def _check_relations(name: str, body: bytes) -> None:
    for item in parsed(name, body):
        target, kind = item.get("Target", ""), item.get("Type", "").rpartition("/")[2]
        if kind in {"oleObject", "control", "package"}:
            raise refused("embedded_object", name=target[:80])
        outside = item.get("TargetMode") == "External"
        if outside and not (kind == "hyperlink" and _SAFE_LINK.match(target)):
            raise refused("external_link", name=target[:80])


def _check_fields(contents: dict[str, bytes]) -> None:
    for name, body in contents.items():
        if (
            name.startswith("word/")
            and name.endswith(".xml")
            and (b"instrText" in body or b"w:instr=" in body)
        ):
            found = _INSTRUCTION.findall(body.decode("utf-8", "replace"))
            if _DDE_FIELD.search(unescape("".join(a or f" {b} " for a, b in found))):
                raise refused("dde")


def _head(contents: dict[str, bytes], kind: Kind) -> Iterator[str]:
    """Yield the texts at the head of a file: first paragraphs, cells, slide; page heads and feet."""
    if kind is Kind.XLSX:
        yield from sheet_heads(contents)
        return
    for name in sorted(contents):
        short = re.fullmatch(r"word/(header|footer)\d*\.xml|word/document\.xml|ppt/slides/slide1\.xml", name)
        if short:
            yield from _paragraphs(contents[name])


def _paragraphs(body: bytes) -> Iterator[str]:
    text = body[: 1 << 20].decode("utf-8", "replace")
    for paragraph in _PARAGRAPH_END.split(text, _HEAD_PARAGRAPHS)[:_HEAD_PARAGRAPHS]:
        yield unescape("".join(TEXT.findall(paragraph)))
