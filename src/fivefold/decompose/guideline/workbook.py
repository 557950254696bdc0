"""The item workbook: an empty template with the pack's projects, or an edition's items in the same shape."""

from decimal import Decimal

from fivefold.decompose.guideline.content import EditionContent, ItemContent, LevelContent
from fivefold.decompose.guideline.incoming import KINDS, LEVELS, columns
from fivefold.documents.sheet_schema import ColumnSchema, Kind
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_workbook

SPARE_ROWS = 300
_WIDE = ("title", "aim", "measure", "examples")
_YES_NO = ("是", "否")


def workbook_of(content: EditionContent, classes: dict[str, str], *, with_items: bool) -> bytes:
    """Return an xlsx file: sheet 指标 (items), 项目 (projects with their codes) and 填表说明.

    ``classes`` are class keys with labels. With ``with_items`` false the sheet of items is an empty template.
    """
    schema = columns(tuple(project.code for project in content.projects()))
    items = [(project.code, item) for project, item in content.items()] if with_items else []
    sheet = SheetSpec(
        "指标",
        f"{content.title}·指标",
        tuple(_column(column) for column in schema),
        [_values(project, item) for project, item in items],
        spare_rows=SPARE_ROWS,
        protected=False,
    )
    label = "演示数据" if content.demo and with_items else ""
    spec = WorkbookSpec(_instructions(content, classes), {"template": "guideline-items/1"}, label)
    return write_workbook([sheet, _projects(content)], spec)


def _column(column: ColumnSchema) -> SheetColumn:
    wide = column.key in _WIDE or column.key.endswith("_text")
    choices = _YES_NO if column.kind is Kind.BOOLEAN else column.choices
    return SheetColumn(
        column.heads[0] + ("*" if column.required else ""),
        width=36 if wide else 13,
        locked=False,
        as_text=column.kind is Kind.CODE,
        wrap=wide,
        choices=choices,
        minimum=column.minimum,
        maximum=column.maximum,
    )


def _values(project: str, item: ItemContent) -> tuple[str | Decimal | bool | None, ...]:
    words = {value: word for word, value in KINDS.items()}
    levels: list[str | Decimal | None] = []
    for level in (*item.levels, *(LevelContent("", ""),) * LEVELS)[:LEVELS]:
        levels += [level.label, Decimal(level.from_score) if level.from_score else None, level.text]
    return (
        project,
        item.code,
        words.get(item.kind, item.kind),
        item.title,
        item.title_en,
        item.aim,
        item.measure,
        *levels,
        "\n".join(item.examples),
        item.max_score,
        item.evidence_required,
        "、".join(item.applies_to),
        item.demo,
    )


def _projects(content: EditionContent) -> SheetSpec:
    heads = (
        SheetColumn("序号", 8),
        SheetColumn("代码", 12),
        SheetColumn("名称", 44),
        SheetColumn("板块", 30),
    )
    rows = [
        (project.order, project.code, project.title, block.title)
        for block in content.blocks
        for project in block.projects
    ]
    return SheetSpec("项目", f"{content.title}·项目", heads, rows)


def _instructions(content: EditionContent, classes: dict[str, str]) -> tuple[str, ...]:
    names = "、".join(f"{label}（{key}）" for key, label in classes.items())
    return (
        f"本表用于填写《{content.title}》各项目的指标。填好后在“导入指标”页上传，先预览，确认后整体替换草稿中的指标。",
        "带 * 的列必须填写。表头文字不要改动；行的先后就是指标的先后。",
        "“项目代码”见“项目”表；“指标代码”由本单位编定，在一个版本中不得重复，以后不再改变。",
        "“等级”自低到高填写，至少填两级；“起始分”是达到该等级的最低得分，可以不填。",
        "“举例”一行一个；“满分”大于 0，最多两位小数。",
        f"“适用类别”留空表示全部类别适用；多个用顿号隔开，可填：{names}。",
        "请勿填写涉密内容和个人信息。",
    )
