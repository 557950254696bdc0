"""View model of a workbook's comparison: changed cells, conflicts with their choice, problems at their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fivefold.claim.assessments.cells import NA_REASON, NOT_APPLICABLE, SCORE, STATUS, TEXT
from fivefold.claim.assessments.filling import spoken
from fivefold.claim.assessments.returning import BOOK, ONLINE, Return
from fivefold.claim.assessments.workbook import Change
from fivefold.documents.sheet_schema import Level
from fivefold.web.parts import EmptyState
from fivefold.web.speech import clock, speak_reason
from fivefold.web.tables import Cell, Column, Table

_FIELDS = {
    SCORE: gettext_lazy("Score"),
    STATUS: gettext_lazy("Work status"),
    TEXT: gettext_lazy("Explanation"),
    NOT_APPLICABLE: gettext_lazy("Does not apply"),
    NA_REASON: gettext_lazy("Why it does not apply"),
}


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A cell changed on both sides: three values, who saved the online one and when, and the choice made so far."""

    name: str
    label: str
    place: str
    base: str
    online: str
    saved: str
    book: str
    choice: str


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The whole preview."""

    name: str
    version: int
    changes: Table
    problems: Table | None
    conflicts: Sequence[ConflictView]
    count: int
    error_count: int


def _label(change: Change) -> str:
    return f"{change.cell.item} {_FIELDS[change.cell.field]}"


def view_of(brought: Return, posted: Mapping[str, str], person: str) -> ComparisonView:
    """Return the preview of a workbook that was brought back; ``posted`` holds choices made before.

    ``person`` is the id of the one who looks: what he saved online himself is said to be his.
    """
    found = brought.comparison
    plain = [change for change in found.changes if not change.conflict]
    rows = [
        (
            change.place,
            _label(change),
            spoken(change.cell, change.base),
            "→",
            spoken(change.cell, change.after),
        )
        for change in plain
    ]
    changes = Table(
        caption=_("Cells the workbook changes"),
        columns=[
            Column(_("Cell")),
            Column(_("Item and field")),
            Column(_("Before"), "wide"),
            Column(""),
            Column(_("After"), "wide"),
        ],
        rows=rows,
        empty=EmptyState(
            _("The workbook changes nothing.")
            if not found.changes
            else _("The workbook changes nothing else."),
            next=_("Every cell that is the same as online is left alone; nothing has to be saved."),
        ),
        key="changes",
        layout="stack",
        row_header=1,
    )
    return ComparisonView(
        name=brought.name,
        version=brought.version,
        changes=changes,
        problems=_problems(brought),
        conflicts=[_conflict(change, posted, person) for change in found.conflicts],
        count=len(found.changes),
        error_count=len(found.errors),
    )


def _conflict(change: Change, posted: Mapping[str, str], person: str) -> ConflictView:
    own = bool(change.hand) and change.hand == person
    saved = _("saved by yourself, %(when)s") if own else _("saved by others, %(when)s")
    choice = posted.get(f"keep:{change.cell.name}", "")
    return ConflictView(
        change.cell.name,
        _label(change),
        change.place,
        spoken(change.cell, change.base),
        spoken(change.cell, change.online),
        saved % {"when": clock(change.at)},
        spoken(change.cell, change.after),
        choice if choice in {ONLINE, BOOK} else "",
    )


def _problems(brought: Return) -> Table | None:
    problems = brought.comparison.problems
    if not problems:
        return None
    return Table(
        caption=_("Problems at their cells"),
        columns=[Column(_("Cell")), Column(_("Kind"), "tag"), Column(_("What is wrong"), "wide")],
        rows=[
            (
                problem.cell or _("whole file"),
                Cell(_("error"), tag="refused")
                if problem.level is Level.ERROR
                else Cell(_("note"), tag="draft"),
                speak_reason(problem.reason),
            )
            for problem in problems
        ],
        key="problems",
        layout="stack",
    )
