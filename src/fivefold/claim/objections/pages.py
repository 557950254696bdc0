"""View models of the pages of objections inside the programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.authz.decide import decide, permissions_of
from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.claim.objections import queries
from fivefold.claim.objections.models import Objection
from fivefold.ledger.reading import history
from fivefold.lifecycle.move import state_name
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.web.addresses import reverse
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import Action, EmptyState, HistoryEntry, StateLine, SummaryRow, Tag
from fivefold.web.roles import role_label
from fivefold.web.speech import day, name_lang, programme_time, speak_reason
from fivefold.web.tables import Cell, Column, Row, Table

_KINDS = {"raised": "turn", "upheld": "moving", "dismissed": "refused", "corrected": "done"}
_SHORT = 40


def tag_of(objection: Objection) -> Tag:
    """Return where an objection stands."""
    return Tag(speak_reason(state_name(objection)), _KINDS[objection.state])  # type: ignore[arg-type]  # the table's kinds


def index_table(found: Sequence[Objection], query: QueryDict, now: datetime) -> Table:
    """Return the objections the seat may see, those that wait first, paged."""
    listing = Listing.read(query)
    state, posting = listing.value("state"), listing.value("posting")
    rows = [one for one in found if state in ("", one.state) and posting in ("", str(one.posting_id))]
    rows.sort(key=lambda one: (one.state != "raised", one.state != "upheld", one.raised_on, str(one.pk)))
    pager = Pager.of(listing, len(rows))
    postings = dict.fromkeys((str(one.posting_id), one.posting.document_number) for one in found)
    states = [(code, speak_reason(Reason(f"state.objection.{code}"))) for code in _KINDS]
    return Table(
        caption=_("Objections"),
        columns=(
            Column(_("Objection"), "wide"),
            Column(_("Posted list")),
            Column(_("Raised by")),
            Column(_("Raised on"), "date"),
            Column(_("Answer by"), "date"),
            Column(_("Where it stands"), "tag"),
        ),
        rows=[_row(one, now) for one in rows[pager.start : pager.stop]],
        empty=EmptyState(
            _("There is no objection."), next=_("Objections come in while a posted list is in notice.")
        ),
        listing=listing,
        pager=pager,
        filters=FilterBar(
            [
                FilterField("state", _("Where it stands"), state, states),
                FilterField("posting", _("Posted list"), posting, list(postings)),
            ]
        ),
        layout="stack",
        key="objections",
    )


def answer_day(objection: Objection) -> str:
    """Return by when an objection that waits is to be answered, or why that day cannot be told yet."""
    if objection.state != "raised":
        return ""
    return day(objection.turn_due()) or _("told when the table of working days of that year is recorded")


def _row(objection: Objection, now: datetime) -> Row:
    tag = tag_of(objection)
    slug = objection.posting.round.programme.slug
    late = objection.state == "raised" and objection.answer_by is not None and now >= objection.answer_by
    text = objection.text[:_SHORT] + ("…" if len(objection.text) > _SHORT else "")
    cells: Sequence[Any] = (
        Cell(text, href=reverse("objections:detail", args=[slug, objection.pk]), lang=name_lang()),
        Cell(objection.posting.document_number, lang=name_lang()),
        Cell(objection.body.name, lang=name_lang()) if objection.body else _("a citizen"),
        day(objection.raised_on),
        answer_day(objection) or None,
        Cell(tag.label, tag=tag.kind),
    )
    return Row(cells, kind="late" if late else "")


@dataclass(frozen=True, slots=True)
class Detail:
    """The page of one objection."""

    state: StateLine
    rows: Sequence[SummaryRow]
    history: Sequence[HistoryEntry]
    may_answer: bool
    why_not: str
    correct: Action | None


def detail(objection: Objection, seat: SeatFacts) -> Detail:
    """Return the view model of an objection's page."""
    verdict = decide(seat, P.OBJECTION_ANSWER, objection.object_facts())
    answers = P.OBJECTION_ANSWER in permissions_of(seat) and objection.state == "raised"
    return Detail(
        state=StateLine(
            tag_of(objection),
            turn=role_label(Role.PUBLISHER.value) if objection.state in ("raised", "upheld") else "",
            since=day(objection.raised_on)
            if objection.state == "raised"
            else programme_time(objection.state_since),
            until=answer_day(objection),
            mine=answers and verdict.allowed,
        ),
        rows=_rows(objection),
        history=_history(objection),
        may_answer=answers and verdict.allowed,
        why_not=speak_reason(verdict.reason) if answers and not verdict.allowed else "",
        correct=correction_action(objection, seat),
    )


def correction_action(objection: Objection, seat: SeatFacts) -> Action | None:
    """Return the act that begins the correction, where an upheld objection waits for one."""
    if objection.state != "upheld" or P.POSTING_PREPARE not in permissions_of(seat):
        return None
    latest = queries.latest(objection.posting)
    waiting = len(queries.upheld_for(latest))
    label = ngettext(
        "Prepare the correction (%(n)d objection)", "Prepare the correction (%(n)d objections)", waiting
    ) % {"n": waiting}
    url = reverse("objections:correct", args=[objection.posting.round.programme.slug, latest.pk])
    return Action(label, url, "primary", post=True)


def _rows(objection: Objection) -> list[SummaryRow]:
    entry = objection.entry.data if objection.entry else None
    about = f"{entry['seq']} · {entry['region']['name']} · {entry['project']['name']}" if entry else ""
    posting = objection.posting
    url = reverse("postings:detail", args=[posting.round.programme.slug, posting.pk])
    rows = [
        SummaryRow(_("Posted list"), f"{posting.document_number} {posting.title}", url=url, lang=name_lang()),
        SummaryRow(_("Entry of the list"), about or _("the list as a whole")),
        SummaryRow(
            _("Raised by"), objection.body.name if objection.body else _("a citizen; nothing else is known")
        ),
        SummaryRow(_("Raised on"), day(objection.raised_on)),
        SummaryRow(_("What it says"), objection.text, lang=name_lang()),
    ]
    if objection.answer:
        rows += [
            SummaryRow(_("Answer"), objection.answer, lang=name_lang()),
            SummaryRow(_("Answered on"), day(objection.answered_on)),
            SummaryRow(_("Remedy"), _remedy(objection)),
        ]
    return rows


def _remedy(objection: Objection) -> str:
    if not objection.remedy:
        return _("none; the list stands")
    if objection.remedy == "strike":
        return _("the entry is struck")
    said = objection.amendment
    parts = [_("responsible unit: %(unit)s") % {"unit": said["lead_unit"]}] if "lead_unit" in said else []
    if "project" in said:
        parts.append(_("project: %(project)s") % {"project": said["project"]["name"]})
    return _("; ").join(parts)


def _history(objection: Objection) -> list[HistoryEntry]:
    facts = history(origin_of(objection.posting.round.programme), objection.SUBJECT, str(objection.pk))
    return [
        HistoryEntry(
            speak_reason(one.sentence), programme_time(one.at), one.body_name, entry=str(one.index + 1)
        )
        for one in reversed(facts)
    ]
