"""The official text of a posting: the pack's paragraphs with the values of this list put in.

Documents are Chinese (decisions 13): values are written in Chinese whatever language the page has.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fivefold.claim.postings import addresses
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.terms import local_day
from fivefold.documents.spec import Block, Heading, Paragraph
from fivefold.documents.wording import chinese_date, chinese_number, grouped
from fivefold.packs import placeholders
from fivefold.packs.fields import Label
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.packs.schema.claim import OfficialText, Term

_KINDS = {"calendar": "个自然日", "working": "个工作日"}
_CORRECTION = "本榜单更正《{corrects_title}》（{corrects_number}）所附榜单：{correction_reason}"
_HEADING = re.compile(r"([一二三四五六七八九十]{1,3})、(\S{1,30})")


def official_text(pack: Pack, posting: Posting) -> OfficialText:
    """Return the pack's text for this posting; a pack without a text for corrections uses that of a posting."""
    keys = {text.key for text in pack.claim.documents}
    return pack.official_text("correction" if posting.corrects_id and "correction" in keys else "posting")


def days(term: Term) -> str:
    """Write a term, such as 15个自然日."""
    return f"{term.days}{_KINDS[term.kind]}"


def values(posting: Posting, pack: Pack, data: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of every placeholder a pack may use (see ``packs.placeholders``)."""
    entries = data["entries"]
    programme, round_, old = posting.round.programme, posting.round, posting.corrects
    notice = data["notice"]
    return {
        "programme": data["programme"]["title"],
        "issuer": data["issuer"],
        "number": data["document_number"],
        "date": chinese_date(local_day(programme, posting.issued_at)) if posting.issued_at else "",
        "edition": round_.edition.planned_name or f"《{data['edition']['title']}》",
        "batches": "、".join(pack.batch(key).label.zh for key in round_.batches),
        "regions": str(len({entry["region"]["code"] for entry in entries})),
        "claims": str(len(entries)),
        "projects": str(round_.edition.projects.count()),
        "cap_min": str(round_.cap_min),
        "cap_max": str(round_.cap_max),
        "notice_days": f"{posting.notice_days}{_KINDS[posting.notice_kind]}",
        "notice_from": chinese_date(date.fromisoformat(notice["from"])),
        "notice_until": chinese_date(date.fromisoformat(notice["until"])),
        "acknowledgement_days": days(pack.claim.acknowledgement),
        "address": addresses.public_url(posting),
        "digest": grouped(posting.digest),
        "corrects_title": old.title if old else "",
        "corrects_number": old.document_number if old else "",
        "corrects_date": chinese_date(local_day(programme, old.issued_at)) if old and old.issued_at else "",
        "correction_reason": posting.correction_reason,
    }


def blocks(text: OfficialText, said: Mapping[str, str]) -> tuple[Block, ...]:
    """Return the body: a paragraph that is only a numbered heading becomes one, if its number is the next.

    A correction says what it changed even where the pack has no words of its own for corrections.
    """
    paragraphs = text.paragraphs
    if said["correction_reason"] and not any("{correction_reason}" in label.zh for label in paragraphs):
        paragraphs = (Label((("zh", _CORRECTION),)), *paragraphs)
    return tuple(_blocks(filled(paragraphs, said)))


def _blocks(paragraphs: tuple[str, ...]) -> Iterator[Block]:
    count = 0
    for paragraph in paragraphs:
        found = _HEADING.fullmatch(paragraph)
        if found and found[1] == chinese_number(count + 1):
            count += 1
            yield Heading(found[2])
        else:
            yield Paragraph(paragraph)


def filled(labels: tuple[Label, ...], said: Mapping[str, str]) -> tuple[str, ...]:
    """Put the values into some texts of the pack."""
    return tuple(placeholders.fill(label.zh, dict(said)) for label in labels)


def listed(labels: tuple[Label, ...], said: Mapping[str, str]) -> tuple[str, ...]:
    """Put the values into addressees or copies, without the mark that the renderer sets at their end."""
    return tuple(text.rstrip("：:。") for text in filled(labels, said))


def correction_title(posting: Posting) -> tuple[str, ...]:
    """Return the title lines of a correction: the pack's, else those of the posting it corrects."""
    pack = pack_of(posting.round.programme)
    for text in pack.claim.documents:
        if text.key == "correction":
            return tuple(line.zh for line in text.title_lines)
    return tuple(posting.title_lines)


def posting_title(pack: Pack) -> tuple[str, ...]:
    """Return the title lines that the pack proposes for a posting."""
    return tuple(line.zh for line in pack.official_text("posting").title_lines)
