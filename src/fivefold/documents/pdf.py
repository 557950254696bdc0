"""Official documents as PDF/A-3b with the machine-readable list attached.

The page is set by typst from `templates/official.typ`; every text reaches it as JSON data, so that nothing in
a document can act as markup. The same document and time give the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from fivefold.documents.flatten import flat
from fivefold.documents.fonts import FontSet, Role, StandIn, font_set
from fivefold.documents.spec import OfficialDocument
from fivefold.documents.texts import texts_by_role


@dataclass(frozen=True)
class Attachment:
    """A text file carried inside the PDF: name, content (UTF-8 text), media type, a short description."""

    name: str
    text: str
    media: str = "application/json"
    description: str = ""


@dataclass(frozen=True)
class RenderedPdf:
    """A PDF and the faces that stood in for official ones."""

    data: bytes
    stand_ins: tuple[StandIn, ...]


def render_pdf(
    doc: OfficialDocument,
    *,
    attachment: Attachment | None = None,
    timestamp: datetime,
    office_fonts: Path | None = None,
) -> RenderedPdf:
    """Return the document as PDF/A-3b.

    timestamp: aware time of making, written into the file. office_fonts: folder with the office's own faces.
    Raises `Refused` when a character is in none of the faces, `ValueError` for a naive timestamp.
    """
    if timestamp.tzinfo is None:
        raise ValueError("the time of making needs a time zone")
    fonts = font_set(office_fonts)
    stand_ins = fonts.check(texts_by_role(doc))
    data = flat(doc) | {
        "colophon": _colophon(doc, stand_ins),
        "fonts": _families(fonts),
        "date": {"year": doc.dated.year, "month": doc.dated.month, "day": doc.dated.day},
        "attachment": _described(attachment),
    }
    inputs = {"document": json.dumps(data, ensure_ascii=False)}
    if attachment:
        inputs["attachment"] = attachment.text
    return RenderedPdf(_compiled(inputs, fonts.folders, int(timestamp.timestamp())), stand_ins)


def _colophon(doc: OfficialDocument, stand_ins: tuple[StandIn, ...]) -> str:
    """Return the line that names the faces that stood in, or ""."""
    if not (stand_ins and doc.verification and doc.verification.name_stand_ins):
        return ""
    named = dict.fromkeys(f"“{item.official}”由“{item.face}”代替" for item in stand_ins)
    return f"字体替代：{'，'.join(named)}。"


def _compiled(inputs: Mapping[str, str], folders: tuple[Path, ...], seconds: int) -> bytes:
    import typst

    template = files("fivefold.documents").joinpath("templates/official.typ").read_bytes()
    compiler = typst.Compiler(input={"main.typ": template}, font_paths=_loaded(folders))
    made = compiler.compile(sys_inputs=dict(inputs), format="pdf", pdf_standards=["a-3b"], timestamp=seconds)
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave several files for one document")
    return made


@cache
def _loaded(folders: tuple[Path, ...]) -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )


def _families(fonts: FontSet) -> dict[str, dict[str, Any]]:
    return {
        str(role): {
            "families": list(dict.fromkeys(face.family for face in fonts.faces[role])),
            "weight": fonts.faces[role][0].weight,
        }
        for role in Role
    }


def _described(attachment: Attachment | None) -> dict[str, str] | None:
    if attachment is None:
        return None
    return {
        "name": attachment.name,
        "media": attachment.media,
        "description": attachment.description or attachment.name,
    }
