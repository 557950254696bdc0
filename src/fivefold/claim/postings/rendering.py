"""Rendering of an issued posting: documents, their digests in the log, and the bundle. Repeatable; never un-posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from fivefold.claim.postings import addresses, dossiers, queries
from fivefold.claim.postings.bundles import bundle_bytes, grown
from fivefold.claim.postings.checking import ATTACHED
from fivefold.claim.postings.models import Posting
from fivefold.documents.docx import render_docx
from fivefold.documents.fonts import StandIn
from fivefold.documents.pdf import Attachment, render_pdf
from fivefold.files.models import StoredFile
from fivefold.files.store import store
from fivefold.jobs.queue import Progress, Told, untold
from fivefold.ledger.proofs import proof_of
from fivefold.lifecycle.actor import SYSTEM
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.move import act, lock
from fivefold.lifecycle.transactions import action

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
JSON = "application/json"
_STEPS, _SEALED = 4, 1  # the proof, the pdf, the docx, all kept with their digests


@dataclass(frozen=True, slots=True)
class Rendered:
    """The two documents of a posting and the faces that stand in in the PDF."""

    docx: bytes
    pdf: bytes
    stand_ins: tuple[StandIn, ...]


def office_fonts() -> Path | None:
    """Return the folder of the office's own faces, None where there is none."""
    folder = Path(settings.FONTS_DIR)
    return folder if folder.is_dir() else None


def render(posting: Posting, proof: Mapping[str, Any], told: Told = untold) -> Rendered:
    """Return the documents of an issued posting; the same posting and proof give the same bytes.

    ``told`` hears when each is made. Raises Refused when a character is in none of the faces.
    """
    data = queries.list_of(posting)
    document = dossiers.document_of(posting, data, checkpoint=proof["checkpoint"])
    attached = bundle_bytes(data, proof).decode()
    made = render_pdf(
        document,
        attachment=Attachment(ATTACHED, attached, JSON, "机器可读榜单及存证证明"),
        timestamp=posting.issued_at or posting.state_since,
        office_fonts=office_fonts(),
    )
    told(_SEALED + 1, _STEPS)
    word = render_docx(document)
    told(_SEALED + 2, _STEPS)
    return Rendered(word, made.data, made.stand_ins)


def render_job(params: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Render a posting and record the digests; the handler of the job that every issue queues."""
    posting = queries.by_id(params["posting"])
    if posting is None:
        raise LookupError(params["posting"])
    if not posting.rendered_entry_id:
        progress.step(0, _STEPS)
        proof = sealed(posting=posting)
        progress.step(_SEALED, _STEPS)
        made = render(posting, proof, progress.step)
        posting_rendered(posting=posting, made=made, printed=proof)
    progress.step(_STEPS, _STEPS)
    return {"url": addresses.page_path(posting)}


@action
def sealed(*, posting: Posting, clock: Clock = DATABASE_CLOCK) -> dict[str, Any]:
    """Return the proof that the issue is in the log, with a checkpoint of the log as it stands."""
    return proof_of(posting.issue_entry_id, clock.now())


@action
def posting_rendered(
    *, posting: Posting, made: Rendered, printed: Mapping[str, Any], clock: Clock = DATABASE_CLOCK
) -> Posting:
    """Keep the documents, record their digests and write the bundle; a second worker's result is left aside.

    ``printed`` is the proof whose checkpoint stands on the documents.
    """
    row = lock(posting)
    if row.rendered_entry_id:
        return row
    row = queries.by_id(str(row.pk)) or row
    at = clock.now()
    row.docx_file = _stored(row, "docx", DOCX, made.docx, at)
    row.pdf_file = _stored(row, "pdf", PDF, made.pdf, at)
    files = [
        {"name": kept.name, "media": kept.media, "sha256": kept.sha256, "size": kept.size}
        for kept in (row.docx_file, row.pdf_file)
    ]
    entry = act(
        row, "posting.rendered", actor=SYSTEM, clock=clock, params={"digest": row.digest, "files": files}
    )
    row.rendered_at, row.rendered_entry_id = entry.at, entry.id
    row.stand_ins = [{"official": one.official, "face": one.face} for one in made.stand_ins]
    proof, rendered = proof_of(row.issue_entry_id, at), proof_of(entry.id, at)
    growth = grown(entry.origin, printed, proof)
    bundle = bundle_bytes(queries.list_of(row), proof, rendered=rendered, consistency=growth)
    row.bundle_file = _stored(row, "json", JSON, bundle, at)
    row.save()
    return row


def _stored(posting: Posting, ending: str, media: str, data: bytes, at: datetime) -> StoredFile:
    return store(
        data,
        name=f"{posting.document_number}.{ending}",
        media=media,
        at=at,
        programme_id=str(posting.programme_id),
    )
