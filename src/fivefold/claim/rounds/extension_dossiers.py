"""View models of extensions: the list with asker, reason and decision, one request, what the pack allows (6.12)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission as P
from fivefold.claim.rounds.dates import CLOSES
from fivefold.claim.rounds.dossiers import DEADLINE_LABELS, tag_of, url
from fivefold.claim.rounds.models import ClaimRound, Extension
from fivefold.ledger.reading import history
from fivefold.lifecycle.move import table_of
from fivefold.lifecycle.origin import origin_of
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.parts import EmptyState, StateLine, SummaryRow
from fivefold.web.roles import role_label
from fivefold.web.speech import name_lang, programme_time, until_clock, until_time
from fivefold.web.tables import Cell, Column, Table
from fivefold.web.vocabulary import level_label


def extension_table(round_: ClaimRound, extensions: Sequence[Extension], seat: SeatFacts | None) -> Table:
    """Return the requests for more time with asker, reason and decision."""
    deciding = P.EXTENSION_DECIDE in permissions_of(seat)
    labels = dict(DEADLINE_LABELS)
    asking, decides = _askers(round_)
    rows = []
    for row in extensions:
        place = reverse("rounds:extension", kwargs={"slug": row.round.programme.slug, "extension_id": row.pk})
        tag = tag_of(row)
        rows.append(
            (
                Cell(row.body.name, place, note=row.asked_by_post, lang=name_lang()),
                str(labels[row.deadline]),
                Cell(tag.label, tag=tag.kind),
                until_clock(row.asked_until),
                Cell(row.reason, lang=name_lang()),
                until_clock(row.granted_until) or None,
                Cell(
                    row.decision or (_("decide") if deciding else None),
                    place if deciding and not row.decision else "",
                ),
            )
        )
    return Table(
        caption=_("Requests for more time"),
        columns=[
            Column(asking),
            Column(_("Which date")),
            Column(_("State"), "tag"),
            Column(_("Asked until"), "date"),
            Column(_("Reason"), "wide"),
            Column(_("Granted until"), "date"),
            Column(_("Decision"), "wide"),
        ],
        rows=rows,
        layout="stack",
        show_caption=False,
        empty=EmptyState(
            _("Nobody has asked for more time."),
            next=_("Who may ask, with a reason: %(asking)s. Who decides: %(deciding)s. Both stay on record.")
            % {"asking": asking, "deciding": decides},
        ),
        key="extensions",
    )


def extension_state(row: Extension, seat: SeatFacts | None, now: datetime) -> StateLine:
    """Say where the request stands, who decides on it by name, since when, and by when: before the date is over."""
    turn = table_of(row).state(row.state).turn
    body = row.body_at(turn.where) if turn else None
    if turn is None or body is None:
        return StateLine(tag_of(row), since=programme_time(row.state_since))
    dates, path = row.round.dates(), row.body.path
    due = dates.closes_at(path) if row.deadline == CLOSES else dates.review_closes_at(path)
    return StateLine(
        tag_of(row),
        turn=f"{body.name}·{role_label(turn.role.value)}",
        since=programme_time(row.state_since),
        until=until_time(due),
        next=_("more time or the date as it is; the body that asked and its regions are told"),
        mine=seat is not None and (seat.body_id, seat.role) == (str(body.pk), turn.role.value),
        late=now >= due,
    )


def _decider(row: Extension) -> list[SummaryRow]:
    """Name the body that decided, and when, from the log."""
    found = history(origin_of(row.round.programme), Extension.SUBJECT, str(row.pk))
    return [
        SummaryRow(_("Decided by"), entry.body_name, note=programme_time(entry.at), lang=name_lang())
        for entry in found
        if entry.kind == f"extension.{row.state}" and row.decision
    ]


def _askers(round_: ClaimRound) -> tuple[str, str]:
    """Return what the pack calls the bodies that ask for more time, and those that decide on it."""
    pack = pack_of(round_.programme)
    rule = pack.claim.extension
    asks, decides = (level_label(pack, pack.level_index(key)) for key in (rule.asked_by, rule.decided_by))
    return asks, decides


def extension_rows(row: Extension) -> list[SummaryRow]:
    """Return one request with its decision and who decided."""
    return [
        SummaryRow(_("Round"), row.round.title, url=url("page", row.round), lang=name_lang()),
        SummaryRow(_askers(row.round)[0], row.body.name, note=row.asked_by_post, lang=name_lang()),
        SummaryRow(_("Which date"), str(dict(DEADLINE_LABELS)[row.deadline])),
        SummaryRow(_("Asked until"), until_time(row.asked_until)),
        SummaryRow(_("Reason"), row.reason, note=programme_time(row.asked_at), lang=name_lang()),
        SummaryRow(_("Granted until"), until_time(row.granted_until)),
        SummaryRow(_("Decision"), row.decision, lang=name_lang()),
        *_decider(row),
    ]


def extension_limits(round_: ClaimRound) -> list[SummaryRow]:
    """Return what the pack allows, beside the form."""
    rule = pack_of(round_.programme).claim.extension
    return [
        SummaryRow(_("Claiming ends"), until_time(round_.closes_at)),
        SummaryRow(_("Review ends"), until_time(round_.review_closes_at)),
        SummaryRow(
            _("Allowed"),
            _("%(times)s time(s) for each date, at most %(days)s days")
            % {"times": rule.max_times, "days": rule.max_days},
        ),
    ]
