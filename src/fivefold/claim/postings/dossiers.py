"""The official document of a posting as data, ready to be rendered as docx and pdf (domain: GB/T 9704-2012)."""

from collections.abc import Mapping
from typing import Any

from fivefold.claim.postings import addresses, rows, wording
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.terms import local_day
from fivefold.documents.spec import Align, Annex, Column, OfficialDocument, Table, Verification
from fivefold.packs.programmes import pack_of

_CENTRED = frozenset({0, 3})  # number and class


def document_of(posting: Posting, data: Mapping[str, Any], *, checkpoint: str) -> OfficialDocument:
    """Return the document of an issued posting.

    ``data`` is its published list, ``checkpoint`` the signed note printed beside the QR code.
    """
    programme = posting.round.programme
    pack = pack_of(programme)
    text = wording.official_text(pack, posting)
    said = wording.values(posting, pack, data)
    day = local_day(programme, posting.issued_at) if posting.issued_at else programme.created_at.date()
    signature = wording.filled(text.signature, said)
    return OfficialDocument(
        issuer_mark=(f"{data['issuer']}文件",),
        number=data["document_number"],
        title_lines=tuple(posting.title_lines),
        addressees=wording.listed(text.addressees, said),
        blocks=wording.blocks(text, said),
        signed_by=signature[0],
        dated=day,
        attachment_notes=(rows.title_of(data),),
        annexes=(Annex((rows.title_of(data),), (list_table(data),)),),
        copies_to=wording.listed(text.copies_to, said),
        printed_by=data["issuer"],
        printed_on=day,
        label=data["label"],
        verification=Verification(addresses.verify_url(posting), _caption(posting, checkpoint)),
    )


def list_table(data: Mapping[str, Any]) -> Table:
    """Return the list as a table, one line per entry."""
    columns = tuple(
        Column(head, width, Align.CENTER if place in _CENTRED else Align.LEFT)
        for place, (head, width) in enumerate(zip(rows.heads_of(data), rows.WIDTHS, strict=True))
    )
    return Table(columns, tuple(rows.table_of(data["entries"])))


def _caption(posting: Posting, checkpoint: str) -> tuple[str, ...]:
    return (
        f"核验：扫描二维码，或用核验程序离线比对本文件与榜单数据。榜单网址：{addresses.public_url(posting)}",
        f"榜单摘要（SHA-256）：{posting.digest}",
        f"存证检查点：{' '.join(checkpoint.strip().splitlines())}",
    )
