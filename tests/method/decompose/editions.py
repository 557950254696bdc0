"""Two published editions, and Hypothesis strategies for made-up ones with a confirmed mapping."""

import csv
import json
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from fivefold.method.decompose import Edition, Holding, Link, Mapping, Node

VECTORS = Path(__file__).parents[1] / "vectors" / "editions"


def asvs(version):
    """An edition of the standard as a tree: chapters, sections, requirements."""
    nodes = {}
    with (VECTORS / f"asvs_{version}.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            chapter, section = f"c{row['chapter_id']}", f"s{row['section_id']}"
            nodes.setdefault(chapter, Node(chapter, row["chapter_name"]))
            nodes.setdefault(section, Node(section, row["section_name"], parent=chapter))
            code = row["req_id"].removeprefix("V")
            nodes[code] = Node(code, "", row["req_description"], parent=section)
    return Edition(version, tuple(nodes.values()))


def truth():
    """The official mapping: old requirement -> where it moved to."""
    data = json.loads((VECTORS / "asvs_truth.json").read_text(encoding="utf-8"))["truth"]
    return {old: set(told["moved"]) for old, told in data.items() if told["moved"]}


OLD = Edition(
    "演示一版",
    (
        Node("P01", "演示项目一"),
        Node("P02", "演示项目二"),
        Node("a", "网格巡查", "每日巡查网格并留有记录", "P01", Decimal(5)),
        Node("b", "应急演练", "每年组织应急演练两次", "P01", Decimal(4)),
        Node("c", "矛盾调解", "建立调解室并公开调解员名单", "P02", Decimal(3)),
        Node("d", "数据共享", "部门之间共享数据目录", "P02", Decimal(2)),
        Node("e", "志愿服务", "登记志愿者人数和服务时长", "P02", Decimal(6)),
        Node("f", "法治宣传", "开展法治宣传活动", "P02"),
        Node("g", "旧式台账", "手工登记台账", "P02", Decimal(1)),
    ),
)
NEW = Edition(
    "演示二版",
    (
        Node("P01", "演示项目一"),
        Node("Q2", "演示项目二（新）"),
        Node("a", "网格巡查", "每日巡查网格并留有记录。", "P01", Decimal(5)),
        Node("b", "应急演练", "每年组织应急演练三次", "P01", Decimal(6)),
        Node("x", "数据共享", "部门之间共享数据目录", "P01", Decimal(2)),
        Node("c1", "调解室", "建立调解室", "Q2", Decimal(3)),
        Node("c2", "调解员", "公开调解员名单", "Q2", Decimal(1)),
        Node("ef", "志愿服务和法治宣传", "登记志愿者，开展法治宣传", "Q2", Decimal(3)),
        Node("n", "网络谣言处置", "建立处置流程", "Q2", Decimal(2)),
    ),
)
LINKS = "P01>P01 P02>Q2 a>a b>b c>c1 c>c2 d>x e>ef f>ef"
MAPPING = Mapping(tuple(Link(*pair.split(">")) for pair in LINKS.split()), ("g",))


@st.composite
def moves(draw):
    """Two small editions, a whole mapping between them, and holdings on the old one."""
    marks = st.none() | st.integers(1, 9).map(Decimal)
    old = draw(st.lists(marks, min_size=1, max_size=5))
    new = draw(st.lists(marks, min_size=1, max_size=5))
    before = Edition("old", tuple(Node(f"o{place}", "x", full=full) for place, full in enumerate(old)))
    after = Edition("new", tuple(Node(f"n{place}", "x", full=full) for place, full in enumerate(new)))
    pairs = st.tuples(st.sampled_from(before.nodes), st.sampled_from(after.nodes))
    links = tuple(Link(a.code, b.code) for a, b in draw(st.lists(pairs, unique=True, max_size=8)))
    linked = {link.old for link in links}
    mapping = Mapping(links, tuple(node.code for node in before.nodes if node.code not in linked))
    score = st.none() | st.fractions(0, 9, max_denominator=20)
    codes = [node.code for node in before.nodes]
    places = st.tuples(
        st.sampled_from(["claim", "score", "case"]), st.sampled_from("甲乙"), st.sampled_from(codes)
    )
    chosen = draw(st.lists(places, unique=True, max_size=8))
    holdings = [Holding(*place, draw(score) if place[0] == "score" else None) for place in chosen]
    return (before, after), mapping, holdings
