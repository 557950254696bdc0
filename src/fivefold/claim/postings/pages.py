"""View models of the pages of postings inside the programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission as P
from fivefold.claim.claims.models import Claim
from fivefold.claim.postings import addresses, queries, retrying
from fivefold.claim.postings.changes import sentences
from fivefold.claim.postings.corrected import changed, changed_since
from fivefold.claim.postings.listing import list_table, notice_sentence, state_tag, title_cell, unsealed_tag
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.preparing import Held, Prepared
from fivefold.claim.postings.sealing import unsealed
from fivefold.claim.postings.taken import taken_table
from fivefold.claim.postings.terms import last_moment
from fivefold.ledger.reading import history
from fivefold.lifecycle.errors import SealBroken
from fivefold.lifecycle.move import state_name
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import Action, EmptyState, HistoryEntry, Link, StateLine, SummaryRow, Tag
from fivefold.web.speech import day, name_lang, programme_time, speak_reason
from fivefold.web.tables import Cell, Column, Table

SHOWN_LEFT_OUT = 200
_KINDS = {"drafted": "draft", "issued": "official", "corrected": "off", "discarded": "off"}


def index_table(found: Sequence[Posting], query: QueryDict, now: datetime) -> Table:
    """Return the programme's postings, drafts first, paged."""
    listing = Listing.read(query)
    state = listing.value("state")
    rows = [one for one in found if state in ("", one.state)]
    rows.sort(key=lambda one: (one.state != "drafted", -(one.number or 0)))
    pager = Pager.of(listing, len(rows))
    shown = rows[pager.start : pager.stop]
    broken = unsealed(shown)
    states = [(code, _state_label(code)) for code in ("drafted", "issued", "corrected", "discarded")]
    return Table(
        caption=_("Posted lists"),
        columns=(
            Column(_("Title"), "wide"),
            Column(_("Number")),
            Column(_("Posted on"), "date"),
            Column(_("Notice until"), "date"),
            Column(_("Where it stands"), "tag"),
        ),
        rows=[_index_row(one, now, broken.get(one.pk)) for one in shown],
        empty=EmptyState(
            _("No list has been posted yet."),
            next=_("When the review is done, the publisher prepares the list and posts it."),
        ),
        listing=listing,
        pager=pager,
        filters=FilterBar([FilterField("state", _("Where it stands"), state, states)]),
        layout="stack",
        key="postings",
    )


def _state_label(code: str) -> str:
    return speak_reason(Reason(f"state.posting.{code}"))


def _index_row(posting: Posting, now: datetime, broken: SealBroken | None) -> Sequence[Any]:
    tag = unsealed_tag() if broken else tag_of(posting, now)
    until = last_moment(posting.notice_until) if posting.notice_until else None
    told = (Cell(posting.document_number or None, lang=name_lang()), day(posting.issued_at), day(until))
    title = title_cell(posting, addresses.page_path(posting), broken)
    return (title, *((None,) * len(told) if broken else told), Cell(tag.label, tag=tag.kind))


def tag_of(posting: Posting, now: datetime) -> Tag:
    """Return where a posting stands, for those inside."""
    if posting.state == "issued":
        return state_tag(posting, now)
    return Tag(speak_reason(state_name(posting)), _KINDS[posting.state])  # type: ignore[arg-type]  # the table's kinds


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round that lists can be posted from."""

    title: str
    approved: str
    action: Action


def round_lines(seat: SeatFacts, slug: str) -> list[RoundLine]:
    """Return the running rounds with the act that prepares a list, disabled with its reason where none is due."""
    if P.POSTING_PREPARE not in permissions_of(seat):
        return []
    lines = []
    for round_, approved in queries.rounds_to_post(seat, slug):
        reason = "" if approved else _("No approved claim waits to be posted.")
        url = reverse("postings:prepare", args=[slug, round_.pk])
        said = ngettext("%(n)d approved claim", "%(n)d approved claims", approved) % {"n": approved}
        lines.append(
            RoundLine(round_.title, said, Action(_("Prepare the list"), url, "primary", reason=reason))
        )
    return lines


@dataclass(frozen=True, slots=True)
class Check:
    """The check page of a draft: the exact list, its head, what is left out and why."""

    table: Table | None
    facts: Sequence[SummaryRow]
    left_out: Table
    regions_without: Sequence[str]
    fingerprint: str
    consequences: Sequence[str]
    changes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Terms:
    """What else a draft would get now: document number, time of notice, and the claims that are held back."""

    number: str
    notice: str
    held: Held


def check(posting: Posting, prepared: Prepared | None, terms: Terms, query: QueryDict) -> Check:
    """Return the check page's view model."""
    entries = prepared.entries if prepared else ()
    left = [] if posting.corrects_id else queries.left_out(posting)
    here = reverse("postings:check", args=[posting.round.programme.slug, posting.pk])
    without = [] if posting.corrects_id else queries.without_claim(posting)
    return Check(
        table=list_table(entries, query, reset_url=here, pack=pack_of(posting.round.programme))
        if prepared
        else None,
        facts=_facts(posting, terms, len(entries), len({e["region"]["code"] for e in entries})),
        left_out=_left_out_table(left, terms.held),
        regions_without=[f"{r.body.parent.name if r.body.parent else ''}{r.body.name}" for r in without],
        fingerprint=prepared.fingerprint if prepared else "",
        consequences=(
            _("The list gets the next number; it is never edited afterwards."),
            _("Every claim on it is posted, and its region is asked to acknowledge."),
            _("Documents are made at once, with digest, QR code and checkpoint."),
        ),
        changes=[speak_reason(said) for said in sentences(posting.changes)],
    )


def _facts(posting: Posting, terms: Terms, claims: int, regions: int) -> list[SummaryRow]:
    edit = reverse("postings:revise", args=[posting.round.programme.slug, posting.pk])
    audiences = {"public": _("everybody"), "programme": _("seats of the programme only")}
    rows = [
        SummaryRow(_("Title"), "\n".join(posting.title_lines), change_url=edit, lang=name_lang()),
        SummaryRow(
            _("Document number"), terms.number, note=_("the next number, given at posting"), change_url=edit
        ),
        SummaryRow(_("Source"), posting.source, change_url=edit),
        SummaryRow(_("Round"), posting.round.title),
        SummaryRow(_("On the list"), _counted(regions, claims)),
        SummaryRow(_("Public notice"), terms.notice),
        SummaryRow(_("Readers"), audiences.get(posting.audience, posting.audience)),
    ]
    if posting.corrects:
        rows.insert(0, SummaryRow(_("Corrects"), posting.corrects.document_number))
    return rows


def _counted(regions: int, claims: int) -> str:
    return _("%(regions)d regions, %(claims)d claims") % {"regions": regions, "claims": claims}


def _left_out_table(claims: Sequence[Claim], held: Held) -> Table:
    lang = name_lang()
    unlogged = Cell(_("approved in the database, but not in the log: not posted"), tag="refused")
    altered = Cell(_("changed in the database since it was approved: not posted"), tag="refused")
    why = dict.fromkeys((one.pk for one in held.unlogged), unlogged)
    why |= dict.fromkeys((one.pk for one in held.altered), altered)
    shown = [*held.claims, *claims[:SHOWN_LEFT_OUT]]
    return Table(
        caption=_("Left out (%(n)d)") % {"n": len(claims) + len(why)},
        columns=(Column(_("Region")), Column(_("Project"), "wide"), Column(_("Why"), "tag")),
        rows=[
            (
                Cell(
                    claim.region.body.name,
                    note=claim.region.body.parent.name if claim.region.body.parent else "",
                    lang=lang,
                ),
                Cell(claim.project.title, lang=lang),
                why.get(claim.pk) or _why(claim),
            )
            for claim in shown
        ],
        empty=EmptyState(
            _("Nothing is left out: every live claim of the round is approved and on the list.")
        ),
        layout="stack",
        key="left-out",
    )


def _why(claim: Claim) -> Cell:
    if claim.state == "approved":
        return Cell(_("approved, but below a body that is not chosen"), tag="off")
    kinds = {"returned": "returned", "submitted": "moving"}
    return Cell(speak_reason(state_name(claim)), tag=kinds.get(claim.state, "draft"))


@dataclass(frozen=True, slots=True)
class Detail:
    """The page of a posting inside the programme."""

    posting: Posting
    state: StateLine
    actions: Sequence[Action]
    facts: Sequence[SummaryRow]
    table: Table
    taken: Table
    taken_counts: str
    rendering: str
    failure: str
    retry_url: str
    job_url: str
    public_url: str
    chain: Sequence[Link]
    changes: Sequence[str]
    changes_since: Sequence[str]
    history: Sequence[HistoryEntry]


def detail(posting: Posting, seat: SeatFacts, query: QueryDict, now: datetime) -> Detail:
    """Return the view model of an issued posting's page."""
    data = queries.list_of(posting)
    regions = queries.acknowledgements(posting, now)
    given, late = sum(1 for r in regions if r.at), sum(1 for r in regions if r.late)
    counts = {"given": given, "total": len(regions), "late": late}
    return Detail(
        posting=posting,
        state=StateLine(
            tag_of(posting, now), since=programme_time(posting.state_since), next=_next(posting, now)
        ),
        actions=actions_of(posting, seat),
        facts=_issued_facts(posting, data, now),
        table=list_table(
            data["entries"],
            query,
            reset_url=addresses.page_path(posting),
            changes=data.get("changes", ()),
            pack=pack_of(posting.round.programme),
        ),
        taken=taken_table(regions, pack_of(posting.round.programme)),
        taken_counts=_("%(given)d of %(total)d have acknowledged; %(late)d late") % counts,
        rendering=_rendering(posting),
        failure=retrying.failure_of(posting),
        retry_url=_retry_url(posting, seat),
        job_url=reverse("web:job", args=[posting.render_job_id]) if posting.render_job_id else "",
        public_url=addresses.public_path(posting),
        chain=_chain(posting),
        changes=changed(data),
        changes_since=changed_since(posting),
        history=history_of(posting),
    )


def _next(posting: Posting, now: datetime) -> str:
    if posting.state == "corrected":
        return ""
    if queries.is_open(posting, now):
        return _("the notice ends with %(until)s") % {"until": day(last_moment(posting.notice_until or now))}
    return _("nothing; the list stands")


def _issued_facts(posting: Posting, data: Any, now: datetime) -> list[SummaryRow]:
    return [
        SummaryRow(_("Document number"), posting.document_number, lang=name_lang()),
        SummaryRow(_("Posted on"), programme_time(posting.issued_at)),
        SummaryRow(_("Public notice"), notice_sentence(posting, data, now)),
        SummaryRow(
            _("Acknowledge by"),
            day(last_moment(posting.acknowledge_until)) if posting.acknowledge_until else "",
        ),
        SummaryRow(_("Digest of the list"), f"SHA-256 {posting.digest}"),
        SummaryRow(_("Read"), ngettext("%(n)d time", "%(n)d times", posting.reads) % {"n": posting.reads}),
    ]


def _rendering(posting: Posting) -> str:
    return (
        "" if posting.rendered_entry_id else _("The documents are being made. The list is in force already.")
    )


def _retry_url(posting: Posting, seat: SeatFacts) -> str:
    if P.POSTING_ISSUE not in permissions_of(seat):
        return ""
    return reverse("postings:rerender", args=[posting.round.programme.slug, posting.pk])


def _chain(posting: Posting) -> list[Link]:
    rows = queries.chain(posting)
    slug = posting.round.programme.slug
    return [
        Link(
            one.document_number,
            reverse("postings:detail", args=[slug, one.pk]),
            date=day(one.issued_at),
            active=one.pk == posting.pk,
        )
        for one in rows
        if len(rows) > 1
    ]


def history_of(posting: Posting) -> list[HistoryEntry]:
    """Return what the log holds of the posting, newest first, without the single acknowledgements."""
    facts = history(origin_of(posting.round.programme), posting.SUBJECT, str(posting.pk))
    return [
        HistoryEntry(
            speak_reason(one.sentence),
            programme_time(one.at),
            who=one.body_name,
            official=one.kind in ("posting.issued", "posting.corrected"),
            entry=str(one.index + 1),
        )
        for one in reversed(facts)
        if one.kind != "posting.acknowledged"
    ]


def actions_of(posting: Posting, seat: SeatFacts) -> list[Action]:
    """Return what the seat can do with an issued posting; what it cannot do now is shown with its reason."""
    slug, allowed = posting.round.programme.slug, permissions_of(seat)
    found = []
    if P.POSTING_ACKNOWLEDGE in allowed:
        found.append(_acknowledge(posting, seat, reverse("postings:acknowledge", args=[slug, posting.pk])))
    if P.OBJECTION_RAISE in allowed:
        found.append(_object(posting, reverse("objections:raise", args=[slug, posting.pk])))
    if P.OBJECTION_ANSWER in allowed:
        found.append(
            Action(_("Objections"), f"{reverse('objections:index', args=[slug])}?posting={posting.pk}")
        )
    return found


def _acknowledge(posting: Posting, seat: SeatFacts, url: str) -> Action:
    region = queries.region_on_list(posting, seat)
    label = _("Acknowledge")
    if region is None:
        return Action(label, reason=_("Your region is not on this list."))
    if posting.state != "issued":
        return Action(label, reason=_("The list was replaced by a correction; acknowledge that one."))
    if queries.has_acknowledged(posting, region):
        return Action(label, reason=_("Your region has acknowledged."))
    sure = _("Your region has taken note of the list and answers for what it says?")
    return Action(label, url, "official", post=True, confirm=sure)


def _object(posting: Posting, url: str) -> Action:
    label = _("Raise an objection")
    if posting.state != "issued":
        return Action(label, reason=_("The list was replaced by a correction; object to that one."))
    if posting.notice_until is None:
        return Action(label, reason=_("The notice is over."))
    return Action(label, url)
