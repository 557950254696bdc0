"""Workbooks of a round."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _

from fivefold.claim.rounds.dossiers import STAGE_LABELS
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import STAGES, ProvinceProgress
from fivefold.documents.sheet_spec import Cell
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_workbook
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.web.speech import until_clock
from fivefold.web.vocabulary import coordinator_label, participant_label

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEMO_LABEL = "演示数据"


def spec_for(
    programme: Programme,
    *,
    instructions: tuple[str, ...] = (),
    meta: Mapping[str, str] = MappingProxyType({}),
) -> WorkbookSpec:
    """Return what a workbook of this programme carries; fictional content is labelled."""
    return WorkbookSpec(instructions, meta, DEMO_LABEL if programme.demo else "")


def download(data: bytes, name: str, media: str = XLSX) -> HttpResponse:
    """Return bytes as a file to be saved under ``name``, Chinese names included (RFC 6266, 5)."""
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def provinces_workbook(round_: ClaimRound, provinces: Sequence[ProvinceProgress]) -> HttpResponse:
    """Return the provinces of the round with their counts, as on the page."""
    stages = [SheetColumn(str(STAGE_LABELS[stage])) for stage in STAGES]
    pack = pack_of(round_.programme)
    columns = [
        SheetColumn(coordinator_label(pack), width=28),
        *stages,
        SheetColumn(participant_label(pack)),
        SheetColumn(_("Late to claim")),
        SheetColumn(_("Waiting for review")),
        SheetColumn(_("Claiming ends"), width=24),
        SheetColumn(_("Review ends"), width=24),
    ]
    rows: list[tuple[Cell, ...]] = [
        (
            p.name,
            *(p.stages[stage] for stage in STAGES),
            p.total,
            p.late,
            p.waiting,
            until_clock(p.closes_at),
            until_clock(p.review_closes_at),
        )
        for p in provinces
    ]
    sheet = SheetSpec(name=coordinator_label(pack), title=round_.title, columns=tuple(columns), rows=rows)
    return download(
        write_workbook([sheet], spec_for(round_.programme)), f"{round_.title}-{coordinator_label(pack)}.xlsx"
    )
