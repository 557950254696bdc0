"""One glance at each division: what is in force, how far the round is, what was posted."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fivefold.claim.postings.queries import in_programme as postings_of
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import board_within, progress, running_rounds, sum_of
from fivefold.classify.class_lists.queries import class_list_in_force, counts
from fivefold.classify.regions.queries import visible as regions_of
from fivefold.decompose.guideline.queries import edition_in_force, projects_of
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.parts import SummaryRow
from fivefold.web.speech import day, title_of, until_clock

Rows = list[SummaryRow]


def classification(programme: Programme, seat: SeatFacts, now: datetime) -> Rows:
    """How many regions take part, and how the class list in force places them."""
    found = regions_of(seat).filter(programme=programme, state="participating").count()
    rows = [SummaryRow(_("Regions taking part"), str(found))]
    class_list = class_list_in_force(programme, now.date())
    if class_list is None:
        return [*rows, SummaryRow(_("Class list in force"), _("none yet"))]
    pack = pack_of(programme)
    language = get_language() or "zh-hans"
    by_class: dict[str, int] = {}
    for _outcome, code, takes_part, count in counts(class_list):
        if code and takes_part:
            by_class[code] = by_class.get(code, 0) + count
    said = _(", ").join(f"{pack.region_class(code).label.text(language)} {n}" for code, n in by_class.items())
    number = _("No. %(number)d, valid from %(day)s") % {
        "number": class_list.number,
        "day": day(class_list.valid_from),
    }
    url = reverse("class_lists:detail", kwargs={"slug": programme.slug, "pk": class_list.pk})
    return [*rows, SummaryRow(_("Class list in force"), number, url=url, note=said)]


def decomposition(programme: Programme, seat: SeatFacts, now: datetime) -> Rows:
    """Which edition is in force, with how many projects."""
    edition = edition_in_force(programme)
    if edition is None:
        return [SummaryRow(_("Edition in force"), _("none yet"))]
    count = len(projects_of(edition))
    said = ngettext("%(n)d project", "%(n)d projects", count) % {"n": count}
    url = reverse("guideline:edition", kwargs={"slug": programme.slug, "pk": edition.pk})
    return [SummaryRow(_("Edition in force"), title_of(edition.title, edition.title_en), url=url, note=said)]


def claiming(programme: Programme, seat: SeatFacts, now: datetime) -> Rows:
    """How far the running round is among the regions that the seat may count, and what was posted last."""
    rows = []
    for round_ in running_rounds(seat, programme)[:1]:
        url = reverse("rounds:page", kwargs={"slug": programme.slug, "round_id": round_.pk})
        said = _how_far(round_, seat, now)
        rows.append(SummaryRow(_("Claim round"), round_.title, url=url, note=said))
    for posting in postings_of(seat, programme.slug).exclude(number=None).order_by("-number")[:1]:
        url = reverse("postings:detail", kwargs={"slug": programme.slug, "pk": posting.pk})
        rows.append(
            SummaryRow(_("Posted last"), posting.document_number, url=url, note=day(posting.issued_at))
        )
    return rows or [SummaryRow(_("Claim round"), _("none is open"))]


def _how_far(round_: ClaimRound, seat: SeatFacts, now: datetime) -> str:
    within, until = board_within(seat), until_clock(round_.closes_at)
    if within is None:
        return _("regions submit until %(until)s") % {"until": until}
    stages = sum_of(progress(round_, now, within=within))
    return _("%(reviewed)d of %(all)d regions reviewed or posted; regions submit until %(until)s") % {
        "reviewed": stages["reviewed"] + stages["posted"],
        "all": sum(stages.values()),
        "until": until,
    }


FIGURES: Mapping[str, Callable[[Programme, SeatFacts, datetime], Rows]] = MappingProxyType(
    {"classify": classification, "decompose": decomposition, "claim": claiming}
)
