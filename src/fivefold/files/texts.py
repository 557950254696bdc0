"""Text and CSV files: a known encoding, no binary content, no endless cells, no secrecy mark at the head."""

import re

from fivefold.files.kinds import Kind, Limits
from fivefold.files.refusal import refused
from fivefold.files.secrecy import text_mark

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HTML = re.compile(
    r"\s*(?:<!doctype|<html|<head|<body|<table|<script|<\?php|<svg|<\?xml|mime-version:)", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[,\t;，]")
_HEAD = 20
_FIRST = 8192


def check_text(data: bytes, kind: Kind, limits: Limits) -> None:
    """Raise `UploadRefused` unless the bytes are a plain text in UTF-8, UTF-16 or GB 18030."""
    text = _decoded(data)
    if _HTML.match(text):
        raise refused("html", extension=kind.value)
    if _CONTROL.search(text):
        raise refused("text_binary")
    lines = text.splitlines()
    if kind is Kind.CSV:
        _check_cells(lines, limits)
    heads = [line.strip(" ,;\t\"'，") for line in lines[:_HEAD]]
    mark = text_mark([cell for line in heads for cell in _SEPARATORS.split(line[:_FIRST])[:_HEAD]])
    if mark:
        raise refused("secrecy_mark", mark=mark)


def _check_cells(lines: list[str], limits: Limits) -> None:
    for line in lines[:_HEAD]:
        count = len(_SEPARATORS.findall(line)) + 1
        if count > limits.columns:
            raise refused("too_many_columns", count=count, limit=limits.columns)
    for number, line in enumerate(lines, start=1):
        if len(line) <= limits.cell:
            continue
        for column, cell in enumerate(_SEPARATORS.split(line), start=1):
            if len(cell) > limits.cell:
                raise refused("csv_cell_too_long", line=number, column=column, limit=limits.cell)


def _decoded(data: bytes) -> str:
    for encoding in _encodings(data):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise refused("text_encoding")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return ("utf-16",)
    sample = data[:4096]
    if sample[1::2].count(0) > len(sample) / 8:
        return ("utf-16-le",)
    if sample[::2].count(0) > len(sample) / 8:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")
