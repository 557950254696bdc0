"""What a citizen sees of an own objection."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fivefold.claim.objections.models import Objection
from fivefold.claim.objections.pages import answer_day
from fivefold.claim.postings.addresses import public_path
from fivefold.method.reason import Reason
from fivefold.web.parts import SummaryRow, Tag
from fivefold.web.speech import day, speak_reason

_KINDS = {"raised": "turn", "upheld": "moving", "dismissed": "refused", "corrected": "done"}


def receipt_rows(objection: Objection) -> Sequence[SummaryRow]:
    """Return where the objection stands, with its text and its answer."""
    posting = objection.posting
    tag = Tag(speak_reason(Reason(f"state.objection.{objection.state}")), _KINDS[objection.state])  # type: ignore[arg-type]  # the table's kinds
    entry = objection.entry.data if objection.entry else None
    about = f"{entry['seq']} · {entry['region']['name']} · {entry['project']['name']}" if entry else ""
    return (
        SummaryRow(_("Where it stands"), "", tag=tag),
        SummaryRow(_("Posted list"), f"{posting.document_number} {posting.title}", url=public_path(posting)),
        SummaryRow(_("Entry of the list"), about or _("the list as a whole")),
        SummaryRow(_("Raised on"), day(objection.raised_on)),
        SummaryRow(_("To be answered by"), answer_day(objection)),
        SummaryRow(_("Your text"), objection.text),
        SummaryRow(_("Answer"), objection.answer),
        SummaryRow(_("Answered on"), day(objection.answered_on)),
    )
