"""Claims in by workbook (4.5b): read row by row, shown before anything is saved, taken over wholly or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core import signing
from django.utils.translation import gettext, override

from fivefold.claim.claims.drafting import EDITABLE, Edit, claim_draft, claim_edit
from fivefold.claim.claims.exports import ROUND_META, sheet_fields
from fivefold.claim.claims.holding import entry_faults
from fivefold.claim.claims.labels import field_label
from fivefold.claim.claims.models import LIVE, Claim
from fivefold.claim.claims.parts import MilestoneRow
from fivefold.claim.claims.queries import content_of, projects_of, visible_regions
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.documents.sheets_in import ColumnSchema, Kind, Row, TableRead, TableSchema, read_table
from fivefold.files.inspect import inspect
from fivefold.files.kinds import TABLES
from fivefold.files.models import StoredFile
from fivefold.files.sandbox import run
from fivefold.files.store import read, store
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.move import state_name
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of

SALT = "claims.import"
KEPT_SECONDS = 7 * 24 * 60 * 60
MOST_ROWS = 10_000
_HEADS = {"region": "Region code", "project": "Project code"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the workbook: where (such as ``D7``) and what."""

    cell: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Line:
    """One row that can be taken over: the region, the project, what it says, and the draft it changes, if any."""

    row: int
    region: Region
    project: Project
    edit: Edit
    claim: Claim | None
    changed: Sequence[str]


@dataclass
class Reading:
    """A workbook as understood: lines to take over and faults; with any fault nothing is taken.

    ``unchanged`` counts the rows that say what their claims say already: nobody needs a right to leave them alone.
    """

    name: str
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0

    @property
    def changes_nothing(self) -> bool:
        """Whether the workbook came back as it was given out."""
        return not self.lines and not self.faults


def _heads(text: str) -> tuple[str, ...]:
    found = []
    for language in ("zh-hans", "en"):
        with override(language):
            found.append(gettext(text))
    return tuple(dict.fromkeys(found))


def _field_heads(pack: Pack, name: str) -> tuple[str, ...]:
    found = []
    for language in ("zh-hans", "en"):
        with override(language):
            found.append(field_label(pack, name))
    return tuple(dict.fromkeys(found))


def schema_of(round_: ClaimRound) -> TableSchema:
    """Return the columns that are read; region and project name a claim and must not repeat."""
    columns = [
        ColumnSchema(key, _heads(text), Kind.CODE, required=True, max_length=40)
        for key, text in _HEADS.items()
    ]
    pack = pack_of(round_.programme)
    columns += [
        ColumnSchema(name, _field_heads(pack, name), Kind.TEXT, optional=True, max_length=8000)
        for name in sheet_fields(round_)
    ]
    return TableSchema(tuple(columns), key=("region", "project"), max_rows=MOST_ROWS)


def keep(round_: ClaimRound, data: bytes, name: str, actor: Actor, clock: Clock = DATABASE_CLOCK) -> str:
    """Keep an uploaded workbook and return the token that names it for a week. Raises UploadRefused."""
    seen = inspect(data, name, allow=TABLES)
    seat = actor.seat
    stored = store(
        data,
        name=seen.name,
        media=seen.media,
        at=clock.now(),
        programme_id=str(round_.programme_id),
        body_path=seat.body_path if seat else "",
    )
    return signing.dumps([str(stored.pk), str(round_.pk), seat.body_id if seat else ""], salt=SALT)


def kept(round_: ClaimRound, token: str, actor: Actor) -> Reading:
    """Read a kept workbook as it compares with what stands now. Raises Refused for an expired or foreign token."""
    try:
        file_id, round_id, body_id = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature as error:
        raise Refused(Reason("claims.file_needed", {"field": "file"})) from error
    stored = StoredFile.objects.filter(pk=file_id).first()
    if stored is None or round_id != str(round_.pk) or body_id != (actor.seat.body_id if actor.seat else ""):
        raise Refused(Reason("claims.file_needed", {"field": "file"}))
    return read_claims(round_, read(stored), stored.name, actor)


def read_claims(round_: ClaimRound, data: bytes, name: str, actor: Actor) -> Reading:
    """Read the bytes of an inspected workbook or csv file. Faults sit at their cells; nothing is saved."""
    table = (
        run(read_table, data, name, schema_of(round_))
        if _needs_child(data)
        else read_table(data, name, schema_of(round_))
    )
    reading = Reading(name)
    reading.faults += [Fault(problem.cell, problem.reason) for problem in table.errors]
    if table.meta.get(ROUND_META, str(round_.pk)) != str(round_.pk):
        reading.faults.append(Fault("", Reason("claims.other_round", {})))
    if not table.rows and not reading.faults and ROUND_META not in table.meta:
        reading.faults.append(Fault("", Reason("claims.nothing_in_file", {})))
    if not reading.faults:
        _Taking(round_, table, actor, reading).read()
    return reading


def _needs_child(data: bytes) -> bool:
    """Workbooks are parsed in a child with limits; csv is read here."""
    return data.startswith(b"PK")


class _Taking:
    """Rows of one workbook against the regions, projects and claims there are."""

    def __init__(self, round_: ClaimRound, table: TableRead, actor: Actor, reading: Reading) -> None:
        self.round = round_
        self.table = table
        self.actor = actor
        self.reading = reading
        codes = {str(row.values["region"]) for row in table.rows}
        found = visible_regions(actor.seat, round_.programme).filter(body__code__in=codes)
        self.regions = {region.body.code: region for region in found}
        self.projects = {project.code: project for project in projects_of(round_)}
        self.bases = {
            text: basis.key
            for basis in pack_of(round_.programme).claim.bases
            for text in (basis.key, *(label for _, label in basis.label.texts))
        }
        self.claims: dict[tuple[Any, Any], Claim] = {}
        self.held: dict[Any, set[str]] = {}
        for claim in Claim.objects.filter(
            round=round_, region__in=self.regions.values(), state__in=LIVE
        ).select_related("region__body", "project", "round__programme"):
            self.claims[claim.region_id, claim.project_id] = claim
            self.held.setdefault(claim.region_id, set()).add(claim.project.code)

    def read(self) -> None:
        for row in self.table.rows:
            self._row(row)

    def _fault(self, row: Row, column: str, reason: Reason) -> None:
        self.reading.faults.append(Fault(f"{self.table.columns.get(column, '')}{row.number}", reason))

    def _row(self, row: Row) -> None:
        region = self.regions.get(str(row.values["region"]))
        project = self.projects.get(str(row.values["project"]))
        if region is None:
            self._fault(row, "region", Reason("claims.unknown_region", {"code": str(row.values["region"])}))
        if project is None:
            self._fault(
                row, "project", Reason("claims.unknown_project", {"code": str(row.values["project"])})
            )
        if region is None or project is None:
            return
        claim = self.claims.get((region.pk, project.pk))
        before = len(self.reading.faults)
        edit = self._edit(row)
        changed = _changes(claim, edit)
        if claim is not None and not changed and len(self.reading.faults) == before:
            self.reading.unchanged += 1
            return
        self._may(row, region, project, claim)
        if len(self.reading.faults) == before:
            self.reading.lines.append(Line(row.number, region, project, edit, claim, changed))

    def _may(self, row: Row, region: Region, project: Project, claim: Claim | None) -> None:
        """Name at the row why this claim cannot be begun or changed; the third of a region at its project cell."""
        if claim is None:
            for reason in entry_faults(self.round, region):
                self._fault(row, "region", reason)
            held = self.held.setdefault(region.pk, set())
            held.add(project.code)
            if len(held) > self.round.cap_max:
                self._fault(
                    row, "project", Reason("claim.cap", {"count": len(held), "cap": self.round.cap_max})
                )
            return
        named = {"subject": claim.subject_name()}
        seat = self.actor.seat
        if claim.state not in EDITABLE:
            self._fault(row, "project", Reason("claims.not_a_draft", {**named, "state": state_name(claim)}))
        elif seat is None or seat.body_id not in {str(region.body_id), str(claim.filed_by_id)}:
            self._fault(row, "project", Reason("claims.regions_own_draft", named))

    def _edit(self, row: Row) -> Edit:
        values: dict[str, Any] = {}
        milestones = None
        for name in sheet_fields(self.round):
            if name not in self.table.columns:
                continue
            text = str(row.values.get(name) or "").strip()
            if name == "milestones":
                milestones = self._milestones(row, text)
            elif name == "basis":
                values[name] = self._basis(row, text)
            elif name == "decision_on":
                values[name] = self._day(row, text)
            else:
                values[name] = text
        return Edit(values, milestones)

    def _basis(self, row: Row, text: str) -> str:
        if text and text not in self.bases:
            known = "、".join(str(basis.label) for basis in pack_of(self.round.programme).claim.bases)
            self._fault(row, "basis", Reason("claims.unknown_basis", {"known": known}))
        return self.bases.get(text, "")

    def _day(self, row: Row, text: str) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._fault(row, "decision_on", Reason("claims.not_a_day", {"text": text}))
            return None

    def _milestones(self, row: Row, text: str) -> list[MilestoneRow]:
        rows = []
        for number, line in enumerate((part for part in text.splitlines() if part.strip()), start=1):
            head, _space, rest = line.strip().partition(" ")
            try:
                due = date.fromisoformat(head)
            except ValueError:
                self._fault(row, "milestones", Reason("claims.milestone_line", {"line": number}))
                continue
            what, _bar, measure = rest.partition("｜")
            rows.append(MilestoneRow(due, what.strip()[:300], measure.strip()[:300]))
        return rows


def _same_text(value: Any) -> Any:
    """Return a value as it is compared: a workbook keeps no browser's line ends and no blanks at the ends."""
    return value.replace("\r\n", "\n").strip() or None if isinstance(value, str) else value or None


def _changes(claim: Claim | None, edit: Edit) -> list[str]:
    """Return the names of the fields that would change."""
    if claim is None:
        return [name for name, value in edit.values.items() if value] + (
            ["milestones"] if edit.milestones else []
        )
    content = content_of(claim)
    changed = [
        name
        for name, value in edit.values.items()
        if _same_text(content.values.get(name)) != _same_text(value)
    ]
    if edit.milestones is not None and tuple(edit.milestones) != content.milestones:
        changed.append("milestones")
    return changed


@action
def claims_import(
    *, round_: ClaimRound, reading: Reading, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Mapping[str, int]:
    """Take the lines over as drafts; all of them or none. Return how many were begun and how many changed.

    The cap is checked again by ``claim_draft`` with each region held. Raises Refused with the row for what changed
    since the preview, NotAllowed.
    """
    if reading.faults:
        raise Refused(*(fault.reason for fault in reading.faults))
    begun = changed = 0
    for line in sorted(reading.lines, key=lambda one: (str(one.region.pk), one.row)):
        try:
            claim = line.claim or claim_draft(
                round_=round_, region=line.region, project=line.project, actor=actor, clock=clock
            )
            result = claim_edit(claim=claim, version=claim.version, edit=line.edit, actor=actor, clock=clock)
        except Refused as refusal:
            if type(refusal) is not Refused:
                raise
            raise Refused(
                *(Reason("claims.row_refused", {"row": line.row, "reason": r}) for r in refusal.reasons)
            ) from refusal
        if result.conflicts:
            raise Refused(Reason("claims.changed_meanwhile", {"row": line.row}))
        begun += line.claim is None
        changed += line.claim is not None and bool(line.changed)
    return {"begun": begun, "changed": changed}
