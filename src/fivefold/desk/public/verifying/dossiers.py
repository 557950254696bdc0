"""What the verification page answers: what was found, what was checked, what was not."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fivefold.claim.postings.addresses import public_path
from fivefold.claim.postings.checking import DOCUMENTS, Outcome, check_file, sentence
from fivefold.claim.postings.models import Posting
from fivefold.desk.public.verifying import queries
from fivefold.desk.public.verifying.wording import on_page
from fivefold.files.refusal import UploadRefused
from fivefold.orgs.seats import SeatFacts
from fivefold.web.parts import Link

_KINDS = {"verified": "done", "altered": "error", "unclear": "late", "partial": "late"}


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for people. ``kind`` is that of a notice box; ``posting`` links the list it was checked against."""

    kind: str
    state: str
    title: str
    file: str
    sha256: str
    findings: Sequence[str]
    checked: Sequence[str]
    not_checked: Sequence[str]
    posting: Link | None
    replaced_by: Link | None


def answer_file(name: str, data: bytes) -> Answer:
    """Check an uploaded file against the list it belongs to, with this installation's own key."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        extracted = queries.looked_into(data)
    except UploadRefused as refusal:
        outcome = Outcome("unclear", refusal.reasons, (), ())
        return _answer(outcome, None, file=name, sha256=digest)
    posting = queries.by_digest(digest) or queries.belonging(data, extracted)
    bundle = queries.bundle_of(posting) if posting and data.startswith(DOCUMENTS) else None
    outcome = check_file(name, data, bundle=bundle, key=queries.own_key(), extracted=extracted)
    return _answer(outcome, posting, file=name, sha256=digest)


def _answer(outcome: Outcome, posting: Posting | None, *, file: str, sha256: str) -> Answer:
    language = get_language() or "zh-hans"
    found, checked, open_ = (
        [on_page(said, language) for said in part]
        for part in (outcome.findings, outcome.checked, outcome.not_checked)
    )
    return Answer(
        kind=_KINDS[outcome.state],
        state=outcome.state,
        title=sentence(outcome.headline, language),
        file=file,
        sha256=sha256,
        findings=found,
        checked=checked,
        not_checked=open_,
        posting=_link(posting),
        replaced_by=_replaced(posting),
    )


def answer_digest(digest: str, seat: SeatFacts | None) -> Answer:
    """Say which posted list, bundle or document has this digest."""
    posting = queries.by_digest(digest, seat)
    if posting is None:
        title = _("No posted list and no document of one has this digest.")
        return Answer("late", "unclear", title, "", digest, (), (), (), None, None)
    what = {
        posting.digest: _("This is the digest of the posted list."),
        **{
            kept.sha256: _("This is the digest of the file %(name)s.") % {"name": kept.name}
            for kept in (posting.bundle_file, posting.docx_file, posting.pdf_file)
            if kept
        },
    }
    left = _("A digest says which file it is; whether the file in your hands has it is seen by uploading it.")
    return Answer(
        "done", "verified", what[digest], "", digest, (), (), (left,), _link(posting), _replaced(posting)
    )


def _link(posting: Posting | None) -> Link | None:
    return Link(f"{posting.document_number} {posting.title}", public_path(posting)) if posting else None


def _replaced(posting: Posting | None) -> Link | None:
    if posting is None or posting.state != "corrected":
        return None
    return _link(posting.corrected_by)
