"""The list of class lists, and how one list is named, tagged and addressed."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fivefold.classify.class_lists.models import ClassList
from fivefold.classify.class_lists.queries import class_list_in_force
from fivefold.classify.pages import today
from fivefold.method.reason import Reason
from fivefold.packs.models import Programme
from fivefold.web.addresses import reverse
from fivefold.web.paging import Listing, Pager
from fivefold.web.parts import EmptyState, StateKind, Tag
from fivefold.web.speech import day, programme_time, speak_reason
from fivefold.web.tables import Cell, Column, Row, Table

_TAGS: dict[str, StateKind] = {
    "drafted": "draft",
    "issued": "official",
    "superseded": "off",
    "discarded": "off",
}


def state_tag(row: ClassList) -> Tag:
    """Return where a list stands."""
    return Tag(speak_reason(Reason(f"state.class_list.{row.state}", {})), _TAGS[row.state])


def list_title(row: ClassList) -> str:
    """Return the name of a list for headings."""
    if row.number is None:
        return _("Draft class list")
    return _("Class list no. %(number)s") % {"number": row.number}


def url(row: ClassList, name: str, **more: object) -> str:
    """Return an address below a list."""
    return reverse(f"class_lists:{name}", kwargs={"slug": row.programme.slug, "pk": row.pk, **more})


def lists_table(programme: Programme, found: QuerySet[ClassList], listing: Listing) -> Table:
    """Return the lists of a programme, newest first, and which one speaks for today."""
    pager = Pager.of(listing, found.count())
    in_force = class_list_in_force(programme, today())
    rows = [
        Row(
            [
                Cell(list_title(row), href=url(row, "detail")),
                Cell((tag := state_tag(row)).label, tag=tag.kind),
                _("in force today") if in_force is not None and row.pk == in_force.pk else "",
                day(row.valid_from),
                programme_time(row.issued_at) or "—",
                row.document_number or "—",
                row.signer_post or "—",
            ]
        )
        for row in found.order_by("-number", "-state_since")[pager.start : pager.stop]
    ]
    return Table(
        caption=_("Class lists"),
        columns=[
            Column(_("List")),
            Column(_("State"), "tag"),
            Column(_("Use")),
            Column(_("Valid from"), "date"),
            Column(_("Issued"), "date"),
            Column(_("Document number")),
            Column(_("Signer")),
        ],
        rows=rows,
        empty=EmptyState(
            _("No class list yet."),
            next=_("The office in charge drafts one from the rules once the register is imported."),
        ),
        listing=listing,
        pager=pager,
        show_caption=False,
        layout="stack",
        key="lists",
    )
