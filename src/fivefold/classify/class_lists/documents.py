"""A class list on paper: the official document (docx, pdf) and the workbook of all its lines."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation

from fivefold.classify.class_lists.canonical_list import canonical_bytes
from fivefold.classify.class_lists.models import ClassEntry, ClassList
from fivefold.classify.class_lists.queries import before, entries
from fivefold.classify.pages import DEMO_LABEL, class_label, outcome_label, rule_label
from fivefold.classify.regions.values import spoken_facts
from fivefold.documents.docx import render_docx
from fivefold.documents.pdf import Attachment, render_pdf
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_workbook
from fivefold.documents.spec import Align, Annex, Column, OfficialDocument, Paragraph, Table
from fivefold.documents.wording import grouped
from fivefold.orgs.tree import top
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of


def _rows(class_list: ClassList) -> list[ClassEntry]:
    return list(entries(class_list).select_related("area", "region__body__parent"))


def _class(pack: Pack, row: ClassEntry) -> str:
    return class_label(pack, row.class_code) if row.class_code else outcome_label(row.outcome)


@translation.override("zh-hans")
def official_document(class_list: ClassList) -> OfficialDocument:
    """Return an issued list as an official document in Chinese: a notice, and the list as its annex.

    Raises `Refused` for text that is a secrecy mark.
    """
    programme, pack = class_list.programme, pack_of(class_list.programme)
    apex = top(programme)
    issuer = apex.name if apex else programme.title
    issued = (
        timezone.localtime(class_list.issued_at).date() if class_list.issued_at else class_list.valid_from
    )
    valid = class_list.valid_from
    return OfficialDocument(
        issuer_mark=(f"{issuer}文件",),
        number=class_list.document_number,
        title_lines=("关于印发地区分类名单", f"（第{class_list.number}号）的通知"),
        addressees=_addressees(pack),
        blocks=(
            Paragraph(
                f"现将《{programme.title}》地区分类名单（第{class_list.number}号）印发给你们，"
                f"自{valid.year}年{valid.month}月{valid.day}日起有效。各地区的类别依分类规则由所列事实得出，"
                "经签字调整的单独注明；未归入任何一类的地区一并列出。"
            ),
            Paragraph(f"名单的规范文本（JSON）的 SHA-256 值为 {grouped(class_list.sha256)}。"),
        ),
        signed_by=issuer,
        dated=issued,
        attachment_notes=(f"地区分类名单（第{class_list.number}号）",),
        annexes=(Annex((f"地区分类名单（第{class_list.number}号）",), (_table(class_list, pack),)),),
        printed_by=issuer,
        printed_on=issued,
        label=DEMO_LABEL if programme.demo else "",
    )


def _addressees(pack: Pack) -> tuple[str, ...]:
    """Return whom the notice is for: participants, and those between them and the issuer."""
    between = (f"各{pack.coordinator_word}",) if pack.participant_level > 1 else ()
    return (f"各{pack.participant_word}", *between)


def _table(class_list: ClassList, pack: Pack) -> Table:
    columns = (
        Column("代码", 14, Align.CENTER),
        Column("名称", 30),
        Column("类别", 20, Align.CENTER),
        Column("规则", 26),
        Column("备注", 20),
    )
    rows = [
        (
            row.area.code,
            row.area.name,
            _class(pack, row),
            rule_label(pack, row.rule_code) or "—",
            f"调整：{row.override_signer}" if row.outcome == "overridden" else "",
        )
        for row in _rows(class_list)
    ]
    return Table(columns, tuple(rows))


def docx_of(class_list: ClassList) -> bytes:
    """Return the official document as a Word file."""
    return render_docx(official_document(class_list))


def pdf_of(class_list: ClassList) -> bytes:
    """Return the official document as PDF/A-3 with the canonical JSON attached."""
    moment = class_list.issued_at or class_list.state_since
    attachment = Attachment("class-list.json", json_of(class_list).decode())
    return render_pdf(
        official_document(class_list), attachment=attachment, timestamp=_utc(moment), office_fonts=_fonts()
    ).data


def _utc(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _fonts() -> Path | None:
    folder = Path(settings.FONTS_DIR)
    return folder if folder.is_dir() else None


def json_of(class_list: ClassList) -> bytes:
    """Return the canonical JSON that the list's digest was taken over."""
    return canonical_bytes(class_list, before(class_list), pack_of(class_list.programme))


def workbook_of(class_list: ClassList) -> bytes:
    """Return all lines of a list with class, rule, facts and overrides as a workbook."""
    pack = pack_of(class_list.programme)
    columns = (
        SheetColumn("代码", 12),
        SheetColumn("名称", 24),
        SheetColumn("类别", 18),
        SheetColumn("结果", 14),
        SheetColumn("规则", 28),
        SheetColumn("所用事实", 60, wrap=True),
        SheetColumn("调整理由", 40, wrap=True),
        SheetColumn("签字人", 20),
    )
    rows = [
        (
            row.area.code,
            row.area.name,
            class_label(pack, row.class_code) if row.class_code else "",
            outcome_label(row.outcome),
            rule_label(pack, row.rule_code),
            "；".join(f"{name}：{value}" for name, value in spoken_facts(pack, row.facts)),
            row.override_reason,
            row.override_signer,
        )
        for row in _rows(class_list)
    ]
    head = f"SHA-256 {class_list.sha256}"
    sheet = SheetSpec(
        "分类名单", f"地区分类名单（第{class_list.number}号）", columns, rows, lines=(head,), protected=False
    )
    return write_workbook([sheet], WorkbookSpec(label=DEMO_LABEL if class_list.programme.demo else ""))
