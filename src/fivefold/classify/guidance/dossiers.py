"""View models of guidance."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fivefold.authz.permissions import Permission
from fivefold.classify.guidance.models import Guidance
from fivefold.classify.pages import class_choices, class_label, forbidden, holds
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import Action, EmptyState, StateKind, StateLine, Tag
from fivefold.web.speech import name_lang, programme_time, speak_reason
from fivefold.web.tables import Cell, Column, Row, Table

_TAGS: dict[str, StateKind] = {"drafted": "draft", "published": "official", "withdrawn": "off"}
GENERAL = "general"


def url(row: Guidance, name: str) -> str:
    """Return an address below a piece of guidance."""
    return reverse(f"guidance:{name}", kwargs={"slug": row.programme.slug, "pk": row.pk})


def audience(row: Guidance) -> str:
    """Return whom it addresses."""
    return class_label(pack_of(row.programme), row.class_code) if row.class_code else _("all classes")


def state_line(row: Guidance, seat: SeatFacts | None) -> StateLine:
    """Say where it stands."""
    tag = Tag(speak_reason(Reason(f"state.guidance.{row.state}", {})), _TAGS[row.state])
    if row.state != "drafted":
        return StateLine(tag, since=programme_time(row.state_since))
    mine = not forbidden(seat, Permission.GUIDANCE_WRITE, row.object_facts())
    return StateLine(
        tag,
        turn=_("the office that writes it"),
        since=programme_time(row.state_since),
        next=_("publish"),
        mine=mine,
    )


def actions(row: Guidance, seat: SeatFacts | None) -> Sequence[Action]:
    """Return what can be done with it."""
    if not holds(seat, Permission.GUIDANCE_WRITE):
        return []
    reason = forbidden(seat, Permission.GUIDANCE_WRITE, row.object_facts())
    if row.state == "published":
        return [Action(_("Withdraw"), url(row, "withdraw"), reason=reason)]
    publish = Action(_("Publish"), url(row, "publish"), "official", post=True, reason=reason)
    if row.state == "withdrawn":
        return [publish]
    return [publish, Action(_("Revise"), url(row, "revise"), reason=reason)]


def guidance_table(
    programme: Programme, seat: SeatFacts | None, found: QuerySet[Guidance], listing: Listing
) -> Table:
    """Return the guidance that the seat may see; filtered by class."""
    pack, wanted = pack_of(programme), listing.value("class")
    if wanted:
        found = found.filter(class_code="" if wanted == GENERAL else wanted)
    pager = Pager.of(listing, found.count())
    rows = [
        Row(
            [
                Cell(row.title, href=url(row, "detail"), lang=name_lang()),
                audience(row),
                Cell(speak_reason(Reason(f"state.guidance.{row.state}", {})), tag=_TAGS[row.state]),
                programme_time(row.state_since),
            ]
        )
        for row in found.order_by("class_code", "-state_since")[pager.start : pager.stop]
    ]
    may = holds(seat, Permission.GUIDANCE_WRITE)
    next_step = (
        _("Write the first piece and publish it.")
        if may
        else _("The office in charge publishes guidance for each class.")
    )
    return Table(
        caption=_("Guidance"),
        columns=[
            Column(_("Title"), "wide"),
            Column(_("Addressed to")),
            Column(_("State"), "tag"),
            Column(_("Since"), "date"),
        ],
        rows=rows,
        empty=EmptyState(_("No guidance is addressed to you yet."), next=next_step),
        listing=listing,
        pager=pager,
        filters=FilterBar(
            [
                FilterField(
                    "class", _("Addressed to"), wanted, [*class_choices(pack), (GENERAL, _("all classes"))]
                )
            ]
        ),
        show_caption=False,
        layout="stack",
        key="guidance",
    )
