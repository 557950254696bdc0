"""View models of a claim: its state in one line, what can be done with it, its verdicts and history."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from fivefold.authz.decide import decide, permissions_of
from fivefold.authz.permissions import Permission as P
from fivefold.claim.claims.labels import part_labels
from fivefold.claim.claims.models import Claim, LocalNote, Review
from fivefold.claim.claims.queries import sees_notes
from fivefold.claim.claims.sealing import alterations
from fivefold.claim.claims.shapes import basis_labels, class_label
from fivefold.claim.rounds.dossiers import say
from fivefold.ledger.reading import EntryFacts, history
from fivefold.lifecycle.move import state_name, table_of
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import (
    Action,
    EmptyState,
    HistoryEntry,
    Link,
    StateKind,
    StateLine,
    SummaryRow,
    Tag,
)
from fivefold.web.roles import role_label
from fivefold.web.speech import clock, name_lang, programme_time, speak_reason, until_time
from fivefold.web.tables import Cell, Column, Table

KINDS: Mapping[str, StateKind] = MappingProxyType(
    {
        "drafted": "draft",
        "filed": "moving",
        "submitted": "turn",
        "returned": "returned",
        "approved": "done",
        "posted": "official",
        "struck": "off",
        "withdrawn": "off",
        "closed": "off",
    }
)
STATES = tuple(KINDS)


def url(name: str, claim: Claim) -> str:
    """Return the address of one of the claim's pages."""
    return reverse(f"claims:{name}", kwargs={"slug": claim.round.programme.slug, "claim_id": claim.pk})


def plan_url(claim: Claim) -> str:
    """Return the address of the region's whole plan in the round."""
    kwargs = {"slug": claim.round.programme.slug, "round_id": claim.round_id, "region_id": claim.region_id}
    return reverse("claims:plan", kwargs=kwargs)


def state_word(state: str) -> str:
    """Return a state of claims in the language of the page."""
    return speak_reason(Reason(f"state.claim.{state}", {}))


def tag_of(claim: Claim) -> Tag:
    """Return the claim's state as a tag; a draft is an intention (6.6)."""
    return Tag(speak_reason(state_name(claim)), KINDS[claim.state])


def _named(roles: Sequence[str]) -> str:
    words = role_label(roles[0])
    for role in roles[1:]:
        words = _("%(those)s and %(role)s") % {"those": words, "role": role_label(role)}
    return words


def state_line(claim: Claim, seat: SeatFacts | None, now: datetime) -> StateLine:
    """Say where the claim stands, whose turn it is, since when, until when."""
    turns = table_of(claim).state(claim.state).turns
    # All who have to act in one state of a claim do so at one body.
    body = claim.body_at(turns[0].where) if turns else None
    roles = [turn.role.value for turn in turns]
    due = claim.turn_due() if turns else None
    mine = bool(seat and body and seat.role in roles and seat.body_id == str(body.pk))
    whose = f"{body.name}·{_named(roles)}" if body else ""
    return StateLine(
        tag_of(claim),
        turn=whose,
        since=clock(claim.state_since),
        until=until_time(due),
        mine=mine,
        late=bool(due and now >= due),
    )


def altered(claim: Claim) -> str:
    """Say that what is stored of the claim is not what was sent or approved, "" where it is."""
    found = alterations([claim]).get(claim.pk)
    return speak_reason(found) if found else ""


def facts_rows(claim: Claim) -> list[SummaryRow]:
    """Return the claim's head: region, project, class, round, who filed."""
    pack = pack_of(claim.round.programme)
    rows = [
        SummaryRow(_("Region"), claim.region.body.name, url=plan_url(claim), lang=name_lang()),
        SummaryRow(_("Project"), claim.project.title, note=claim.project.block.title, lang=name_lang()),
        SummaryRow(_("Class"), class_label(pack, claim.class_code)),
        SummaryRow(_("Round"), claim.round.title, url=_round_url(claim), lang=name_lang()),
    ]
    if claim.filed_by:
        note = ""
        if claim.state == "filed":
            note = _("The region confirms or disowns until %(at)s; after that it counts as confirmed.") % {
                "at": until_time(claim.confirm_by)
            }
        rows.append(
            SummaryRow(_("Filed on the region's behalf by"), claim.filed_by.name, note=note, lang=name_lang())
        )
    if claim.replaces_id:
        before = reverse(
            "claims:page", kwargs={"slug": claim.round.programme.slug, "claim_id": claim.replaces_id}
        )
        rows.append(SummaryRow(_("Claimed instead of"), _("the claim returned earlier"), url=before))
    return rows


def filed_word(claim: Claim) -> str:
    """Mark in a list what another body wrote for the region, "" where the region wrote it itself."""
    return _("filed by %(body)s") % {"body": claim.filed_by.name} if claim.filed_by else ""


def filed_note(claim: Claim) -> str:
    """Say over the form who writes it for whom, "" where the region writes it itself."""
    if claim.filed_by is None:
        return ""
    names = {"body": claim.filed_by.name, "region": claim.region.body.name}
    return _("Filed by %(body)s on behalf of %(region)s.") % names


def _round_url(claim: Claim) -> str:
    return reverse("rounds:page", kwargs={"slug": claim.round.programme.slug, "round_id": claim.round_id})


def returned_note(claim: Claim) -> dict[str, Any] | None:
    """Return what a return asks for: parts, reason, and the suggested project where there is one."""
    if claim.state != "returned":
        return None
    labels = part_labels(pack_of(claim.round.programme))
    return {
        "reason": claim.return_reason,
        "parts": [labels.get(key, key) for key in claim.returned_parts],
        "suggested": claim.suggested_project.title if claim.suggested_project else "",
    }


# Act, permission, states in which it is offered, label, page, kind of button.
_ACTS: tuple[tuple[P, tuple[str, ...], str, str], ...] = (
    (P.CLAIM_DRAFT, ("drafted", "returned"), "edit", "plain"),
    (P.CLAIM_SUBMIT, ("drafted", "returned"), "check", "primary"),
    (P.CLAIM_CONFIRM, ("filed",), "answer", "primary"),
    (P.CLAIM_REVIEW, ("submitted", "approved"), "review", "primary"),
    (P.CLAIM_WITHDRAW, ("drafted", "filed", "submitted", "returned", "approved"), "withdraw", "plain"),
)


def _act_label(page: str) -> str:
    return {
        "edit": _("Fill in"),
        "check": _("Check and submit"),
        "answer": _("Confirm or disown"),
        "review": _("Review"),
        "withdraw": _("Withdraw"),
    }[page]


def actions(claim: Claim, seat: SeatFacts | None) -> list[Action]:
    """Return what the seat's role is about, open or disabled with the reason."""
    found = []
    facts = claim.object_facts()
    for permission, states, page, kind in _ACTS:
        if permission not in permissions_of(seat) or claim.state not in states:
            continue
        decision = decide(seat, permission, facts)
        why = "" if decision.allowed else speak_reason(decision.reason)
        found.append(Action(_act_label(page), url(page, claim), kind, reason=why))  # type: ignore[arg-type]  # listed above
    if claim.state == "returned" and claim.suggested_project_id and P.CLAIM_WITHDRAW in permissions_of(seat):
        found.append(Action(_("Follow the suggestion"), url("switch", claim)))
    return found + _province_actions(claim, seat)


def _province_actions(claim: Claim, seat: SeatFacts | None) -> list[Action]:
    """Return what the province that writes for the region can do; a region's own draft is not its to write."""
    if P.CLAIM_DRAFT_FOR not in permissions_of(seat) or claim.state not in {"drafted", "returned"}:
        return []
    own = seat is not None and str(claim.filed_by_id) == seat.body_id
    why = "" if own else speak_reason(Reason("claims.regions_own_draft", {"subject": claim.subject_name()}))
    return [
        Action(_("Fill in for the region"), url("edit", claim), reason=why),
        Action(_("Check and file"), url("check", claim), "primary", reason=why),
    ]


def verdict_rows(claim: Claim, reviews: Sequence[Review]) -> list[HistoryEntry]:
    """Return every verdict with its reason and named parts, newest first; nothing is ever taken away (4.9)."""
    labels = part_labels(pack_of(claim.round.programme))
    words = {
        "approved": _("Approved"),
        "returned": _("Returned"),
        "suggested": _("Another project suggested"),
    }
    rows = []
    for review in reviews:
        more = [labels.get(key, key) for key in review.parts]
        if review.suggested_project:
            more.append(review.suggested_project.title)
        about = f"（{'、'.join(more)}）" if more else ""
        sentence = f"{words[review.verdict]}{about}" + (f"：{review.reason}" if review.reason else "")
        rows.append(HistoryEntry(sentence, programme_time(review.at), review.body_name))
    return rows[::-1]


def timeline(claim: Claim, seat: SeatFacts | None) -> list[HistoryEntry]:
    """Return the claim's history, newest first; who may not read local notes does not see that there are any."""
    found = history(origin_of(claim.round.programme), Claim.SUBJECT, str(claim.pk))
    if not sees_notes(seat, claim.round, claim.region):
        found = [entry for entry in found if entry.kind != "claim.noted"]
    return [_entry(entry) for entry in reversed(found)]


def _entry(entry: EntryFacts) -> HistoryEntry:
    official = entry.kind in {"claim.posted", "claim.struck"}
    return HistoryEntry(
        speak_reason(entry.sentence), programme_time(entry.at), entry.body_name, official, f"#{entry.index}"
    )


def note_entries(notes: Sequence[LocalNote]) -> list[HistoryEntry]:
    """Return local-knowledge notes, newest first."""
    return [HistoryEntry(note.text, programme_time(note.at), note.body.name) for note in notes]


def list_table(
    claims: Sequence[Claim], listing: Listing, pager: Pager, filters: FilterBar, downloads: Sequence[Link]
) -> Table:
    """Return a list of claims over regions."""
    rows = []
    for claim in claims:
        pack, above = pack_of(claim.round.programme), claim.region.body.parent
        rows.append(
            (
                Cell(
                    claim.region.body.name,
                    url("page", claim),
                    note=above.name if above else "",
                    lang=name_lang(),
                ),
                class_label(pack, claim.class_code),
                Cell(f"{claim.project.order}. {claim.project.title}", lang=name_lang()),
                basis_labels(pack).get(claim.basis),
                Cell(tag_of(claim).label, tag=tag_of(claim).kind, note=filed_word(claim)),
                clock(claim.submitted_at) or None,
            )
        )
    return Table(
        caption=_("Claims"),
        columns=[
            Column(_("Region"), sort="region"),
            Column(_("Class"), sort="class"),
            Column(_("Project"), "wide", sort="project"),
            Column(_("Basis of the claim")),
            Column(_("State"), "tag", sort="state"),
            Column(_("Sent in"), "date", sort="sent"),
        ],
        rows=rows,
        listing=listing,
        pager=pager,
        filters=filters,
        downloads=downloads,
        layout="stack",
        show_caption=False,
        empty=EmptyState(
            _("No claim fits."), next=_("Regions draft claims on their own page once a round is open.")
        ),
        key="claims",
    )


def round_fields(rounds: Sequence[Any], current: Any) -> list[FilterField]:
    """Return the choice of the round where several run, so that a filter never leaves the round."""
    if len(rounds) < 2:  # noqa: PLR2004 - one round is no choice
        return []
    return [FilterField("round", _("Round"), str(current.pk), [(str(row.pk), row.title) for row in rounds])]


def list_filters(listing: Listing, projects: Sequence[Any], rounds: Sequence[Any], current: Any) -> FilterBar:
    """Return the filters of the list of claims."""
    states = [(state, state_word(state)) for state in STATES]
    pack = pack_of(current.programme)
    return FilterBar(
        [
            FilterField("q", _("Name of the region"), listing.value("q")),
            FilterField(
                "class",
                _("Class"),
                listing.value("class"),
                [(c.key, say(c.label)) for c in pack.programme.classes],
            ),
            FilterField(
                "project",
                _("Project"),
                listing.value("project"),
                [(p.code, f"{p.order}. {p.title}") for p in projects],
            ),
            FilterField("state", _("State"), listing.value("state"), states),
            *round_fields(rounds, current),
        ],
        sort=listing.sort,
    )
