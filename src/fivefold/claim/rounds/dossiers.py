"""View models of the round pages: lists, one round, its provinces as map and table, extensions (4.0, 6.12)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission as P
from fivefold.claim.rounds.dates import CLOSES, REVIEW
from fivefold.claim.rounds.models import RUNNING, ClaimRound, Extension
from fivefold.claim.rounds.queries import STAGES, ProvinceProgress, sum_of
from fivefold.ledger.reading import history
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.fields import Label
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.figures.scales import level
from fivefold.web.figures.strip import Share, Strip
from fivefold.web.figures.tiles import Tile, TileMap, places
from fivefold.web.paging import Listing, Pager
from fivefold.web.parts import (
    SHAPES,
    Action,
    EmptyState,
    HistoryEntry,
    Link,
    StateKind,
    SummaryRow,
    Tag,
)
from fivefold.web.speech import clock, name_lang, programme_time, speak_reason, until_clock, until_time
from fivefold.web.tables import Cell, Column, Row, Table
from fivefold.web.vocabulary import coordinator_label, participant_label

MAP_COLUMNS = 8
DEADLINE_LABELS = ((CLOSES, gettext_lazy("Claiming")), (REVIEW, gettext_lazy("Review of claims")))
KINDS: Mapping[str, StateKind] = MappingProxyType(
    {"prepared": "draft", "opened": "moving", "closed": "done", "discarded": "off"}
)
EXTENSION_KINDS: Mapping[str, StateKind] = MappingProxyType(
    {"asked": "turn", "granted": "done", "refused": "refused"}
)
STAGE_LABELS = MappingProxyType(
    {
        "not_started": gettext_lazy("Not started"),
        "assessed": gettext_lazy("Self-assessed"),
        "claimed": gettext_lazy("Claimed"),
        "reviewed": gettext_lazy("Reviewed"),
        "posted": gettext_lazy("Posted"),
    }
)
STAGE_KINDS: Mapping[str, StateKind] = MappingProxyType(
    {
        "not_started": "draft",
        "assessed": "turn",
        "claimed": "moving",
        "reviewed": "done",
        "posted": "official",
    }
)


def say(label: Label | None, otherwise: str = "") -> str:
    """Return a pack's label in the language of the page."""
    return label.text(get_language() or "zh") if label else otherwise


def batch_names(pack: Pack, keys: Sequence[str]) -> str:
    """Return the batches' names in a row."""
    return "、".join(say(pack.batch(key).label) for key in keys)


def chain_names(round_: ClaimRound) -> str:
    """Return the levels of the review chain in order."""
    levels = pack_of(round_.programme).programme.levels
    return " → ".join(say(levels[index].label) for index in round_.review_levels) or _("No review")


def url(name: str, round_: ClaimRound) -> str:
    """Return the address of one of the round's pages."""
    return reverse(f"rounds:{name}", kwargs={"slug": round_.programme.slug, "round_id": round_.pk})


def tag_of(row: ClaimRound | Extension) -> Tag:
    """Return the state of a round or an extension as a tag."""
    kinds = KINDS if isinstance(row, ClaimRound) else EXTENSION_KINDS
    return Tag(speak_reason(Reason(f"state.{row.SUBJECT}.{row.state}", {})), kinds[row.state])


def index_table(
    rounds: Sequence[ClaimRound], counts: Mapping[Any, int] | None, listing: Listing, pager: Pager
) -> Table:
    """Return the list of rounds, with the claims sent in where the seat may see counts (``board_within``)."""
    rows = [
        (
            Cell(
                row.title,
                url("page", row),
                note=batch_names(pack_of(row.programme), row.batches),
                lang=name_lang(),
            ),
            Cell(tag_of(row).label, tag=tag_of(row).kind),
            clock(row.opens_at),
            until_clock(row.closes_at),
            until_clock(row.review_closes_at),
            *(() if counts is None else (counts.get(row.pk, 0),)),
        )
        for row in rounds
    ]
    return Table(
        caption=_("Claim rounds"),
        columns=[
            Column(_("Round"), sort="title"),
            Column(_("State"), "tag"),
            Column(_("Claiming begins"), "date"),
            Column(_("Claiming ends"), "date", sort="closes"),
            Column(_("Review ends"), "date"),
            *(() if counts is None else (Column(_("Claims sent in"), "number"),)),
        ],
        rows=rows,
        listing=listing,
        pager=pager,
        layout="stack",
        show_caption=False,
        empty=EmptyState(
            _("No claim round yet."),
            next=_("When the office in charge opens one, it appears here and in your inbox."),
        ),
        key="rounds",
    )


def summary(round_: ClaimRound) -> list[SummaryRow]:
    """Return what the round was prepared with."""
    pack = pack_of(round_.programme)
    listed = round_.class_list
    number = _("No. %(n)s") % {"n": listed.number} if listed.number else _("draft")
    return [
        SummaryRow(_("Batches of the round"), batch_names(pack, round_.batches)),
        SummaryRow(
            _("Guideline edition"),
            round_.edition.title,
            note=_digest(round_.edition.sha256),
            lang=name_lang(),
        ),
        SummaryRow(_("Class list"), number, note=_digest(listed.sha256)),
        SummaryRow(
            _("Claims of each region"),
            _("%(low)s to %(high)s projects; all projects stay in the plan")
            % {"low": round_.cap_min, "high": round_.cap_max},
        ),
        SummaryRow(_("Review chain"), chain_names(round_)),
        SummaryRow(_("Claiming begins"), programme_time(round_.opens_at)),
        SummaryRow(
            _("Claiming ends"),
            until_time(round_.closes_at),
            note=_("Claims are submitted before this moment."),
        ),
        SummaryRow(_("Review ends"), until_time(round_.review_closes_at)),
        SummaryRow(
            _("Confirmation"),
            _("%(n)s days") % {"n": round_.confirm_days},
            note=_(
                "When %(above)s files on behalf of %(below)s, the latter confirms or disowns within these days."
            )
            % {"above": coordinator_label(pack), "below": participant_label(pack)},
        ),
    ]


def _digest(sha256: str) -> str:
    return f"SHA-256 {sha256[:16]}…" if sha256 else ""


def actions(round_: ClaimRound, seat: SeatFacts | None) -> list[Action]:
    """Return what the seat's role can do with the round."""
    allowed = permissions_of(seat)
    found: list[Action] = []
    if P.ROUND_MANAGE in allowed:
        found += _office_actions(round_)
    if P.CLAIM_BOARD in allowed and round_.state in RUNNING:
        board = reverse("board:index", kwargs={"slug": round_.programme.slug})
        found.append(Action(_("Board of claims"), f"{board}?round={round_.pk}"))
    if P.EXTENSION_VIEW in allowed and round_.state in RUNNING:
        found.append(Action(_("Extensions"), url("extensions", round_)))
    return found


def _office_actions(round_: ClaimRound) -> list[Action]:
    if round_.state == "prepared":
        return [
            Action(_("Check and open"), url("open", round_), "official"),
            Action(_("Change"), url("amend", round_)),
            Action(_("Discard"), url("discard", round_)),
        ]
    if round_.state == "opened":
        return [Action(_("Close the round"), url("close", round_))]
    return [Action(_("Reopen"), url("reopen", round_))] if round_.state == "closed" else []


def strip(provinces: Sequence[ProvinceProgress]) -> Strip:
    """Return how many of all participants are at which stage."""
    sums = sum_of(provinces)
    shares = [Share(str(STAGE_LABELS[stage]), STAGE_KINDS[stage], sums[stage]) for stage in reversed(STAGES)]
    return Strip(_("Participants by stage"), shares)


def tile_map(round_: ClaimRound, provinces: Sequence[ProvinceProgress], table_url: str) -> TileMap:
    """Return the provinces as equal squares: how many of their regions have claimed, of how many."""
    tiles = []
    board = f"{reverse('board:index', kwargs={'slug': round_.programme.slug})}?round={round_.pk}"
    for province, (column, row) in zip(provinces, places(len(provinces), MAP_COLUMNS), strict=True):
        claimed = _claimed(province)
        share = level(Decimal(claimed) if claimed else None, Decimal(0), Decimal(max(province.total, 1)))
        value = f"{claimed}/{province.total}" + (SHAPES["late"] if province.is_late else "")
        href = f"{board}&province={province.path}"
        tiles.append(Tile(column, row, province.short_name, value, share, href=href))
    scale = [_("none"), "≤20%", "≤40%", "≤60%", "≤80%", "≤100%"]
    return TileMap(
        _("How many have claimed, of all that take part: %(bodies)s")
        % {"bodies": participant_label(pack_of(round_.programme))},
        tiles,
        scale=scale,
        table_url=table_url,
        note=_(
            "Equal squares in the order of the register; they are no map and draw no border. ▲ marks late ones."
        ),
    )


def _claimed(province: ProvinceProgress) -> int:
    return province.stages["claimed"] + province.stages["reviewed"] + province.stages["posted"]


def province_table(
    round_: ClaimRound, provinces: Sequence[ProvinceProgress], downloads: Sequence[Link]
) -> Table:
    """Return the provinces with their counts, dates in force and lateness; sums at the end."""
    pack = pack_of(round_.programme)
    board = reverse("board:index", kwargs={"slug": round_.programme.slug})
    rows = [
        _province_row(province, f"{board}?round={round_.pk}&province={province.path}")
        for province in provinces
    ]
    if len(provinces) > 1:
        sums = sum_of(provinces)
        total = sum(sums.values())
        late, waiting = sum(p.late for p in provinces), sum(p.waiting for p in provinces)
        rows.append(
            Row(
                (_("All"), *(sums[stage] for stage in STAGES), total, late, waiting, None, None), kind="total"
            )
        )
    return Table(
        caption=_("How far each is: %(bodies)s") % {"bodies": coordinator_label(pack)},
        columns=[
            Column(coordinator_label(pack)),
            *(Column(str(STAGE_LABELS[stage]), "number") for stage in STAGES),
            Column(participant_label(pack), "number", note=_("denominator")),
            Column(_("Late to claim"), "number"),
            Column(_("Waiting for review"), "number"),
            Column(_("Claiming ends"), "date"),
            Column(_("Review ends"), "date"),
        ],
        rows=rows,
        downloads=downloads,
        empty=EmptyState(_("No region takes part in this round.")),
        key="provinces",
    )


def _province_row(province: ProvinceProgress, href: str) -> Row:
    late = Cell(province.late, tag="late") if province.late else Cell(0)
    waiting = Cell(province.waiting, tag="late") if province.review_late else Cell(province.waiting)
    return Row(
        (
            Cell(province.name, href, lang=name_lang()),
            *(province.stages[stage] for stage in STAGES),
            province.total,
            late,
            waiting,
            until_clock(province.closes_at),
            until_clock(province.review_closes_at),
        ),
        kind="late" if province.is_late else "",
    )


def timeline(round_: ClaimRound) -> list[HistoryEntry]:
    """Return the round's history from the ledger, newest first."""
    found = history(origin_of(round_.programme), ClaimRound.SUBJECT, str(round_.pk))
    return [
        HistoryEntry(
            speak_reason(e.sentence), programme_time(e.at), e.body_name, official=True, entry=f"#{e.index}"
        )
        for e in reversed(found)
    ]
