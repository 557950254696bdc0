"""``deadline``, ``escalate``, ``conflicts``, ``duties``: 责任分担 on tables."""

import pytest

from fivefold.project.method.tables import read_table, write_rows

# A made-up arrangement: eight days off around the first of October, and a Saturday worked for it.
WORKDAYS = "首日,末日,安排\n2026-10-01,2026-10-08,放假\n2026-10-10,,上班\n"
TERMS = (
    "name,start,days,kind,done\n自评,2026-09-29T09:00+08:00,5,working,2026-10-12T23:59+08:00\n"
    "公示,2026-09-29T23:30+08:00,7,自然日,2026-10-07T00:00+08:00\n"
)


def due(table, method, *more, terms=TERMS, workdays=WORKDAYS):
    return method("deadline", table("t.csv", terms), "--workdays", table("w.csv", workdays), *more)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_terms_in_working_and_calendar_days(table, method, tmp_path, ending):
    out = tmp_path / f"due.{ending}"
    assert due(table, method, "--out", out, "--language", "en").exit_code == 0
    # Working: 30 September, 9, 10 (made up), 12, 13 October.
    assert read_table(out).records() == [
        {
            "name": "自评",
            "last": "2026-10-13",
            "end": "2026-10-13T16:00:00+00:00",
            "on_time": "True",
            "said": "5 working days from the next day on, to the end of 2026-10-13 (Asia/Shanghai)",
        },
        {
            "name": "公示",
            "last": "2026-10-06",
            "end": "2026-10-06T16:00:00+00:00",
            "on_time": "False",
            "said": "7 calendar days from the next day on, to the end of 2026-10-06 (Asia/Shanghai)",
        },
    ]


LONGER = (
    "名称,起始时间,天数,日别,延至,申请,理由,决定\n"
    "自评,2026-03-02T09:00+08:00,3,自然日,2026-03-09,演示甲市,系统检修,演示省\n"
)


def test_an_extension_is_an_event_with_its_reason(table, method, rows):
    found = rows(due(table, method, terms=LONGER))
    assert found[1][1:4] == ("2026-03-09", "2026-03-09T16:00:00+00:00", "")
    assert "演示省" in found[1][4]
    assert "系统检修" in found[1][4]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"terms": TERMS.replace("09:00+08:00", "09:00")}, "2026-09-29T09:00:00"),
        ({"terms": TERMS.replace("2026-09-29T09", "2027-09-29T09")}, "2027"),
        ({"terms": TERMS.replace(",5,", ",-5,")}, "days"),
        ({"terms": TERMS.replace(",5,", ",NaN,")}, "t.csv 第2行 / row 2 days: 不是数"),
        ({"terms": TERMS.replace(",5,", ",,")}, "row 2 days: 不能为空"),
        ({"terms": TERMS.replace("自然日", "天")}, "one of: calendar, working, 自然日, 工作日: 天"),
        ({"terms": TERMS.replace("2026-09-29T09:00+08:00", "tomorrow")}, "a time is needed"),
        ({"terms": TERMS.replace("公示", "自评")}, "a row twice: 自评"),
        ({"terms": LONGER.replace("系统检修", "")}, "because"),
        ({"terms": LONGER.replace("2026-03-09", "2026-03-05")}, "until"),
        ({"terms": LONGER.replace("2026-03-09", "soon")}, "a day is needed: 2026-03-01: soon"),
        ({"workdays": WORKDAYS.replace("放假", "休息")}, "w.csv 第2行 / row 2 arrangement: 应为"),
        ({"workdays": WORKDAYS + "2026-10-08,,上班\n"}, "both off and worked: 2026-10-08"),
        ({"workdays": WORKDAYS.replace("10-08", "09-30")}, "before the first day"),
    ],
)
def test_what_is_no_term_is_said(table, method, change, said):
    done = due(table, method, **change)
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr


def test_nothing_is_guessed_without_a_table_of_the_year(table, method):
    terms = table("t.csv", TERMS)
    assert "2026" in method("deadline", terms).stderr
    assert "Mars" in method("deadline", terms, "--zone", "Mars").stderr


DUTIES = "name,start,days,kind,owner,done\n" + "".join(
    f"{name},2026-03-02T09:00+08:00,3,calendar,000000/990000/990101,{done}\n"
    for name, done in (("甲", ""), ("乙", "2026-03-07T09:00+08:00"), ("丙", "2026-03-04T09:00+08:00"))
)


def test_what_is_overdue_climbs_and_what_is_done_does_not(table, method, rows):
    given = ("--at", "2026-03-12T00:00+08:00", "--wait", 4, "--language", "en")
    found = rows(method("escalate", table("d.csv", DUTIES), *given))
    assert [row[:4] for row in found] == [
        ("name", "owner", "body", "since"),
        ("甲", "000000/990000/990101/", "000000/990000/", "2026-03-05T16:00:00+00:00"),
        ("甲", "000000/990000/990101/", "000000/", "2026-03-09T16:00:00+00:00"),
        ("乙", "000000/990000/990101/", "000000/990000/", "2026-03-05T16:00:00+00:00"),
    ]
    assert found[1][4] == (
        "an obligation of 000000/990000/990101/ that was due on 2026-03-05 has reached 000000/990000/, 1 levels up"
    )
    assert "没有时区" in method("escalate", table("d.csv", DUTIES), "--at", "2026-03-12T00:00").stderr


@pytest.mark.parametrize(
    ("kind", "since"), [("working", "2026-10-10T16:00:00+00:00"), ("calendar", "2026-10-02T16:00:00+00:00")]
)
def test_a_wait_is_counted_in_the_days_of_its_row(table, method, rows, kind, since):
    """Two working days after 30 September are the 9th and, made up, the 10th of October."""
    duty = f"name,start,days,kind,owner,done\n甲,2026-09-29T09:00+08:00,1,{kind},000000/990000/990101/,\n"
    given = ("--at", "2026-10-12T00:00+08:00", "--wait", 2, "--workdays", table("w.csv", WORKDAYS))
    found = rows(method("escalate", table("d.csv", duty), *given))
    assert [row[2:4] for row in found[1:]] == [
        ("000000/990000/", "2026-09-30T16:00:00+00:00"),
        ("000000/", since),
    ]


JUDGES = "judge,bodies\n演示评委一,0/甲省/甲市\n演示评委二,0/乙省 0/部/司\n演示评委三,0/丙省\n"
ENTRIES = "entry,body,units\n演示案例A,0/甲省/子市,\n演示案例B,0/丁省/丑市,0/部\n"


def conflicting(table, method, *more, judges=JUDGES, entries=ENTRIES, declared="演示评委三,演示案例A,kin\n"):
    given = table("j.csv", judges), table("e.csv", entries)
    return method("conflicts", *given, "--declared", table("d.csv", "judge,entry,kind\n" + declared), *more)


def test_conflicts_from_the_tree_and_from_declarations(table, method, rows):
    done = conflicting(table, method, "--needed", 2, "--language", "en")
    assert rows(done) == [
        ("judge", "entry", "kind", "derived", "said"),
        ("演示评委一", "演示案例A", "home", "True", "演示评委一 and 演示案例A are of the same home"),
        ("演示评委二", "演示案例B", "unit", "True", "演示评委二 sits in a unit that worked on 演示案例B"),
        ("演示评委三", "演示案例A", "kin", "False", "declared: 演示评委三 is related to people of 演示案例A"),
    ]
    assert done.stderr == "only 1 judges may judge 演示案例A, at least 2 are needed\n"


def test_nobody_in_conflict_is_said(table, method):
    done = conflicting(table, method, judges="judge,bodies\n演示评委四,0/戊省\n", declared="")
    assert (done.exit_code, done.stderr) == (0, "没有需要回避的\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"declared": "演示评委九,演示案例A,kin\n"}, "演示评委九"),
        ({"declared": "演示评委三,演示案例Z,kin\n"}, "演示案例Z"),
        ({"declared": "演示评委三,演示案例A,friend\n"}, "friend"),
        ({"declared": "演示评委三,,kin\n"}, "d.csv 第2行 / row 2 entry: 不能为空"),
        ({"judges": JUDGES.replace("0/丙省", "")}, "j.csv 第4行 / row 4 bodies: 不能为空"),
        ({"judges": JUDGES.replace("评委二", "评委一")}, "a row twice: 演示评委一"),
        ({"entries": ENTRIES.replace("案例B", "案例A")}, "a row twice: 演示案例A"),
        ({"entries": ENTRIES.replace("body", "where")}, "a column is missing: body | 所属地区"),
    ],
)
def test_what_is_no_conflict_is_said(table, method, change, said):
    done = conflicting(table, method, **change)
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr


KINDS = "项目,层级,单位,责任\nP1,省,演示一厅,牵头\nP1,省,演示二厅,配合\nP2,省,演示二厅,lead\n"


def checked(table, method, text=KINDS, projects="项目\nP1\nP2\n"):
    return method("duties", table("k.csv", text), "--projects", table("p.csv", projects), "--level", "省")


def test_one_lead_for_every_project_and_level(table, method):
    done = checked(table, method)
    assert (done.exit_code, done.stdout.strip(), done.stderr) == (0, "", "3项责任分工没有问题\n")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (KINDS.replace("牵头", "指导"), "no_lead"),
        (KINDS.replace("配合", "牵头"), "many_leads"),
        (KINDS.replace("演示二厅,配合", "演示一厅,配合"), "twice"),
        (KINDS + "P9,省,演示三厅,监督\n", "unknown_project"),
        (KINDS + "P1,市,演示三厅,监督\n", "unknown_level"),
    ],
)
def test_every_fault_of_duties_is_a_row(table, method, text, fault):
    done = checked(table, method, text)
    assert done.exit_code == 1
    assert [line.split(",")[0] for line in done.stdout.splitlines()] == ["fault", fault]


def test_a_word_that_is_no_duty_is_said(table, method, tmp_path):
    done = checked(table, method, KINDS.replace("配合", "帮忙"))
    assert "k.csv 第3行 / row 3 kind: 应为 / one of: 牵头, 配合" in done.stderr
    write_rows([{"项目": "P1"}, {"项目": "P1"}], tmp_path / "p.json")
    twice = method("duties", table("k.csv", KINDS), "--projects", tmp_path / "p.json", "--level", "省")
    assert "p.json 第2行 / row 2: 重复 / a row twice: P1 (p.json 第1行 / row 1)" in twice.stderr
