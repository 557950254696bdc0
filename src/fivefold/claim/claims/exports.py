"""Workbooks out: claims (the same columns that come back in) and the board."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from fivefold.claim.claims import board
from fivefold.claim.claims.board_dossiers import Asked
from fivefold.claim.claims.dossiers import state_word
from fivefold.claim.claims.labels import field_label
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.parts import ClaimContent, MilestoneRow, asked_fields
from fivefold.claim.claims.queries import content_of, projects_of
from fivefold.claim.claims.shapes import basis_labels, class_label
from fivefold.claim.rounds.dossiers import STAGE_LABELS
from fivefold.claim.rounds.exports import download, spec_for
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import classes_of
from fivefold.documents.sheet_spec import Cell
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, write_workbook
from fivefold.packs.programmes import pack_of
from fivefold.web.vocabulary import coordinator_label, participant_label

ROUND_META = "round"
SPARE_ROWS = 50
_WIDE = frozenset({"basis_reason", "means", "milestones", "expected_output"})


def sheet_fields(round_: ClaimRound) -> list[str]:
    """Return the fields of the claim that stand in the workbook: all that are asked but the file."""
    return [name for name in asked_fields(pack_of(round_.programme)) if name != "decision_file"]


def milestone_lines(rows: Iterable[MilestoneRow]) -> str:
    """Write milestones as lines: ``2026-12-31 what｜how it can be seen``."""
    return "\n".join(
        f"{row.due_on.isoformat() if row.due_on else ''} {row.text}"
        + (f"｜{row.measure}" if row.measure else "")
        for row in rows
    )


def _columns(round_: ClaimRound) -> tuple[SheetColumn, ...]:
    pack = pack_of(round_.programme)
    bases = tuple(basis_labels(pack).values())
    head = [
        SheetColumn(_("Region code"), locked=False, as_text=True),
        SheetColumn(participant_label(pack), width=20),
        SheetColumn(_("Class")),
        SheetColumn(_("Project code"), locked=False, as_text=True),
        SheetColumn(_("Project"), width=28),
        SheetColumn(_("State")),
    ]
    for name in sheet_fields(round_):
        wide = name in _WIDE
        choices = bases if name == "basis" else ()
        head.append(
            SheetColumn(
                field_label(pack, name),
                width=40 if wide else 20,
                locked=False,
                wrap=wide,
                choices=choices,
                as_text=name != "basis",
            )
        )
    return tuple(head)


def _value(content: ClaimContent, name: str, bases: dict[str, str]) -> Cell:
    if name == "milestones":
        return milestone_lines(content.milestones)
    if name == "basis":
        return bases.get(content.text("basis"), "")
    day = content.values.get("decision_on")
    return (day.isoformat() if day else "") if name == "decision_on" else content.text(name)


def _rows(round_: ClaimRound, claims: Iterable[Claim]) -> Iterator[Sequence[Cell]]:
    pack = pack_of(round_.programme)
    bases, fields = basis_labels(pack), sheet_fields(round_)
    for claim in claims:
        content = content_of(claim)
        yield (
            claim.region.body.code,
            claim.region.body.name,
            class_label(pack, claim.class_code),
            claim.project.code,
            claim.project.title,
            state_word(claim.state),
            *(_value(content, name, bases) for name in fields),
        )


def claims_workbook(round_: ClaimRound, claims: Iterable[Claim]) -> HttpResponse:
    """Return the claims as a workbook that can be filled on and brought back; select ``milestones`` with them."""
    pack = pack_of(round_.programme)
    projects = "；".join(f"{p.code} {p.title}" for p in projects_of(round_))
    notes = (
        _("One row is one claim. Region code and project code name it; other grey columns are only read."),
        _("Milestones: one line each, such as “2026-12-31 what｜how it can be seen”."),
        _("At most %(cap)s claims for each region; a further one is refused at its cell.")
        % {"cap": round_.cap_max},
        _(
            "The decision file is attached on the page of the claim; where asked for, no claim is sent without it."
        ),
        _("Projects: %(list)s") % {"list": projects},
        _("Bases: %(list)s") % {"list": "、".join(basis_labels(pack).values())},
    )
    sheet = SheetSpec(
        _("Claims"), round_.title, _columns(round_), _rows(round_, claims), spare_rows=SPARE_ROWS
    )
    spec = spec_for(round_.programme, instructions=notes, meta={ROUND_META: str(round_.pk)})
    return download(write_workbook([sheet], spec), f"{round_.title}-{_('Claims')}.xlsx")


def board_workbook(one: Asked) -> HttpResponse:
    """Return the board, all regions that the filter asks for, with a column per project."""
    projects = projects_of(one.round_)
    pack = pack_of(one.round_.programme)
    columns = [
        SheetColumn(coordinator_label(pack), width=20),
        SheetColumn(participant_label(pack), width=20),
        SheetColumn(_("Class")),
        SheetColumn(_("Stage")),
        *(SheetColumn(f"{p.order}. {p.title}", width=18) for p in projects),
    ]
    regions = board.board_rows(board.regions_on_board(one.round_, one.wish, one.now))
    claims = board.claims_by_region(one.seat, one.round_, regions)
    classes, labels = classes_of(one.round_), basis_labels(pack)
    rows = []
    for region in regions:
        said = {
            c.project: "，".join(part for part in (labels.get(c.basis, ""), state_word(c.state)) if part)
            for c in claims.get(region.pk, [])
        }
        rows.append(
            (
                region.province,
                region.name,
                class_label(pack, classes.get(region.pk, "")),
                str(STAGE_LABELS[region.stage]),
                *(said.get(p.pk, "") for p in projects),
            )
        )
    sheet = SheetSpec(_("Board of claims"), one.round_.title, tuple(columns), rows)
    data = write_workbook([sheet], spec_for(one.round_.programme))
    return download(data, f"{one.round_.title}-{_('Board of claims')}.xlsx")
