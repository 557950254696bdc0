"""From form to plan: the choices a round can be prepared with, and the rows behind them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from fivefold.claim.rounds import queries
from fivefold.claim.rounds.actions import RoundPlan
from fivefold.claim.rounds.dossiers import batch_names, say
from fivefold.claim.rounds.forms import RoundForm
from fivefold.claim.rounds.models import ClaimRound
from fivefold.method.reason import Reason, Refused
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.web.parts import SummaryRow
from fivefold.web.speech import day


def _initial(row: ClaimRound | None) -> dict[str, object]:
    if row is None:
        return {}
    return {
        "title": row.title,
        "batches": row.batches,
        "edition": str(row.edition_id),
        "class_list": str(row.class_list_id),
        "opens_at": row.opens_at,
        "closes_at": row.closes_at,
        "review_closes_at": row.review_closes_at,
    }


def round_form(programme: Programme, data: QueryDict | None, row: ClaimRound | None = None) -> RoundForm:
    """Return the form with the programme's batches, editions and class lists; drafts are marked."""
    draft = _("draft, not in force")
    editions = queries.editions_for(programme)
    lists = queries.class_lists_for(programme)
    return RoundForm(
        data,
        initial=_initial(row),
        batches=[(batch.key, say(batch.label)) for batch in pack_of(programme).programme.batches],
        editions=[(str(e.pk), e.title if e.state == "issued" else f"{e.title}（{draft}）") for e in editions],
        class_lists=[
            (
                str(c.pk),
                _("No. %(n)s, valid from %(day)s") % {"n": c.number, "day": day(c.valid_from)}
                if c.state == "issued"
                else f"{day(c.valid_from)}（{draft}）",
            )
            for c in lists
        ],
    )


def plan_from(programme: Programme, cleaned: Mapping[str, Any]) -> RoundPlan:
    """Return the plan that was typed. Raises Refused where edition or class list are gone meanwhile."""
    editions = {str(row.pk): row for row in queries.editions_for(programme)}
    lists = {str(row.pk): row for row in queries.class_lists_for(programme)}
    edition, class_list = editions.get(cleaned["edition"]), lists.get(cleaned["class_list"])
    if edition is None:
        raise Refused(Reason("rounds.no_edition", {"field": "edition"}))
    if class_list is None:
        raise Refused(Reason("rounds.no_class_list", {"field": "class_list"}))
    opens: datetime = cleaned["opens_at"]
    return RoundPlan(
        title=cleaned["title"],
        batches=cleaned["batches"],
        edition=edition,
        class_list=class_list,
        opens_at=opens,
        closes_at=cleaned["closes_at"],
        review_closes_at=cleaned["review_closes_at"],
    )


def copied(programme: Programme) -> list[SummaryRow]:
    """Return what a round copies from the pack, so that a later pack never touches it."""
    pack = pack_of(programme)
    levels = " → ".join(say(pack.level(step.level).label) for step in pack.claim.review) or _("No review")
    return [
        SummaryRow(
            _("Claims of each region"),
            _("%(low)s to %(high)s projects") % {"low": pack.claim.cap.min, "high": pack.claim.cap.max},
        ),
        SummaryRow(_("Review chain"), levels),
        SummaryRow(_("Confirmation"), _("%(n)s days") % {"n": pack.claim.confirm.days}),
        SummaryRow(
            _("Batches of the round"), batch_names(pack, [batch.key for batch in pack.programme.batches])
        ),
    ]
