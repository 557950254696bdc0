"""View models of a project page: each item with its fields or its answer, evidence, faults and advice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fivefold.claim.assessments.cells import NA_REASON, NOT_APPLICABLE, SCORE, STATUS, TEXT, Cell
from fivefold.claim.assessments.checks import Finding
from fivefold.claim.assessments.dossiers import STATUS_WORDS, url
from fivefold.claim.assessments.models import Answer, Assessment
from fivefold.web.parts import SummaryRow
from fivefold.web.speech import speak_reason


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence in a list."""

    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item on a project page: what is asked, the fields (when it can be written), the answer, what was found."""

    code: str
    title: str
    english: str
    demo: bool
    measure: str
    aim: str
    levels: Sequence[tuple[str, str, str]]
    required: bool
    fields: Sequence[Any]
    text_fields: Sequence[Any]
    na_fields: Sequence[Any]
    na_open: bool
    rows: Sequence[SummaryRow]
    evidence: Sequence[EvidenceLine]
    evidence_url: str
    faults: Sequence[str]
    advice: Sequence[str]
    locked: str = ""


def evidence_lines(assessment: Assessment, answer: Answer) -> list[EvidenceLine]:
    """Return the evidence that counts, with version and the first figures of its digest."""
    return [
        EvidenceLine(
            piece.title,
            _("version %(version)s, SHA-256 %(digest)s…")
            % {"version": piece.version, "digest": piece.file.sha256[:12]},
            url("evidence_file", assessment, evidence=piece.pk),
        )
        for piece in answer.live_evidence  # type: ignore[attr-defined]  # prefetched by lines_of
    ]


def answer_rows(answer: Answer) -> list[SummaryRow]:
    """Return an answer for reading."""
    if answer.not_applicable:
        return [
            SummaryRow(_("Does not apply"), _("yes")),
            SummaryRow(_("Why it does not apply"), answer.not_applicable_reason),
        ]
    score = "—" if answer.score is None else format(answer.score, "f")
    return [
        SummaryRow(_("Score"), _("%(score)s of %(most)s") % {"score": score, "most": answer.item.max_score}),
        SummaryRow(_("Work status"), str(STATUS_WORDS[answer.work_status])),
        SummaryRow(_("Explanation"), answer.text),
    ]


def _bound(form: Any, code: str, fields: Sequence[str]) -> list[Any]:
    """Return the bound fields of an item that the form has."""
    names = [Cell(code, field).name for field in fields]
    return [form[name] for name in names if name in form.fields]


def _na_wrong(form: Any, code: str) -> bool:
    """Say whether the fields for "does not apply" hold an error that must be seen."""
    return form.is_bound and any(field.errors for field in _bound(form, code, (NOT_APPLICABLE, NA_REASON)))


def item_pages(
    assessment: Assessment, lines: Sequence[Answer], found: Sequence[Finding], form: Any
) -> list[ItemPage]:
    """Return the items of a project page; ``form`` is None where it is only read."""
    pages = []
    english = (get_language() or "").startswith("en")
    for line in lines:
        item = line.item
        open_ = form is not None and (
            assessment.state != "returned"
            or not assessment.returned_parts
            or item.code in assessment.returned_parts
        )
        here = [finding for finding in found if finding.item == item.code]
        pages.append(
            ItemPage(
                code=item.code,
                title=item.title,
                english=item.title_en if english else "",
                demo=item.demo,
                measure=item.measure,
                aim=item.aim,
                levels=[(level["label"], level["from_score"], level["text"]) for level in item.levels],
                required=item.evidence_required,
                fields=_bound(form, item.code, (SCORE, STATUS)) if open_ else [],
                text_fields=_bound(form, item.code, (TEXT,)) if open_ else [],
                na_fields=_bound(form, item.code, (NOT_APPLICABLE, NA_REASON)) if open_ else [],
                na_open=line.not_applicable or (open_ and _na_wrong(form, item.code)),
                rows=[] if open_ else answer_rows(line),
                evidence=evidence_lines(assessment, line),
                evidence_url=url("evidence", assessment, item=item.code),
                faults=[speak_reason(finding.reason) for finding in here if finding.blocking],
                advice=[speak_reason(finding.reason) for finding in here if not finding.blocking],
                locked=_("not among the parts that were returned") if form is not None and not open_ else "",
            )
        )
    return pages
