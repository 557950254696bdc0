"""The self-assessment as a workbook: filled in elsewhere, brought back, compared cell by cell (4.4).

The hidden sheet ``_fivefold`` says which edition, round, region and version it was made from and what stood in each
cell then; a signature over it shows whether somebody altered that. So a return is a three-way comparison: what stood
there, what stands there in the workbook, what stands there online.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.core import signing

from fivefold.claim.assessments.cells import (
    FIELDS,
    NA_REASON,
    NOT_APPLICABLE,
    SCORE,
    STATUS,
    TEXT,
    Cell,
    Value,
    clean_text,
    read_cell,
    written,
)
from fivefold.claim.assessments.editing import reopened
from fivefold.claim.assessments.models import Answer, Assessment
from fivefold.documents.sheet_schema import ColumnSchema, Kind, Level, Problem, Row, TableRead, TableSchema
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_workbook
from fivefold.method import canonical
from fivefold.method.reason import Reason, Refused

TEMPLATE = "self-assessment/1"
KEY = "key"
SALT = "assessments.workbook"
STATUS_WORDS = {"unknown": "", "not_started": "未开展", "under_way": "进行中", "done": "已完成"}
_HEADS: Mapping[str, tuple[str, str]] = {
    SCORE: ("得分", "Score"),
    STATUS: ("工作状态", "Work status"),
    TEXT: ("文字说明", "Explanation"),
    NOT_APPLICABLE: ("不适用", "Does not apply"),
    NA_REASON: ("不适用理由", "Why it does not apply"),
}
_KEY_HEAD = "指标标识"
SCHEMA = TableSchema(
    (
        ColumnSchema(KEY, (_KEY_HEAD,), Kind.TEXT),
        *(ColumnSchema(name, heads, Kind.TEXT, max_length=32_767) for name, heads in _HEADS.items()),
    ),
    max_rows=5000,
)
"""How the workbook is read back; other columns are for the eye only."""


def _meta(assessment: Assessment, lines: Iterable[Answer]) -> dict[str, str]:
    round_ = assessment.round
    meta = {
        "template": TEMPLATE,
        "edition": round_.edition.sha256,
        "edition_title": round_.edition.title,
        "round": str(round_.pk),
        "round_title": round_.title,
        "region": assessment.region.body.code,
        "region_name": assessment.region.body.name,
        "version": str(assessment.version),
    }
    for line in lines:
        for name in FIELDS:
            cell = Cell(line.item.code, name).name
            meta[f"version:{cell}"] = str(line.cells.get(name, 0))
            meta[f"value:{cell}"] = written(getattr(line, name))
    return {**meta, "signature": _signature(meta)}


def _signature(meta: Mapping[str, str]) -> str:
    """Sign what a return relies on; line ends and outer blanks, which other programs change, do not count."""
    told = {key: clean_text(value) for key, value in meta.items() if key not in {"signature", "keys_sha256"}}
    return signing.Signer(salt=SALT).signature(canonical.digest(canonical.normalise(told)))


def workbook_of(assessment: Assessment, lines: Sequence[Answer]) -> bytes:
    """Return the assessment as an xlsx file; ``lines`` are all of it, from ``lines_of``."""
    most = max((line.item.max_score for line in lines), default=Decimal(0))
    columns = (
        SheetColumn(_KEY_HEAD, 12, key=True),
        SheetColumn("项目", 28, wrap=True),
        SheetColumn("指标", 32, wrap=True),
        SheetColumn("满分", 8),
        SheetColumn("佐证", 12),
        SheetColumn("得分", 9, locked=False, minimum=0, maximum=most, prompt="0 到本行满分，最多两位小数"),
        SheetColumn("工作状态", 12, locked=False, choices=tuple(filter(None, STATUS_WORDS.values()))),
        SheetColumn("文字说明", 48, locked=False, wrap=True, as_text=True),
        SheetColumn("不适用", 9, locked=False, choices=("是", "否"), prompt="不适用的填“是”，并写明理由"),
        SheetColumn("不适用理由", 28, locked=False, wrap=True, as_text=True),
    )
    rows = [_row(line) for line in lines]
    region, round_ = assessment.region.body, assessment.round
    sheet = SheetSpec(
        "自评",
        f"{region.name}自评表",
        columns,
        rows,
        lines=(
            f"轮次：{round_.title}　　指引：{round_.edition.title}　　填报单位：{region.name}",
            "白色的格子可以填写，灰色的不能改动；佐证材料在网上上传。填好后在“带回工作簿”页上传，先对比，确认后才保存。",
        ),
        closed_rows=frozenset(
            place for place, line in enumerate(lines) if not reopened(assessment, line.item.code)
        ),
    )
    label = "演示数据" if round_.programme.demo else ""
    return write_workbook([sheet], WorkbookSpec(_INSTRUCTIONS, _meta(assessment, lines), label))


_INSTRUCTIONS = (
    "本工作簿由系统导出，内含指引版本、轮次和地区的信息，只能带回同一张自评表。",
    "“得分”填 0 到本行满分之间的数，最多两位小数；没有得分的留空。",
    "“工作状态”从下拉列表中选择，它与得分、佐证是三件事，互不代替。",
    "指标确实不适用的，在“不适用”填“是”并写明理由；整个项目不能列为不适用。",
    "行的先后可以改变，行也可以删去：删去的行保持网上的内容不变。",
    "带回以后，系统逐格列出改动；网上另有改动的格子会列为冲突，由您选择保留哪一个。",
    "请勿填写涉密内容和个人信息。",
)


def _row(line: Answer) -> tuple[str | Decimal | None, ...]:
    item = line.item
    count = len(line.live_evidence)  # type: ignore[attr-defined]  # prefetched by lines_of
    needed = "须附" if item.evidence_required else "可附"
    return (
        item.code,
        f"{item.project.order}. {item.project.title}",
        f"{item.code} {item.title}",
        item.max_score,
        f"{needed}，已附 {count} 件",
        line.score,
        STATUS_WORDS[line.work_status],
        line.text,
        "是" if line.not_applicable else "",
        line.not_applicable_reason,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One cell the workbook changes: what stood there at the export, in the workbook, and stands there online.

    ``conflict``: it was changed online meanwhile to something else than the workbook's value; ``at`` is the last save
    of its line online, ``hand`` the id of the person who changed the cell.
    """

    cell: Cell
    place: str
    base: Value
    after: Value
    online: Value
    at: datetime
    hand: str = ""

    @property
    def conflict(self) -> bool:
        """Whether a choice is needed."""
        return self.online != self.base


@dataclass
class Comparison:
    """The outcome of a return: exactly the changed cells, and problems; with an error nothing can be saved."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep the workbook out."""
        return [problem for problem in self.problems if problem.level is Level.ERROR]

    @property
    def conflicts(self) -> list[Change]:
        """The changes that need a choice."""
        return [change for change in self.changes if change.conflict]

    def values(self, online: Iterable[str]) -> dict[Cell, Value]:
        """Return what is to be saved; ``online`` names the cells whose online value is kept."""
        kept = set(online)
        return {change.cell: change.after for change in self.changes if change.cell.name not in kept}


def refuse_foreign(meta: Mapping[str, str], assessment: Assessment) -> None:
    """Raise Refused for a workbook that is not ours, not of this region, round and edition, or altered inside."""
    if meta.get("template") != TEMPLATE:
        raise Refused(Reason("assessments.book.not_ours"))
    round_, region = assessment.round, assessment.region.body
    if meta.get("region") != region.code:
        params = {"found": meta.get("region_name", ""), "wanted": region.name}
        raise Refused(Reason("assessments.book.other_region", params))
    if meta.get("edition") != round_.edition.sha256:
        params = {"found": meta.get("edition_title", ""), "wanted": round_.edition.title}
        raise Refused(Reason("assessments.book.other_edition", params))
    if meta.get("round") != str(round_.pk):
        params = {"found": meta.get("round_title", ""), "wanted": round_.title}
        raise Refused(Reason("assessments.book.other_round", params))
    if meta.get("signature") != _signature(meta):
        raise Refused(Reason("assessments.book.altered"))


def compare(table: TableRead, assessment: Assessment, lines: Sequence[Answer]) -> Comparison:
    """Compare a workbook that was read by ``SCHEMA`` with its export and with what stands online.

    The order of rows means nothing. Raises Refused as ``refuse_foreign`` does.
    """
    refuse_foreign(table.meta, assessment)
    known = {line.item.code: line for line in lines}
    found = Comparison(problems=[p for p in table.problems if p.code != "documents.sheet.column_unknown"])
    seen: dict[str, int] = {}
    for row in table.rows:
        line = _line(row, table, known, seen, found)
        if line is not None:
            is_open = reopened(assessment, line.item.code)
            for name in FIELDS:
                _compare_cell(row, table, line, name, found, is_open=is_open)
    missing = [code for code in known if code not in seen]
    if missing:
        reason = Reason("assessments.book.missing_rows", {"codes": "、".join(missing)})
        found.problems.append(Problem(reason, level=Level.NOTE))
    return found


def _line(
    row: Row, table: TableRead, known: Mapping[str, Answer], seen: dict[str, int], found: Comparison
) -> Answer | None:
    code = str(row.values.get(KEY) or "")
    cell = f"{table.columns.get(KEY, 'A')}{row.number}"
    if not code:
        params: dict[str, object] = {"row": row.number}
        found.problems.append(
            Problem(Reason("assessments.book.no_key", params), cell, row.number, KEY, Level.NOTE)
        )
        return None
    if code not in known:
        params = {"row": row.number, "code": code}
        reason = Reason("assessments.book.foreign_row", params)
        found.problems.append(Problem(reason, cell, row.number, KEY, Level.NOTE))
        return None
    if code in seen:
        other = f"{table.columns[KEY]}{seen[code]}"
        reason = Reason("documents.sheet.repeated", {"value": code, "other": other})
        found.problems.append(Problem(reason, cell, row.number, KEY))
        return None
    seen[code] = row.number
    return known[code]


def _typed(name: str, raw: str) -> str:
    """Return a workbook's word as a form would send it."""
    if name == STATUS:
        words = {word: key for key, word in STATUS_WORDS.items()}
        return words.get(raw, raw)
    return "" if name == NOT_APPLICABLE and raw == "否" else raw


def _compare_cell(
    row: Row, table: TableRead, line: Answer, name: str, found: Comparison, *, is_open: bool
) -> None:
    if name not in table.columns:
        return
    cell = Cell(line.item.code, name)
    place = f"{table.columns[name]}{row.number}"
    raw = str(row.values.get(name) or "").strip()
    if name == NOT_APPLICABLE and raw not in {"", "是", "否"}:
        reason = Reason("documents.sheet.not_boolean", {"value": raw[:40]})
        found.problems.append(Problem(reason, place, row.number, name))
        return
    try:
        after = read_cell(name, _typed(name, raw), line.item.max_score)
    except Refused as refusal:
        found.problems.append(Problem(refusal.reasons[0], place, row.number, name))
        return
    base = read_cell(name, table.meta.get(f"value:{cell.name}", ""), line.item.max_score)
    online = getattr(line, name)
    if after in (base, online):
        return
    if not is_open:
        reason = Reason("assessments.cell.not_reopened", {"code": line.item.code})
        found.problems.append(Problem(reason, place, row.number, name))
    else:
        found.changes.append(Change(cell, place, base, after, online, line.edited_at, line.hand(name)))
