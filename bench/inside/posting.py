"""Posting the whole list of a nation in which every claim is approved, and rendering its documents."""

from typing import Any

from django.db import transaction

from fivefold.claim.postings import dossiers, queries
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.rendering import office_fonts, posting_rendered, render, sealed
from fivefold.claim.rounds.models import ClaimRound
from fivefold.documents.docx import render_docx
from fivefold.documents.pdf import render_pdf
from inside.nation import drafted, issued
from inside.timing import costing


def _round() -> ClaimRound:
    return ClaimRound.objects.select_related("programme__pack_version").get()


def issue() -> dict[str, Any]:
    """Issue the list of every region; returns the cost, once for time and once (rolled back before) for queries."""
    draft = drafted(_round())
    with transaction.atomic():
        with costing(queries=True) as counted:
            issued(draft)
        transaction.set_rollback(True)
    draft = queries.by_id(str(draft.pk)) or draft
    with costing() as cost:
        made = issued(draft)
    regions = made.entries.values("region").distinct().count()
    return {
        "cost": {**cost.told(), "queries": counted.queries},
        "entries": made.entries.count(),
        "regions": regions,
        "bytes": len(made.canonical.encode()),
    }


def rendered() -> dict[str, Any]:
    """Render the documents of the issued list: each alone, then as the job does, with bundle, proof and digests."""
    posting = queries.by_id(str(Posting.objects.get(state="issued").pk))
    assert posting is not None
    proof = sealed(posting=posting)
    document = dossiers.document_of(posting, queries.list_of(posting), checkpoint=proof["checkpoint"])
    with costing() as docx:
        word = render_docx(document)
    with costing() as pdf:
        made = render_pdf(document, timestamp=posting.state_since, office_fonts=office_fonts())
    with costing() as both:
        documents = render(posting, proof)
    with costing() as kept:
        posting_rendered(posting=posting, made=documents, printed=proof)
    return {
        "docx": {**docx.told(), "bytes": len(word)},
        "pdf": {**pdf.told(), "bytes": len(made.data)},
        "both": {**both.told(), "bytes": len(documents.docx) + len(documents.pdf)},
        "kept": {**kept.told(), "bytes": 0},
    }
