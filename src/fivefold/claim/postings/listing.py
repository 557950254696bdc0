"""A posted list and where it stands, as view models that pages of the programme and of the public share."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.claim.postings.changes import Change, by_place, text
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.queries import is_open
from fivefold.claim.postings.rows import remark
from fivefold.lifecycle.errors import SealBroken
from fivefold.packs.pack import Pack
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import EmptyState, Link, Tag
from fivefold.web.speech import day, name_lang, speak_reason
from fivefold.web.tables import Cell, Column, Row, Table
from fivefold.web.vocabulary import coordinator_label, participant_label

PAGE = 50
_FILTERS = ("q", "province", "project")


def state_tag(posting: Posting, now: datetime) -> Tag:
    """Return where a posting stands for its readers."""
    if posting.state == "corrected":
        return Tag(_("Replaced by a correction"), "off")
    if is_open(posting, now):
        return Tag(_("In notice"), "official")
    return Tag(_("Notice over, in force"), "official")


def unsealed_tag() -> Tag:
    """Return where a posting stands that is not stored as it was sealed: nothing of it is told."""
    return Tag(_("Does not match the log"), "refused")


def title_cell(posting: Posting, url: str, broken: SealBroken | None) -> Cell:
    """Return a posting's title for a table; of one that is not stored as sealed its name only, and what that means."""
    if broken is None:
        return Cell(posting.title, href=url, lang=name_lang())
    return Cell(posting.subject_name(), href=url, lang=name_lang(), note=speak_reason(broken.reasons[0]))


def notice_sentence(posting: Posting, data: Mapping[str, Any], now: datetime) -> str:
    """Say in one sentence how the notice stands."""
    first, last = (date.fromisoformat(data["notice"][name]) for name in ("from", "until"))
    said = {"first": day(first), "last": day(last)}
    if posting.state == "corrected":
        return _("This list was replaced by a correction; its text stays here unchanged.")
    if is_open(posting, now):
        return (
            _("In notice from %(first)s to %(last)s, both days included; objections are taken until then.")
            % said
        )
    return _("The notice ended on %(last)s; the list stands.") % said


def list_table(
    entries: Sequence[Mapping[str, Any]],
    query: QueryDict,
    *,
    reset_url: str,
    downloads: Sequence[Link] = (),
    changes: Sequence[Change] = (),
    pack: Pack,
) -> Table:
    """Return a list as a table: searchable, by province and project, paged; ``all=1`` shows all of it.

    Of an entry that one of the ``changes`` amended, the cell tells what it said before.
    """
    listing = Listing.read(query)
    found = [entry for entry in entries if _entry_matches(entry, listing)]
    pager = None if query.get("all") == "1" else Pager.of(listing, len(found), size=PAGE)
    shown = found if pager is None else found[pager.start : pager.stop]
    lang, changed = name_lang(), by_place(changes)
    return Table(
        caption=_("The list"),
        columns=(
            Column(_("No."), "number"),
            Column(coordinator_label(pack)),
            Column(participant_label(pack)),
            Column(_("Class")),
            Column(_("Claimed project"), "wide"),
            Column(_("Responsible unit")),
        ),
        rows=[_list_row(entry, lang, changed.get(entry["seq"], {})) for entry in shown],
        empty=EmptyState(
            _("No entry of the list matches."), next=_("Clear the filters to see the whole list.")
        ),
        listing=listing,
        pager=pager,
        filters=_filters(entries, listing, len(found), reset_url, pack) if pager else None,
        downloads=downloads,
        layout="stack",
        row_header=2,
        key="list",
    )


def _filters(
    entries: Sequence[Mapping[str, Any]], listing: Listing, found: int, reset_url: str, pack: Pack
) -> FilterBar:
    narrowed = any(listing.value(name) for name in _FILTERS)
    return FilterBar(
        [
            FilterField("q", _("Region or unit"), listing.value("q")),
            FilterField(
                "province", coordinator_label(pack), listing.value("province"), _choices(entries, "province")
            ),
            FilterField("project", _("Project"), listing.value("project"), _choices(entries, "project")),
        ],
        reset_url=reset_url,
        result=ngettext("%(n)d entry matches", "%(n)d entries match", found) % {"n": found}
        if narrowed
        else "",
    )


def _choices(entries: Sequence[Mapping[str, Any]], name: str) -> list[tuple[str, str]]:
    return list(dict.fromkeys((entry[name]["code"], entry[name]["name"]) for entry in entries))


def _entry_matches(entry: Mapping[str, Any], listing: Listing) -> bool:
    for name in ("province", "project"):
        if listing.value(name) not in ("", entry[name]["code"]):
            return False
    wanted = listing.value("q")
    return not wanted or wanted in f"{entry['region']['name']} {entry['lead_unit']}"


def _list_row(entry: Mapping[str, Any], lang: str, change: Change) -> Row:
    was = {name: _before(text(old)) for name, old in change.get("was", {}).items()}
    units = (str(entry.get("leader_post") or ""), was.get("lead_unit", ""))
    cells = (
        entry["seq"],
        Cell(entry["province"]["name"], lang=lang),
        Cell(entry["region"]["name"], lang=lang, note=remark(entry)),
        Cell(entry["class"]["name"], lang=lang),
        Cell(entry["project"]["name"], lang=lang, note=was.get("project", "")),
        Cell(entry["lead_unit"], lang=lang, note=" · ".join(filter(None, units))),
    )
    return Row(cells, anchor=f"entry-{entry['seq']}")


def _before(old: str) -> str:
    return _("before the correction: %(old)s") % {"old": old}
