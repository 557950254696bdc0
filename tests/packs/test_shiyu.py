"""The pack of the source text, against the source text."""

import csv
import hashlib
from decimal import Decimal

import pytest
from pack_copies import SHIYU

from fivefold.packs.checker import check_pack
from fivefold.packs.fields import Label, Part
from fivefold.packs.loader import load_pack
from fivefold.packs.placing import classify_area, classify_register
from fivefold.packs.register import read_register, write_register

SOURCE = (SHIYU / "source" / "the-method-2021-08-20.txt").read_text(encoding="utf-8")
ELEVEN = [
    "推进市域社会治理体制现代化",
    "防范化解政治安全风险",
    "防范化解社会治安风险",
    "防范化解社会矛盾风险",
    "防范化解公共安全风险",
    "防范化解网络安全风险",
    "发挥政治引领作用",
    "发挥法治保障作用",
    "发挥德治教化作用",
    "发挥自治强基作用",
    "发挥智治支撑作用",
]


@pytest.fixture(scope="module")
def pack():
    return load_pack(SHIYU)


@pytest.fixture(scope="module")
def rows(pack):
    found, errors = read_register(SHIYU / "register" / "areas.csv", pack.classify.facts)
    assert errors == []
    return {row.code: row for row in found}


@pytest.fixture(scope="module")
def verdicts(pack, rows):
    return classify_register(pack, tuple(rows.values()))


def quotes(value):
    if isinstance(value, Part):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if name == "quote" and inner is not None:
                yield str(inner)
            yield from quotes(inner)
    elif isinstance(value, tuple):
        for entry in value:
            yield from quotes(entry)


def test_the_pack_is_sound(pack):
    assert check_pack(pack) == []
    assert (pack.key, pack.version, pack.programme.time_zone) == ("cn-2021-shiyu", "1.0.0", "Asia/Shanghai")


def test_source_text_is_carried_whole():
    """0.0: the text stands in the pack with its title, date, source and reading count, word for word."""
    octets = (SHIYU / "source" / "the-method-2021-08-20.txt").read_bytes()
    digest = hashlib.sha256(octets).hexdigest()
    assert digest in (SHIYU / "source" / "ORIGIN.md").read_text(encoding="utf-8")
    head = "".join(SOURCE.splitlines()[2].split())
    assert head == "发表时间:2021-08-20来源:常熟市域社会治理浏览量:5022次"


def test_every_quotation_is_literal(pack):
    found = [
        q
        for part in (pack.programme, pack.classify, pack.decompose, pack.claim, pack.calendar)
        for q in quotes(part)
    ]
    assert len(found) == 32
    assert [quote for quote in found if quote not in SOURCE] == []


def test_three_blocks_and_eleven_projects(pack):
    """3.1, 3.2: three blocks (1 + 5 + 5), the eleven names of the source in its order and characters."""
    edition = pack.decompose.edition("guideline-2021")
    assert [len(block.projects) for block in edition.blocks] == [1, 5, 5]
    assert [project.number for project in edition.projects] == list(range(1, 12))
    assert [project.title.zh for project in edition.projects] == ELEVEN
    ordinals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"]
    sentence = ";".join(
        f"{n}是{project.title.zh}" for n, project in zip(ordinals, edition.projects, strict=True)
    )
    assert f"具体包括:{sentence}。" in SOURCE
    blocks = "、".join(block.title.zh for block in edition.blocks)
    assert f"将项目划分为{blocks}三大板块,共11个试点项目" in SOURCE
    assert [project.lead_units for project in edition.projects] == [()] * 11


def test_the_edition_is_a_planned_name_without_dates(pack):
    """Decision 2: "2021版" is what a draft is to be called; no date is invented."""
    edition = pack.decompose.editions[0]
    assert edition.planned_name.zh == "2021版《试点工作指引》"
    assert edition.planned_name.zh in SOURCE
    assert (edition.drafted_on, edition.issued_on, edition.demo) == (None, None, True)


def test_items_are_demo_items_with_all_four_texts(pack):
    """3.0, 4.17: 55 fictional items with stable codes, aim, measure, level descriptions and an example."""
    items = pack.decompose.editions[0].items
    assert [item.code for item in items] == [f"P{p:02d}-{n:02d}" for p in range(1, 12) for n in range(1, 6)]
    assert all(item.demo and item.title.zh.startswith("演示指标：") for item in items)
    assert all(item.title.en.startswith("Demo item: ") for item in items)
    assert [len(item.levels) for item in items] == [3] * 55
    assert all(item.aim.zh and item.measure.zh and item.examples for item in items)
    edition = pack.decompose.editions[0]
    assert [edition.max_total(key) for key in ("class-1", "class-2", "class-3")] == [
        Decimal(208),
        Decimal(202),
        Decimal("207.5"),
    ]


def test_register_comes_out_as_counted(pack, rows, verdicts):
    """2.1b: every area is placed, excluded or a gap, each with reasons; none silently."""
    assert len(rows) == 489
    assert verdicts.counts() == {"class-1": 32, "class-2": 316, "class-3": 86}
    assert len(verdicts.of_outcome("conflict")) == 0
    gaps = verdicts.of_outcome("gap")
    assert {rows[code].kind for code in gaps} == {"省直辖县级"}
    assert len(gaps) == 20
    excluded = verdicts.of_outcome("excluded")
    assert len(excluded) == 35
    assert {code for code, verdict in excluded.items() if verdict.rule == "X1"} == {
        "710000",
        "810000",
        "820000",
    }
    assert all(verdict.reasons for verdict in verdicts.verdicts.values())
    by_rule = {}
    for verdict in verdicts.verdicts.values():
        by_rule[verdict.rule] = by_rule.get(verdict.rule, 0) + 1
    assert by_rule == {
        "R1a": 5, "R1b": 10, "R1c": 17, "R2a": 261, "R2b": 40, "R2c": 14, "R2d": 1, "R3": 86,
        "X1": 3, "X2": 32, None: 20,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("demand", "name", "outcome", "region_class", "rule"),
    [
        ("2.1c", "青岛市", "placed", "class-1", "R1a"),
        ("2.1c", "济南市", "placed", "class-1", "R1b"),
        ("2.1c", "郑州市", "placed", "class-1", "R1c"),
        ("2.1d", "河北雄安新区", "placed", "class-2", "R2d"),
        ("2.1d", "石河子市", "placed", "class-2", "R2c"),
        ("2.1d", "新疆生产建设兵团第十二师", "placed", "class-2", "R2c"),
        ("2.1d", "兴安盟", "placed", "class-2", "R2b"),
        ("2.1d", "淮安市", "placed", "class-2", "R2a"),
        ("2.1e", "城口县", "placed", "class-3", "R3"),
        ("2.1e", "重庆市", "excluded", None, "X2"),
        ("2.1b", "新疆生产建设兵团", "excluded", None, "X2"),
        ("2.1b", "台湾省", "excluded", None, "X1"),
        ("2.1b", "济源市", "gap", None, None),
    ],
)
def test_areas_that_the_text_names(rows, verdicts, demand, name, outcome, region_class, rule):
    """2.1b, 2.1c, 2.1d, 2.1e: each has its own rule and its reason."""
    (code,) = [row.code for row in rows.values() if row.name == name]
    verdict = verdicts.verdicts[code]
    assert (verdict.outcome, verdict.region_class, verdict.rule) == (outcome, region_class, rule)


def test_qingdao_and_zhengzhou_are_placed_by_different_facts(rows, verdicts):
    """2.1c: 青岛 is under independent planning; 郑州 is a capital and not sub-provincial."""
    qingdao, zhengzhou = (next(r for r in rows.values() if r.name == name) for name in ("青岛市", "郑州市"))
    assert qingdao.facts["independent_planning"] == "1"
    assert (zhengzhou.facts["provincial_capital"], zhengzhou.facts["sub_provincial"]) == ("1", "0")
    assert verdicts.verdicts[zhengzhou.code].facts_used["provincial_capital"] is True


def test_a_contradiction_is_a_conflict(pack):
    """2.1b: facts that cannot be together are listed, not passed over."""
    facts = {"level": "county", "kind": "市辖区", "under_municipality": "1", "provincial_capital": "1"}
    verdict = classify_area(pack, facts)
    assert (verdict.outcome, verdict.region_class) == ("conflict", None)


def test_register_holds_facts_and_no_answer(pack, rows):
    """Decisions 1 and 2: facts with their source; no class, no batch; our own codes are labelled."""
    path = SHIYU / "register" / "areas.csv"
    text = path.read_text(encoding="utf-8")
    header = next(csv.reader(text.splitlines()))
    assert header == [
        "code", "name", "level", "kind", "parent_code", "valid_from", "valid_to", "sub_provincial",
        "independent_planning",         "provincial_capital",
        "under_municipality", "out_of_scope", "code_origin", "source", "note",
    ]  # fmt: skip
    own = {row.code for row in rows.values() if row.code_origin == "自拟"}
    assert own == {"X66", "X66-11", "X66-12", "X13-XA"}
    assert {code for code in rows if not code.isdigit()} == own
    assert all(row.source for row in rows.values())
    assert write_register(rows.values(), pack.classify.facts) == text


def test_register_in_time_and_in_the_tree(rows):
    assert {code: str(row.valid_from) for code, row in rows.items() if row.valid_from} == {
        "659012": "2023-01-01",
        "X13-XA": "2017-04-01",
    }
    assert {row.valid_to for row in rows.values()} == {None}
    assert rows["659001"].parent_code == "X66"
    assert rows["500229"].parent_code == "500000"
    tops = [row for row in rows.values() if not row.parent_code]
    assert len(tops) == 35
    assert len([row for row in tops if row.facts["out_of_scope"] == "0"]) == 32


def test_facts_agree_with_each_other(rows):
    under_planning = {r.name for r in rows.values() if r.facts["independent_planning"] == "1"}
    assert under_planning == {"大连市", "青岛市", "宁波市", "厦门市", "深圳市"}
    sub_provincial = {r.name for r in rows.values() if r.facts["sub_provincial"] == "1"}
    assert len(sub_provincial) == 15
    assert under_planning < sub_provincial
    capitals = [r for r in rows.values() if r.facts["provincial_capital"] == "1"]
    assert len({r.parent_code for r in capitals}) == len(capitals) == 27
    municipal = {r.parent_code for r in rows.values() if r.facts["under_municipality"] == "1"}
    assert {rows[code].kind for code in municipal} == {"直辖市"}


def test_classes_goals_batches_levels(pack):
    """2.1a: two batches; each class has the goal of the source."""
    assert [(c.key, c.goal.zh, c.goal_scope.zh) for c in pack.programme.classes] == [
        ("class-1", "全能冠军", "省(区)域"),
        ("class-2", "单项冠军", "省(区)域"),
        ("class-3", "最优拼图", "直辖市"),
    ]
    assert all(c.members.zh in SOURCE and c.task.zh in SOURCE for c in pack.programme.classes)
    assert [(b.label.zh, b.starts, b.ends) for b in pack.programme.batches] == [
        ("第一期", "2020", "2022"),
        ("第二期", "2021", "2023"),
    ]
    assert [level.key for level in pack.programme.levels] == ["centre", "province", "region"]
    assert pack.participant_level == 2


def test_profile_has_the_three_blocks(pack):
    """2.2: 权能, 禀赋, 功能."""
    assert [block.label.zh for block in pack.classify.profile] == ["权能", "禀赋", "功能"]
    assert "权能、禀赋、功能等方面的差异" in SOURCE


def test_claims_are_capped_reviewed_and_posted(pack):
    """4.5b, 4.9, 4.13: one or two projects; the province reviews; the centre posts."""
    claim = pack.claim
    assert [count for count in range(6) if claim.cap.allows(count)] == [1, 2]
    assert [(step.level, step.role) for step in claim.review] == [("province", "reviewer")]
    assert (claim.posting.level, claim.posting.role, claim.posting.audience) == (
        "centre",
        "publisher",
        "public",
    )
    assert claim.required_parts == (
        "basis", "aim_province", "aim_nation", "plan_leader", "plan_unit", "plan_means", "plan_milestones",
        "outputs",
        "decision_record",
    )  # fmt: skip
    posting = pack.official_text("posting")
    assert len(posting.paragraphs) == 10
    assert posting.paragraphs[1] == Label((("zh", "一、认领情况"),))


def test_every_name_is_translated(pack):
    assert pack.programme.languages == ("zh", "en")
    assert [project.title.languages for project in pack.decompose.editions[0].projects] == [("zh", "en")] * 11
    assert pack.decompose.editions[0].items[0].levels[0].label.en == "Under way"
