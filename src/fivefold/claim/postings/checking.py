"""Checking a file of a posted list offline: bundle, pdf or docx, by proof, by digest and by text. Without Django.

``method.verify`` judges the bundle; here the documents' text is compared with the list, which names the entry that
somebody altered in a document, too.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fivefold.claim.postings.textcheck import compare_text
from fivefold.documents.reading import docx_text, pdf_attachment, pdf_text
from fivefold.method import verify
from fivefold.method.reason import Reason, register_catalogue, speak

ATTACHED = "fivefold-bundle.json"
STATES = ("verified", "altered", "unclear")
register_catalogue(Path(__file__).parent / "catalogue")

Said = verify.Remark | Reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer: ``state`` is verified, altered or unclear; then what was found, checked and left unchecked."""

    state: str
    findings: Sequence[Said]
    checked: Sequence[Said]
    not_checked: Sequence[Said]

    @property
    def status(self) -> int:
        """Exit status of a command: 0 verified, 1 altered, 2 unclear."""
        return STATES.index(self.state)


def sentence(said: Said, language: str) -> str:
    """Return one thing said, in a language."""
    return said.text(language) if isinstance(said, verify.Remark) else speak(said, language)


def check_file(
    name: str,
    data: bytes,
    *,
    bundle: bytes | None = None,
    key: str | None = None,
    checkpoint: str | None = None,
    text: bool = True,
) -> Outcome:
    """Check a bundle, or a pdf or docx with its ``bundle`` (a pdf carries one); never raises for what it holds.

    ``text`` says whether the text of a document is compared as well.
    """
    if not data.startswith((b"%PDF", b"PK")):
        return _outcome(verify.verify_bundle(data, key=key, checkpoint=checkpoint))
    carried = bundle if bundle is not None else _attached(data)
    if carried is None:
        return Outcome("unclear", (verify.Remark("unclear.alone"),), (), ())
    document = (name, hashlib.sha256(data).hexdigest()) if bundle is not None else None
    report = verify.verify_bundle(carried, key=key, checkpoint=checkpoint, document=document)
    outcome = _outcome(report, own=bundle is None)
    return _with_text(outcome, data, carried) if text else outcome


def _outcome(report: verify.Report, *, own: bool = False) -> Outcome:
    """Turn the verifier's report round; ``own``: the bundle came out of the document itself."""
    open_ = [said for said in report.not_checked if not (own and said.code == "no.file")]
    more = [Reason("claim.postings.check.own_bundle")] if own else []
    return Outcome(report.state, report.findings, report.checked, (*open_, *more))


def _with_text(outcome: Outcome, data: bytes, bundle: bytes) -> Outcome:
    try:
        posting = verify.read(bundle)["posting"]
        differences = compare_text(_text_of(data), posting)
    except (ValueError, KeyError, TypeError, AttributeError, verify.Unclear):
        unread = (*outcome.findings, Reason("claim.postings.check.unread_text"))
        state = outcome.state if outcome.state == "altered" else "unclear"
        return Outcome(state, unread, outcome.checked, outcome.not_checked)
    left = [
        said
        for said in outcome.not_checked
        if not (isinstance(said, verify.Remark) and said.code == "no.text")
    ]
    if differences:
        return Outcome("altered", (*outcome.findings, *differences), outcome.checked, left)
    said = Reason("claim.postings.check.text", {"count": len(posting["entries"])})
    outside = Reason("claim.postings.check.outside")
    sealed = any(isinstance(one, verify.Remark) and one.code == "ok.file" for one in outcome.checked)
    return Outcome(
        outcome.state, outcome.findings, (*outcome.checked, said), left if sealed else (*left, outside)
    )


def _text_of(data: bytes) -> str:
    return "\n".join(pdf_text(data)) if data.startswith(b"%PDF") else docx_text(data)


def _attached(data: bytes) -> bytes | None:
    """Return the bundle that a pdf carries, None where it has none or is no pdf."""
    if not data.startswith(b"%PDF"):
        return None
    try:
        return pdf_attachment(data, ATTACHED)
    except (LookupError, ValueError):
        return None
