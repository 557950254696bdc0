"""View models of the public pages of posted lists. They read the frozen list and what was answered in public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.claim.objections.queries import Public, Shown, public_view
from fivefold.claim.postings import queries as postings
from fivefold.claim.postings.addresses import public_path
from fivefold.claim.postings.corrected import changed, changed_since
from fivefold.claim.postings.listing import list_table, notice_sentence, state_tag, title_cell, unsealed_tag
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.sealing import unsealed
from fivefold.claim.postings.terms import last_moment
from fivefold.documents.fonts import replaced_face
from fivefold.lifecycle.errors import SealBroken
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import EmptyState, Link, SummaryRow, Tag
from fivefold.web.speech import clock, day, name_lang, speak_reason, title_of
from fivefold.web.tables import Cell, Column, Table

FILES = {"json": "bundle_file", "docx": "docx_file", "pdf": "pdf_file"}
_LABELS = {"json": "JSON", "docx": "DOCX", "pdf": "PDF"}
PAGE = 50


def index_table(
    found: Sequence[Posting], programmes: Sequence[Programme], query: QueryDict, now: datetime
) -> Table:
    """Return the list of postings of all programmes, filtered and paged by the address."""
    listing = Listing.read(query, sorts={"issued"}, default="-issued")
    rows = [one for one in found if _matches(one, listing)]
    if listing.sort == "issued":
        rows.reverse()
    pager = Pager.of(listing, len(rows), size=PAGE)
    shown = rows[pager.start : pager.stop]
    broken = unsealed(shown)
    choices = [(one.slug, title_of(one.title, one.title_en)) for one in programmes]
    filters = FilterBar(
        [
            FilterField("q", _("Title or number"), listing.value("q")),
            FilterField("programme", _("Programme"), listing.value("programme"), choices),
        ],
        sort=listing.sort if listing.sort != "-issued" else "",
    )
    columns = (
        Column(_("Title"), "wide"),
        Column(_("Number")),
        Column(_("Programme")),
        Column(_("Posted on"), "date", sort="issued"),
        Column(_("Where it stands"), "tag"),
    )
    return Table(
        caption=_("Posted lists"),
        columns=columns,
        rows=[_index_row(one, now, broken.get(one.pk)) for one in shown],
        empty=EmptyState(
            _("No list is posted here."), next=_("A list appears here the moment it is posted.")
        ),
        listing=listing,
        pager=pager,
        filters=filters,
        layout="stack",
        key="postings",
    )


def _matches(posting: Posting, listing: Listing) -> bool:
    wanted, programme = listing.value("q"), listing.value("programme")
    if programme and posting.round.programme.slug != programme:
        return False
    return not wanted or wanted in posting.title or wanted in posting.document_number


def _index_row(posting: Posting, now: datetime, broken: SealBroken | None) -> Sequence[Any]:
    tag = unsealed_tag() if broken else state_tag(posting, now)
    programme = posting.round.programme
    return (
        title_cell(posting, public_path(posting), broken),
        None if broken else Cell(posting.document_number, lang=name_lang()),
        title_of(programme.title, programme.title_en),
        None if broken else day(posting.issued_at),
        Cell(tag.label, tag=tag.kind),
    )


@dataclass(frozen=True, slots=True)
class File:
    """A file to download with its digest; ``url`` is empty while it is being made."""

    label: str
    url: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the public page of a posting shows."""

    posting: Posting
    url: str
    label: str
    title_lines: Sequence[str]
    number: str
    issuer: str
    published: str
    source: str
    reads: int
    state: Tag
    notice: str
    objecting: bool
    facts: Sequence[SummaryRow]
    table: Table
    files: Sequence[File]
    verify_url: str
    log_url: str
    object_url: str
    corrected_by: Link | None
    corrects: Link | None
    chain: Sequence[Link]
    taken: str
    late: Sequence[str]
    objections: Public
    answers: Sequence["AnswerShown"]
    stand_ins: Sequence[str]
    whole_url: str
    changes: Sequence[str]
    changes_since: Sequence[str]


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answered objection in words."""

    tag: Tag
    about: str
    who: str
    dates: str
    text: str
    answer: str


def page(posting: Posting, query: QueryDict, now: datetime) -> Page:
    """Return the view model of a posting's public page: a fixed number of queries whatever its length."""
    data = postings.list_of(posting)
    regions = postings.acknowledgements(posting, now)
    objections = public_view(posting)
    chain = postings.chain(posting)
    slug = posting.round.programme.slug
    newer = next((one for one in chain if one.corrects_id == posting.pk), None)
    older = next((one for one in chain if one.pk == posting.corrects_id), None)
    return Page(
        posting=posting,
        url=public_path(posting),
        label=str(data["label"]),
        title_lines=posting.title_lines or [posting.title],
        number=posting.document_number,
        issuer=str(data["issuer"]),
        published=clock(posting.issued_at),
        source=posting.source,
        reads=posting.reads,
        state=state_tag(posting, now),
        notice=notice_sentence(posting, data, now),
        objecting=postings.is_open(posting, now) and posting.audience == "public",
        facts=_facts(data),
        table=list_table(
            data["entries"],
            query,
            reset_url=public_path(posting),
            downloads=_downloads(posting),
            changes=data.get("changes", ()),
            pack=pack_of(posting.round.programme),
        ),
        files=files_of(posting),
        verify_url=f"{reverse('public:verify')}?digest={posting.digest}",
        log_url=reverse("public:log", args=[slug]),
        object_url=reverse("public:object", args=[slug, posting.number]),
        corrected_by=_link(newer, slug) if newer else None,
        corrects=_link(older, slug) if older else None,
        chain=[_link(one, slug, active=one.pk == posting.pk) for one in chain] if len(chain) > 1 else [],
        taken=_taken(regions),
        late=[f"{one.province}{one.name}" for one in regions if one.late],
        objections=objections,
        answers=[_answer(one) for one in objections.answered],
        stand_ins=_stand_ins(posting),
        whole_url=f"{public_path(posting)}?all=1",
        changes=changed(data),
        changes_since=changed_since(posting),
    )


def _stand_ins(posting: Posting) -> list[str]:
    """Say which face stands in for which, each pair once."""
    pairs = dict.fromkeys((one["official"], one["face"]) for one in posting.stand_ins)
    return [speak_reason(replaced_face(official, face)) for official, face in pairs]


def _link(posting: Posting, slug: str, *, active: bool = False) -> Link:
    url = reverse("public:posting", args=[slug, posting.number])
    return Link(posting.document_number, url, date=day(posting.issued_at), active=active)


def _taken(regions: Sequence[postings.Answerer]) -> str:
    given, late = (sum(map(bool, values)) for values in ([r.at for r in regions], [r.late for r in regions]))
    said = _("%(given)d of %(total)d regions have acknowledged the list") % {
        "given": given,
        "total": len(regions),
    }
    if not late:
        return said
    return said + _("; ") + ngettext("%(n)d is late", "%(n)d are late", late) % {"n": late}


def _facts(data: Mapping[str, Any]) -> list[SummaryRow]:
    entries = data["entries"]
    regions = len({entry["region"]["code"] for entry in entries})
    lang = name_lang()
    return [
        SummaryRow(
            _("Regions and claims"),
            _("%(regions)d regions, %(claims)d claims") % {"regions": regions, "claims": len(entries)},
        ),
        SummaryRow(_("Round"), str(data["round"]["title"]), lang=lang),
        SummaryRow(_("Guideline edition"), str(data["edition"]["title"]), lang=lang),
        SummaryRow(_("Class list"), _("No. %(number)s") % {"number": data["class_list"]["number"]}),
    ]


def _downloads(posting: Posting) -> list[Link]:
    csv = reverse("public:download", args=[posting.round.programme.slug, posting.number, "csv"])
    return [Link("CSV", csv)]


def files_of(posting: Posting) -> list[File]:
    """Return the files of a posting with their digests."""
    found = []
    for ending, name in FILES.items():
        kept = getattr(posting, name)
        if kept is not None:
            url = reverse("public:download", args=[posting.round.programme.slug, posting.number, ending])
            found.append(File(_LABELS[ending], url, _size(kept.size), kept.sha256))
    return found


def _size(octets: int) -> str:
    return f"{octets / 1024:.0f} KiB" if octets < 1024 * 1024 else f"{octets / 1024 / 1024:.1f} MiB"


def _answer(shown: Shown) -> AnswerShown:
    tags = {
        "dismissed": Tag(_("Dismissed"), "refused"),
        "upheld": Tag(_("Upheld, to be corrected"), "turn"),
        "corrected": Tag(_("Upheld and corrected"), "done"),
    }
    about = _("the list as a whole")
    if shown.seq:
        about = _("entry %(seq)s: %(region)s, %(project)s") % {
            "seq": shown.seq,
            "region": shown.region,
            "project": shown.project,
        }
    return AnswerShown(
        tag=tags[shown.state],
        about=about,
        who=shown.body or _("a citizen"),
        dates=_("raised %(raised)s, answered %(answered)s")
        % {"raised": day(shown.raised_on), "answered": day(shown.answered_on)},
        text=shown.text,
        answer=shown.answer,
    )


def last_day_of(posting: Posting) -> str:
    """Return the last day of the notice."""
    return day(last_moment(posting.notice_until)) if posting.notice_until else ""
