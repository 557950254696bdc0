"""Spoiled files, each with the reason it must get: `SPOILED` is shared by tests of files, tables and pages.

`expect` holds the codes of errors that inspection or reading must give (empty: the file must be taken),
`notes` those of notes; `cell` is the cell that the problem must name.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from documents.tables import GOOD, HEADS, csv, workbook
from files import spoiling
from files.packages import (
    docx_parts,
    encrypted_pdf,
    jpeg,
    paragraph,
    pdf,
    png,
    text_rows,
    zipped,
)

MIB = 1 << 20


@dataclass(frozen=True)
class Spoiled:
    """A spoiled file: what it is, how the sender calls it, its bytes, and what must be said about it."""

    name: str
    filename: str
    build: Callable[[], bytes]
    expect: frozenset[str]
    cell: str = ""
    notes: frozenset[str] = frozenset()


def _spoiled(
    name: str, filename: str, build: Callable[[], bytes], expect: str = "", cell: str = "", notes: str = ""
) -> Spoiled:
    return Spoiled(name, filename, build, frozenset(expect.split()), cell, frozenset(notes.split()))


_S, _F = "documents.sheet.", "files."
_UPLOADS = (
    ("empty file", "空.xlsx", lambda: b"", "empty"),
    ("50 MB file", "大.csv", lambda: b"1,2\r\n" * (10 * MIB), "too_large"),
    ("renamed executable", "表.xlsx", lambda: b"MZ\x90\x00" + bytes(100), "executable"),
    ("renamed Linux program", "表.csv", lambda: b"\x7fELF\x02\x01" + bytes(100), "executable"),
    ("shell script as text", "说明.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "executable"),
    ("executable", "安装.exe", lambda: b"MZ", "kind_not_allowed"),
    ("double extension", "表.xlsx.exe", lambda: b"MZ", "kind_not_allowed"),
    ("no extension", "表", lambda: csv((HEADS, GOOD)), "no_extension"),
    ("picture called a workbook", "表.xlsx", lambda: png(8, 1), "content_mismatch"),
    ("workbook called a picture", "图.png", lambda: spoiling.rows(GOOD), "content_mismatch"),
    ("workbook called CSV", "表.csv", lambda: spoiling.rows(GOOD), "content_mismatch"),
    ("workbook called Word", "表.docx", lambda: spoiling.rows(GOOD), "content_mismatch"),
    ("svg renamed png", "图.png", lambda: b"<svg onload='alert(1)'/>", "content_mismatch"),
    ("html as csv", "表.csv", lambda: b"\r\n<HTML><table><tr><td>1</td></tr></table>", "html"),
    ("NUL bytes in csv", "表.csv", lambda: csv((HEADS, GOOD)) + b"a\x00b", "text_binary"),
    ("unknown encoding", "表.csv", lambda: b"\x81\xff\xff,\xa0", "text_encoding"),
    ("old xls", "表.xls", lambda: spoiling.OLE + bytes(512), "old_office"),
    ("old xls called xlsx", "表.xlsx", lambda: spoiling.OLE + bytes(512), "old_office"),
    (
        "encrypted workbook",
        "表.xlsx",
        lambda: spoiling.OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    ("ods", "表.ods", lambda: b"PK", "open_document"),
    ("ods called xlsx", "表.xlsx", lambda: zipped({"mimetype": b"application/vnd.oasis"}), "open_document"),
    ("macro workbook", "表.xlsm", spoiling.xlsx, "macro"),
    ("macro in xlsx", "表.xlsx", lambda: spoiling.xlsx(xl__vbaProject=b"x"), "macro"),
    ("macro content type", "表.xlsx", spoiling.macro_type, "macro"),
    ("old macro sheet", "表.xlsx", lambda: spoiling.xlsx(xl__macrosheets__sheet1_xml=b"<a/>"), "macro"),
    ("zip bomb by ratio", "表.xlsx", spoiling.bomb, "zip_ratio"),
    ("zip of 130 MiB", "表.xlsx", spoiling.huge, "zip_large"),
    ("zip of many entries", "表.xlsx", spoiling.many, "zip_entries"),
    ("zip slip", "表.xlsx", lambda: zipped(spoiling.parts() | {"../../etc/cron.d/x": b"x"}), "zip_path"),
    ("absolute path in zip", "表.xlsx", lambda: zipped(spoiling.parts() | {"/etc/passwd": b"x"}), "zip_path"),
    ("backslash path in zip", "表.xlsx", lambda: zipped(spoiling.parts() | {"a\\..\\b": b"x"}), "zip_path"),
    ("symlink in zip", "表.xlsx", spoiling.link, "zip_link"),
    ("two entries of one name", "表.xlsx", spoiling.twice, "zip_duplicate"),
    ("local name differs", "表.xlsx", spoiling.local(spoiling.rename), "zip_mismatch"),
    ("local size differs", "表.xlsx", spoiling.local(spoiling.resize), "zip_mismatch"),
    ("both sizes lie", "表.xlsx", spoiling.central(spoiling.grow), "zip_mismatch"),
    ("zip encryption flag", "表.xlsx", spoiling.central(spoiling.encrypt), "encrypted"),
    ("checksum error", "表.xlsx", spoiling.central(spoiling.checksum), "zip_checksum"),
    ("overlapping entries", "表.xlsx", spoiling.central(spoiling.overlap), "zip_overlap"),
    ("hidden entry", "表.xlsx", spoiling.hidden, "zip_hidden"),
    ("data before the zip", "表.xlsx", lambda: b"PK\x03\x04" + bytes(60) + spoiling.xlsx(), "zip_hidden"),
    ("trailing garbage", "表.xlsx", lambda: spoiling.xlsx() + b"garbage", "zip_trailing"),
    ("truncated zip", "表.xlsx", lambda: spoiling.xlsx()[:-40], "zip_damaged"),
    ("zip64 that contradicts", "表.xlsx", spoiling.zip64, "zip_lies"),
    (
        "unsupported compression",
        "表.xlsx",
        lambda: zipped(spoiling.parts(), method=zipfile.ZIP_BZIP2),
        "zip_method",
    ),
    ("nested zip", "表.xlsx", lambda: spoiling.xlsx(xl__media__a=zipped({"a": b"b"})), "zip_nested"),
    ("program inside", "表.xlsx", lambda: spoiling.xlsx(xl__media__a=b"MZ\x90"), "executable_inside"),
    ("external entity", "表.xlsx", spoiling.entity, "xml_dtd"),
    ("billion laughs", "表.xlsx", spoiling.laughs, "xml_dtd"),
    (
        "DTD in UTF-16",
        "表.xlsx",
        lambda: spoiling.xlsx(xl__a_xml='<?xml version="1.0"?><!DOCTYPE a []><a/>'.encode("utf-16")),
        "xml_dtd",
    ),
    (
        "part in UTF-7",
        "表.xlsx",
        lambda: spoiling.xlsx(xl__a_xml=b'<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-'),
        "xml_encoding",
    ),
    (
        "broken content types",
        "表.xlsx",
        lambda: zipped(spoiling.parts() | {"[Content_Types].xml": b"<Types"}),
        "xml_broken",
    ),
    (
        "external workbook",
        "表.xlsx",
        lambda: spoiling.outside("externalLinkPath", "file:///C:/a.xlsx"),
        "external_link",
    ),
    ("link to a share", "表.xlsx", lambda: spoiling.outside("hyperlink", "\\\\host\\share"), "external_link"),
    (
        "external link part",
        "表.xlsx",
        lambda: spoiling.xlsx(xl__externalLinks__externalLink1_xml=b"<a/>"),
        "external_link",
    ),
    (
        "web query formula",
        "表.xlsx",
        lambda: spoiling.sheet('<row r="1"><c r="A1"><f>WEBSERVICE("http://x")</f></c></row>'),
        "external_formula",
        "A1",
    ),
    ("remote template", "文.docx", spoiling.template, "external_link"),
    ("DDE link", "表.xlsx", lambda: spoiling.xlsx(xl__externalLinks__externalLink1_xml=b"<ddeLink/>"), "dde"),
    (
        "DDE formula",
        "表.xlsx",
        lambda: spoiling.sheet('<row r="1"><c r="A1"><f>cmd|\'/c calc\'!A0</f></c></row>'),
        "dde_formula",
        "A1",
    ),
    ("DDE field in pieces", "文.docx", lambda: spoiling.field(" D", "DEA", "UTO c:\\\\cmd.exe"), "dde"),
    (
        "embedded object",
        "表.xlsx",
        lambda: spoiling.xlsx(xl__embeddings__oleObject1=spoiling.OLE),
        "embedded_object",
    ),
    ("ActiveX", "表.xlsx", lambda: spoiling.xlsx(xl__activeX__activeX1_xml=b"<a/>"), "embedded_object"),
    ("sheet of 17 thousand million cells", "表.xlsx", spoiling.sparse, "sheet_extent"),
    ("2,001 merged ranges", "表.xlsx", lambda: spoiling.merged(2001), "sheet_merged"),
    (
        "cell of 10 MB",
        "表.xlsx",
        lambda: spoiling.sheet(text_rows([[spoiling.long_text(10 * MIB // 3)]])),
        "cell_too_long_at",
        "A1",
    ),
    (
        "CSV cell of 10 MB",
        "表.csv",
        lambda: csv((HEADS, spoiling.changed(7, spoiling.long_text(10 * MIB // 3)))),
        "csv_cell_too_long",
    ),
    ("100,000 columns", "表.csv", lambda: b"," * 100_000 + b"\r\n", "too_many_columns"),
    ("text repeated 60,000 times", "表.xlsx", spoiling.repeated_string, "too_costly"),
    ("pixel flood", "图.png", lambda: png(30_000, 30_000), "image_pixels"),
    ("jpeg pixel flood", "图.jpg", lambda: jpeg(65_000, 65_000), "image_pixels"),
    ("png without end", "图.png", lambda: png(8, 1)[:-12], "image_broken"),
    ("jpeg without frame", "图.jpeg", lambda: b"\xff\xd8\xff\xe0\x00\x04ab", "image_broken"),
    ("png with a zip behind", "图.png", lambda: png(8, 1, tail=spoiling.xlsx()), "polyglot"),
    ("png with a tail", "图.png", lambda: png(8, 1, tail=b"<script>"), "polyglot"),
    ("pdf with a zip behind", "文.pdf", lambda: pdf() + spoiling.xlsx(), "polyglot"),
    (
        "pdf inside a workbook's head",
        "表.xlsx",
        lambda: zipped({"a": b"%PDF-1.4"} | spoiling.parts(), method=zipfile.ZIP_STORED),
        "polyglot",
    ),
    ("password pdf", "文.pdf", encrypted_pdf, "encrypted"),
    ("pdf with JavaScript", "文.pdf", spoiling.script_pdf, "pdf_active"),
    (
        "pdf with an escaped name",
        "文.pdf",
        lambda: pdf(b"/OpenAction 4 0 R", (b"<</S/J#61vaScript/J#53(1)>>",)),
        "pdf_active",
    ),
    (
        "pdf that launches",
        "文.pdf",
        lambda: pdf(b"/OpenAction 4 0 R", (b"<</S/Launch/F(cmd.exe)>>",)),
        "pdf_active",
    ),
    ("pdf with a file", "文.pdf", spoiling.attached, "pdf_attachment"),
    ("damaged pdf", "文.pdf", lambda: b"%PDF-1.7\n" + bytes(200), "pdf_broken"),
    ("million opened paragraphs", "文.docx", lambda: zipped(docx_parts("<w:p>" * MIB)), ""),
    ("secret by name", "【机密】名单.csv", lambda: csv((HEADS, GOOD)), "secrecy_mark"),
    ("secret csv", "名单.csv", lambda: csv((("秘密★1年",), HEADS, GOOD)), "secrecy_mark"),
    ("secret workbook", "名单.xlsx", lambda: workbook((("机密★",), HEADS, GOOD)), "secrecy_mark"),
    (
        "secret Word file",
        "文.docx",
        lambda: zipped(docx_parts(paragraph("绝密★启封前") + paragraph("正文"))),
        "secrecy_mark",
    ),
    ("secret pdf", "文.pdf", lambda: spoiling.typst_pdf("秘密★10年"), "secrecy_mark"),
)
_TABLES = (
    ("wrong edition", "表.xlsx", spoiling.edition, "", "", ""),
    (
        "missing column",
        "表.xlsx",
        lambda: workbook((HEADS[:1] + HEADS[2:], GOOD[:1] + GOOD[2:])),
        "column_missing",
        "",
        "",
    ),
    (
        "repeated column",
        "表.xlsx",
        lambda: workbook(((*HEADS, HEADS[3]), (*GOOD, 1))),
        "column_repeated",
        "I1",
        "",
    ),
    ("no head", "表.xlsx", lambda: workbook((GOOD,)), "no_header", "", ""),
    (
        "text in a number",
        "表.xlsx",
        lambda: spoiling.rows(spoiling.changed(3, "八十八")),
        "not_number",
        "D2",
        "",
    ),
    ("NaN", "表.csv", lambda: csv((HEADS, spoiling.changed(3, "NaN"))), "not_number", "D2", ""),
    ("Infinity", "表.csv", lambda: csv((HEADS, spoiling.changed(3, "-Infinity"))), "not_number", "D2", ""),
    ("negative count", "表.xlsx", lambda: spoiling.rows(spoiling.changed(4, -1)), "too_small", "E2", ""),
    ("error value", "表.xlsx", spoiling.error, "cell_error", "D2", ""),
    (
        "formula without result",
        "表.xlsx",
        lambda: spoiling.rows(spoiling.changed(3, "=1+1")),
        "formula_without_result",
        "D2",
        "",
    ),
    (
        "merged cells",
        "表.xlsx",
        lambda: workbook((HEADS, GOOD, spoiling.changed(0, "010002")), merged="B2:B3"),
        "merged",
        "B2",
        "",
    ),
    ("repeated key", "表.xlsx", lambda: spoiling.rows(GOOD, GOOD), "repeated", "A3", ""),
    ("lost zeros", "表.xlsx", lambda: spoiling.rows(spoiling.changed(0, 10001)), "code_zeros", "A2", ""),
    (
        "lone quotation mark",
        "表.csv",
        lambda: csv((HEADS, spoiling.changed(7, '"没有结束'))),
        "csv_broken",
        "",
        "",
    ),
    (
        "required cell empty",
        "表.xlsx",
        lambda: spoiling.rows(spoiling.changed(1, None)),
        "required",
        "B2",
        "",
    ),
    (
        "impossible date",
        "表.xlsx",
        lambda: spoiling.rows(spoiling.changed(5, "2026-02-30")),
        "not_date",
        "F2",
        "",
    ),
    ("formula as text", "表.csv", lambda: csv((HEADS, spoiling.changed(7, "=HYPERLINK(1)"))), "", "", ""),
    ("GBK csv", "表.csv", lambda: csv((HEADS, GOOD), "gbk"), "", "", ""),
    ("UTF-16 csv", "表.csv", lambda: csv((HEADS, GOOD), "utf-16"), "", "", ""),
    (
        "full-width figures",
        "表.xlsx",
        lambda: spoiling.rows(spoiling.changed(3, "８８．５")),
        "",
        "D2",
        "normalised",
    ),
    (
        "date as text",
        "表.xlsx",
        lambda: spoiling.rows(spoiling.changed(5, "2026年3月2日")),
        "",
        "F2",
        "date_text",
    ),
    ("real date", "表.xlsx", lambda: spoiling.rows(spoiling.changed(5, datetime(2026, 3, 2))), "", "", ""),  # noqa: DTZ001 - as a workbook holds it
    (
        "unknown column",
        "表.xlsx",
        lambda: workbook(((*HEADS, "心情"), (*GOOD, "好"))),
        "",
        "I1",
        "column_unknown",
    ),
    *(
        (
            f"million opened {what}",
            "表.xlsx",
            partial(spoiling.opened_tags, part, tag),
            "unreadable",
            "",
            "",
        )
        for what, part, tag in spoiling.OPENED
    ),
    ("path in the name", "..\\..\\a/表.xlsx", lambda: spoiling.rows(GOOD), "", "", ""),
)

SPOILED: list[Spoiled] = [
    *(
        _spoiled(name, file, build, _F + code if code else "", *cell)
        for name, file, build, code, *cell in _UPLOADS
    ),
    *(
        _spoiled(name, file, build, _S + code if code else "", cell, _S + note if note else "")
        for name, file, build, code, cell, note in _TABLES
    ),
]
