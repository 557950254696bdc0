"""The page on which an answer that changes the list is checked before it is recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fivefold.claim.objections import queries
from fivefold.claim.objections.actions import Answer
from fivefold.claim.objections.models import Objection
from fivefold.claim.postings.changes import STRIKE, text
from fivefold.web.parts import SummaryRow
from fivefold.web.speech import name_lang


@dataclass(frozen=True, slots=True)
class Checked:
    """What would be done to which entry, as rows; ``seen`` binds the answer to the entry that was shown."""

    rows: Sequence[SummaryRow]
    consequences: Sequence[str]
    seen: str


def checked(objection: Objection, answer: Answer, found: Mapping[str, Any]) -> Checked:
    """Return the page of an upheld answer; ``found`` is what ``objection_preview`` returned."""
    line, lang = found["entry"], name_lang()
    data = line.data
    name = f"{data['seq']} · {data['region']['name']} · {data['project']['name']}"
    posting = queries.latest(objection.posting)
    rows = [
        SummaryRow(_("Posted list"), f"{posting.document_number} {posting.title}", lang=lang),
        SummaryRow(_("Entry to correct"), name, lang=lang),
        *_remedy(found, data),
        SummaryRow(_("Reasons of the answer"), answer.reason, lang=lang),
    ]
    if objection.body_id is None:
        shown = _("yes") if answer.text_shown else _("no, only the answer")
        rows.append(SummaryRow(_("Show the citizen's text on the public page"), shown))
    return Checked(
        rows,
        (
            _("The answer is recorded and stands on the public page; it cannot be taken back."),
            _("The next step is the correction: a new numbered list that replaces this one."),
        ),
        line.digest,
    )


def _remedy(found: Mapping[str, Any], data: Mapping[str, Any]) -> list[SummaryRow]:
    if found["remedy"] == STRIKE:
        return [SummaryRow(_("What is done to the entry"), _("It is struck from the list"))]
    labels = {"lead_unit": _("Responsible unit, amended"), "project": _("Project, amended")}
    return [
        SummaryRow(labels[name], f"{text(data[name])} → {text(new)}", lang=name_lang())
        for name, new in found["amendment"].items()
    ]
