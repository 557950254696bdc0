"""The fictional notice that the tests of documents share."""

from datetime import UTC, date, datetime

from fivefold.documents.spec import (
    Align,
    Annex,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Table,
    Urgency,
    Verification,
)

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
FULL_LINE = "演示省甲市乙区丙县分类指导试点工作方案任务认领名单公布实施"
_PROJECTS = ("演示项目一", "演示项目二", "演示项目三", "演示项目四", "演示项目五")
_NUMERALS = "甲乙丙丁戊己庚辛壬癸"


def region(index: int) -> str:
    """Return a fictional region name."""
    tens, ones = divmod(index, 10)
    province = _NUMERALS[tens // 10 % 10] + _NUMERALS[tens % 10]
    return f"演示{province}省{_NUMERALS[ones]}市"


def listed(count: int) -> Table:
    """Return a list of `count` fictional regions in six columns."""
    columns = (
        Column("序号", 12, Align.CENTER),
        Column("省份", 26, Align.CENTER),
        Column("地区", 34),
        Column("类别", 18, Align.CENTER),
        Column("认领项目", 46),
        Column("备注", 20, Align.CENTER),
    )
    rows = tuple(
        (
            str(i + 1),
            f"演示{_NUMERALS[i // 100 % 10]}{_NUMERALS[i // 10 % 10]}省",
            region(i),
            "第" + "一二三"[i % 3] + "类",
            _PROJECTS[i % 5] + (f"；{_PROJECTS[(i + 2) % 5]}" if i % 4 == 0 else ""),
            "演示数据",
        )
        for i in range(count)
    )
    return Table(columns, rows)


def notice(*, rows: int = 30, **changes: object) -> OfficialDocument:
    """Return the fictional notice with a list of `rows` regions; `changes` replace fields."""
    fields: dict[str, object] = {
        "issuer_mark": ("演示办公室文件",),
        "number": "演示〔2026〕1号",
        "title_lines": ("关于公布第一期试点任务", "认领名单的通知"),
        "addressees": ("各演示省试点工作协调小组", "有关演示单位"),
        "blocks": (
            Paragraph(
                "为推动分类指导试点落实落地、取得实效，按照“全面建、重点创”的要求，在各地自主申报、"
                "省级统筹审核的基础上，确定了第一期试点任务认领名单，现予公布，并就有关事项通知如下。"
            ),
            Heading("压实主体责任", 1),
            Heading("制定攻坚方案", 2),
            Paragraph(
                "各试点地区要围绕认领的1至2个项目制定攻坚方案，明确时间表、路线图、责任人，"
                "于2026年12月31日前形成可复制、可推广的阶段性成果。"
            ),
            Heading("明确责任单位", 3),
            Paragraph("牵头单位负总责，配合单位按分工落实。"),
            Heading("加强过程指导", 1),
            Paragraph("省级协调小组每季度听取一次进展汇报，及时协调解决共性问题。"),
        ),
        "attachment_notes": ("第一期试点任务认领名单",),
        "signed_by": "演示办公室",
        "dated": date(2026, 3, 2),
        "annexes": (Annex(("第一期试点任务认领名单",), (listed(rows),)),),
        "copies_to": ("演示有关部门", "各演示省人民政府办公厅", "演示新闻单位"),
        "printed_by": "演示办公室秘书处",
        "printed_on": date(2026, 3, 3),
        "urgency": Urgency.URGENT,
        "label": "演示数据",
        "verification": Verification(
            "https://example.org/verify/0f3a",
            (
                "核验方式：扫描二维码，或将本文件交核验工具比对。",
                "名单摘要 SHA-256：0f3a2b5c9d1e4f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8",
                "检查点：演示/2026  大小 416  根 4d5e6f70",
            ),
        ),
    }
    return OfficialDocument(**(fields | changes))
