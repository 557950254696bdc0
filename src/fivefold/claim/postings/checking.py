"""Checking a file of a posted list offline: bundle, pdf or docx, by proof, by digest and by text. Without Django.

``method.verify`` judges the bundle; here the documents' text is compared with the list, which names the entry that
somebody altered in a document, too.
"""

import codecs
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fivefold.claim.postings.changes import sentences
from fivefold.claim.postings.textcheck import compare_text
from fivefold.documents.reading import docx_text, pdf_attachment, pdf_text
from fivefold.method import verify
from fivefold.method.reason import Reason, register_catalogue, speak

ATTACHED = "fivefold-bundle.json"
STATES = ("verified", "altered", "unclear", "partial")
DOCUMENTS = (b"%PDF", b"PK")
register_catalogue(Path(__file__).parent / "catalogue")

Said = verify.Remark | Reason
Extract = tuple[str | None, bytes | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer: ``state``, then what was found, checked and left unchecked.

    Verified means a bundle as sealed, and of a document that the log holds the digest of the whole file. Where only
    the text of a document was compared with the list it carries, the state is partial: a picture laid over a row, a
    page taken out or a byte at the end would not be seen.
    """

    state: str
    findings: Sequence[Said]
    checked: Sequence[Said]
    not_checked: Sequence[Said]

    @property
    def status(self) -> int:
        """Exit status of a command: 0 verified, 1 altered, 2 unclear, 3 partial."""
        return STATES.index(self.state)

    @property
    def headline(self) -> Said:
        """The answer in one sentence."""
        if self.state == "partial":
            return Reason("claim.postings.check.partial")
        return verify.Remark(self.state)


def sentence(said: Said, language: str) -> str:
    """Return one thing said, in a language."""
    return said.text(language) if isinstance(said, verify.Remark) else speak(said, language)


def extract(data: bytes) -> Extract:
    """Return the text of a pdf or docx and the bundle it carries; None for what cannot be read or is not there.

    It runs the readers of those formats: what strangers sent belongs into a child process (``files.sandbox``).
    """
    if not data.startswith(DOCUMENTS):
        return None, None
    try:
        if data.startswith(b"%PDF"):
            return "\n".join(pdf_text(data)), _attached(data)
        return docx_text(data), None
    except ValueError:
        return None, None


def _attached(data: bytes) -> bytes | None:
    try:
        return pdf_attachment(data, ATTACHED)
    except LookupError:
        return None


def check_file(
    name: str,
    data: bytes,
    *,
    bundle: bytes | None = None,
    key: str | None = None,
    checkpoint: str | None = None,
    text: bool = True,
    extracted: Extract | None = None,
) -> Outcome:
    """Check a bundle, or a pdf or docx with its ``bundle`` (a pdf carries one); never raises for what it holds.

    ``text`` says whether the text of a document is compared as well; ``extracted`` is what ``extract`` found in the
    document, where somebody else has looked already.
    """
    if not data.startswith(DOCUMENTS):
        plain = data.removeprefix(codecs.BOM_UTF8)
        return _outcome(verify.verify_bundle(plain, key=key, checkpoint=checkpoint), plain)
    said, attached = extracted or extract(data)
    carried = bundle.removeprefix(codecs.BOM_UTF8) if bundle is not None else attached
    if carried is None:
        unread = [Reason("claim.postings.check.unread_text")] if said is None else []
        return Outcome("unclear", (*unread, verify.Remark("unclear.alone")), (), ())
    document = (name, hashlib.sha256(data).hexdigest()) if bundle is not None else None
    report = verify.verify_bundle(carried, key=key, checkpoint=checkpoint, document=document)
    outcome = _outcome(report, carried, own=bundle is None)
    if text:
        return _with_text(outcome, said, carried)
    if outcome.state != "partial":
        return outcome
    alone = (*outcome.findings, verify.Remark("unclear.alone"))
    return Outcome("unclear", alone, outcome.checked, outcome.not_checked)


def _outcome(report: verify.Report, bundle: bytes, *, own: bool = False) -> Outcome:
    """Turn the verifier's report round; ``own``: the bundle came out of the document itself and proves no file.

    Of a correction that is as sealed it says what was corrected.
    """
    checked: tuple[Said, ...] = (*report.checked, *_corrected(bundle, report))
    if not own:
        return Outcome(report.state, report.findings, checked, report.not_checked)
    open_ = [said for said in report.not_checked if said.code != "no.file"]
    state = "partial" if report.ok else report.state
    return Outcome(state, report.findings, checked, (*open_, Reason("claim.postings.check.own_bundle")))


def _corrected(bundle: bytes, report: verify.Report) -> Sequence[Reason]:
    if not report.ok:
        return ()
    posting = verify.read(bundle)["posting"]
    try:
        said = sentences(posting.get("changes", ()))
        number = str(posting["corrects"]["number"]) if said else ""
    except (KeyError, TypeError, AttributeError):  # sealed, but not in the form that this version knows
        return ()
    return [Reason("claim.postings.check.changes", {"number": number, "changes": said})] if said else []


def _with_text(outcome: Outcome, text: str | None, bundle: bytes) -> Outcome:
    differences = _differences(text, bundle)
    if differences is None:
        unread = (*outcome.findings, Reason("claim.postings.check.unread_text"))
        state = outcome.state if outcome.state == "altered" else "unclear"
        return Outcome(state, unread, outcome.checked, outcome.not_checked)
    left = [said for said in outcome.not_checked if said.code != "no.text"]
    if differences:
        return Outcome("altered", (*outcome.findings, *differences), outcome.checked, left)
    count = len(verify.read(bundle)["posting"]["entries"])
    checked = (*outcome.checked, Reason("claim.postings.check.text", {"count": count}))
    if all(one.code != "ok.file" for one in outcome.checked):
        left.append(Reason("claim.postings.check.outside"))
    return Outcome(outcome.state, outcome.findings, checked, left)


def _differences(text: str | None, bundle: bytes) -> Sequence[Reason] | None:
    """Return what differs between text and list; None where one of them cannot be read."""
    if text is None:
        return None
    try:
        return compare_text(text, verify.read(bundle)["posting"])
    except (KeyError, TypeError, AttributeError, verify.Unclear):
        return None
