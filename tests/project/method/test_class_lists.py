"""``facts-as-of`` and ``compare-classes``: facts with two times, and what moved between two class lists."""

import pytest

HEADS = "region,fact,value,from,to,recorded_at\n"
FACTS = (
    "甲,kind,县,2026-01-01,,2026-01-01T09:00+08:00\n甲,kind,市,2026-01-01,,2026-06-01T09:00+08:00\n"
    "甲,seat,是,2026-01-01,2026-03-01,2026-01-01T09:00+08:00\n乙,kind,区,2026-02-01,,2026-01-01T09:00+08:00\n"
)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["--on", "2026-02-28"], [("region", "kind", "seat"), ("甲", "市", "是"), ("乙", "区", "")]),
        (["--on", "2026-03-01"], [("region", "kind"), ("甲", "市"), ("乙", "区")]),
        (
            ["--on", "2026-01-15", "--known-at", "2026-05-01T00:00+08:00"],
            [("region", "kind", "seat"), ("甲", "县", "是"), ("乙", "", "")],
        ),
    ],
)
def test_the_facts_of_a_day_as_they_were_known(table, method, rows, asked, expected):
    assert rows(method("facts-as-of", table("f.csv", HEADS + FACTS), *asked)) == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("甲,kind,区,2026-01-01,,2026-06-01T09:00+08:00\n", "甲: 事实“kind”在2026-02-01有同时登记的不同值"),
        ("甲,kind,区,2026-03-01,2026-03-01,2026-06-01T09:00+08:00\n", "row 6 to: 应晚于起日"),
        ("甲,kind,区,2026-03-01,,2026-06-01T09:00\n", "row 6 recorded_at: 须带时区"),
        ("甲,,区,2026-03-01,,2026-06-01T09:00+08:00\n", "row 6 fact: 不能为空"),
    ],
)
def test_a_history_that_does_not_hold_is_said(table, method, line, said):
    done = method("facts-as-of", table("f.csv", HEADS + FACTS + line), "--on", "2026-02-01")
    assert (done.exit_code, said in done.stderr) == (1, True), done.output


def test_a_moment_without_its_zone_is_refused(table, method):
    asked = ["facts-as-of", table("f.csv", HEADS + FACTS), "--on", "2026-02-01", "--known-at"]
    assert method(*asked, "2026-05-01T00:00+08:00").exit_code == 0
    assert method(*asked, "2026-05-01T00:00").exit_code == 2


def test_what_moved_between_two_class_lists(table, method, rows):
    before = table("before.csv", "region,class\n甲,1\n乙,2\n丙,2\n丁,\n")
    done = method("compare-classes", before, table("after.csv", "地区,类别\n甲,2\n丙,2\n丁,3\n"))
    assert rows(done) == [
        ("region", "change", "before", "after"),
        ("丁", "added", "", "3"),
        ("乙", "removed", "2", ""),
        ("甲", "moved", "1", "2"),
    ]
    assert done.stderr == "新增1个，移出1个，变动1个，不变1个\n"
    twice = method("compare-classes", before, table("twice.csv", "地区,类别\n甲,2\n甲,3\n"))
    assert (twice.exit_code, "重复 / a row twice: 甲" in twice.stderr) == (1, True)
