"""View models of extensions: the list with asker, reason and decision, one request, what the pack allows (6.12)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission as P
from fivefold.claim.rounds.dossiers import DEADLINE_LABELS, tag_of, url
from fivefold.claim.rounds.models import ClaimRound, Extension
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.parts import EmptyState, SummaryRow
from fivefold.web.speech import name_lang, programme_time, until_clock, until_time
from fivefold.web.tables import Cell, Column, Table


def extension_table(extensions: Sequence[Extension], seat: SeatFacts | None) -> Table:
    """Return the requests for more time with asker, reason and decision."""
    deciding = P.EXTENSION_DECIDE in permissions_of(seat)
    labels = dict(DEADLINE_LABELS)
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
            Column(_("Province")),
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
            next=_("A province may ask with a reason; the centre decides, and both stay on record."),
        ),
        key="extensions",
    )


def extension_rows(row: Extension) -> list[SummaryRow]:
    """Return one request with its decision."""
    return [
        SummaryRow(_("State"), "", tag=tag_of(row)),
        SummaryRow(_("Round"), row.round.title, url=url("page", row.round), lang=name_lang()),
        SummaryRow(_("Province"), row.body.name, note=row.asked_by_post, lang=name_lang()),
        SummaryRow(_("Which date"), str(dict(DEADLINE_LABELS)[row.deadline])),
        SummaryRow(_("Asked until"), until_time(row.asked_until)),
        SummaryRow(_("Reason"), row.reason, note=programme_time(row.asked_at), lang=name_lang()),
        SummaryRow(_("Granted until"), until_time(row.granted_until)),
        SummaryRow(_("Decision"), row.decision, lang=name_lang()),
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
