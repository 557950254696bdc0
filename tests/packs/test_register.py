"""Register files: each fault at its cell; what is written is read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_copies import SHIYU, TINY

from fivefold.packs.facts import FactValueError, typed
from fivefold.packs.loader import load_pack
from fivefold.packs.register import AreaRow, fact_columns, read_register, write_register
from fivefold.packs.schema.classify import Fact

FACTS = load_pack(TINY).classify.facts
HEADER = (
    "code,name,level,kind,parent_code,valid_from,valid_to,seats,size_band,rare_books,closed_on,"
    "code_origin,source,note"
)


def read(tmp_path, *lines, header=HEADER):
    path = tmp_path / "areas.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    rows, errors = read_register(path, FACTS)
    return [row.code for row in rows], [(error.line, error.column, error.reason.code[5:]) for error in errors]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("B,乙馆,branch,馆,,,,x,B,0,,自拟,s,", (3, 8, "value.not_whole")),
        ("B,乙馆,branch,馆,,,,1,C,0,,自拟,s,", (3, 9, "value.not_one_of")),
        ("B,乙馆,branch,馆,,,,1,B,2,,自拟,s,", (3, 10, "value.not_flag")),
        ("B,乙馆,branch,馆,,,,1,B,0,2026,自拟,s,", (3, 11, "value.not_day")),
        ("B,乙馆,branch,馆,,,,1,B,0,,made up,s,", (3, 12, "value.not_one_of")),
        ("B,乙馆,branch,馆,,2026-13-01,,1,B,0,,自拟,s,", (3, 6, "value.not_day")),
        ("B,乙馆,branch,馆,,2026-02-01,2026-02-01,1,B,0,,自拟,s,", (3, 7, "register.dates")),
        ("B,,branch,馆,,,,1,B,0,,自拟,s,", (3, 2, "register.empty")),
        ("B,乙馆,branch,馆,Z,,,1,B,0,,自拟,s,", (3, 5, "register.parent")),
        ("B,乙馆,branch,馆,B,,,1,B,0,,自拟,s,", (3, 5, "register.parent")),
        ("A,乙馆,branch,馆,,,,1,B,0,,自拟,s,", (3, 1, "register.code_twice")),
        ("B,乙馆,branch", (3, 1, "register.width")),
    ],
)
def test_faults_at_their_cells(tmp_path, line, fault):
    codes, errors = read(tmp_path, "A,甲馆,branch,馆,,,,1,B,是,,自拟,s,", line)
    assert (codes[:1], errors) == (["A"], [fault])


def test_columns(tmp_path):
    assert read(tmp_path, header=HEADER.replace("seats,", "").replace(",note", ",notes,notes")) == (
        [],
        [
            (1, 1, "register.column_missing"),
            (1, 1, "register.column_missing"),
            (1, 13, "register.column_unknown"),
            (1, 14, "register.column_unknown"),
        ],
    )
    assert fact_columns(FACTS) == ("seats", "size_band", "rare_books", "closed_on")
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    assert len(read_register(empty, FACTS)[1]) == 14


@pytest.mark.parametrize(
    ("encoding", "faults"), [("utf-8-sig", []), ("gbk", [("areas.csv", 2, 1, "pack.register.not_utf8")])]
)
def test_a_file_in_another_encoding_is_a_fault_at_its_line(tmp_path, encoding, faults):
    path = tmp_path / "areas.csv"
    path.write_bytes(f"{HEADER}\r\nA,甲馆,branch,馆,,,,1,B,是,,自拟,s,\r\n".encode(encoding))
    rows, errors = read_register(path, FACTS)
    assert [row.name for row in rows] == ([] if faults else ["甲馆"])
    assert [(error.file, error.line, error.column, error.reason.code) for error in errors] == faults


def fact(kind):
    choices = [{"value": "甲", "label": "甲"}] if kind == "choice" else []
    return Fact.model_validate({"key": "f", "kind": kind, "label": "事实", "choices": choices})


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("flag", "是", True),
        ("flag", "FALSE", False),
        ("choice", " 甲 ", "甲"),
        ("text", "01", "01"),
        ("whole", "12", 12),
        ("decimal", "-3.50", Decimal("-3.50")),
        ("date", "2026-03-01", date(2026, 3, 1)),
        ("decimal", " ", None),
        ("flag", None, None),
    ],
)
def test_facts_have_types(kind, text, value):
    found = typed(fact(kind), text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("flag", "maybe", "value.not_flag"),
        ("choice", "乙", "value.not_one_of"),
        ("whole", "1.0", "value.not_whole"),
        ("decimal", "NaN", "value.not_exact"),
        ("date", "昨天", "value.not_day"),
    ],
)
def test_wrong_facts(kind, text, code):
    with pytest.raises(FactValueError) as caught:
        typed(fact(kind), text)
    assert caught.value.code == code


_words = st.text(alphabet="演示甲乙,\"' \t=+-@", min_size=1, max_size=6).filter(str.strip).map(str.strip)
_days = st.none() | st.dates(min_value=date(2000, 1, 1), max_value=date(2010, 1, 1))


@settings(deadline=None)
@given(
    names=st.lists(_words, min_size=1, max_size=5),
    note=_words,
    since=_days,
    flag=st.sampled_from(["", "0", "1"]),
)
def test_what_is_written_is_read(tmp_path_factory, names, note, since, flag):
    facts = load_facts()
    own = dict.fromkeys(fact_columns(facts), flag)
    rows = tuple(
        AreaRow(f"9{n}", name, "prefecture", "地级市", "", since, date(2020, 1, 1), own, "自拟", note, note)
        for n, name in enumerate(names)
    )
    path = tmp_path_factory.mktemp("register") / "areas.csv"
    path.write_text(write_register(rows, facts), encoding="utf-8")
    assert read_register(path, facts) == (rows, [])
    assert rows[0].typed(facts)["sub_provincial"] is {"": None, "0": False, "1": True}[flag]


def load_facts(cache=[]):  # noqa: B006 - the pack is read once for all examples of the property
    if not cache:
        cache.extend(load_pack(SHIYU).classify.facts)
    return tuple(cache)
