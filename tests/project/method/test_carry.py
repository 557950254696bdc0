"""``fivefold method carry`` and ``carry-back``: previewed, done, and undone byte for byte."""

import json

import pytest

from fivefold.project.method.tables import read_table

OLD = "code,title,full\na,网格巡查,10\nb,应急演练,6\nc,志愿服务,3\nd,信息报送,4\n"
NEW = "code,title,full\na,网格巡查,5\ne,应急准备,8\nf,志愿活动,6\ng,志愿培训,1\n"
MAPPING = "old,new\na,a\nb,e\nc,f\nc,g\nd,\n"
# Not in the order of the method, and with digits that a number would lose.
HOLDINGS = (
    "score,kind,node,key\n9.50,score,a,演示甲市\n,claim,c,演示甲市\n5,score,b,演示甲市\n"
    "2,score,c,演示甲市\n,case,c,案例一\n4.0,score,d,演示甲市\n,score,a,演示乙市\n,claim,b,演示乙市\n"
)


@pytest.fixture
def carried(table, method):
    def carry(*more, policy="rule-of-three", holdings=HOLDINGS, mapping=MAPPING, name="holdings.csv"):
        editions = table("2021.csv", OLD), table("2026.csv", NEW)
        given = ("--mapping", table("mapping.csv", mapping), "--holdings", table(name, holdings))
        return method("carry", *editions, *given, "--policy", policy, *more)

    return carry


def test_a_preview_says_what_becomes_of_everything_and_changes_nothing(carried, rows, tmp_path):
    done = carried("--language", "en")
    assert [row[:6] for row in rows(done)] == [
        ("kind", "key", "old", "score", "new", "new_score"),
        ("case", "案例一", "c", "", "f", ""),
        ("case", "案例一", "c", "", "g", ""),
        ("claim", "演示乙市", "b", "", "e", ""),
        ("claim", "演示甲市", "c", "", "", ""),
        ("score", "演示乙市", "a", "", "a", ""),
        ("score", "演示甲市", "a", "9.5", "a", "4.75"),
        ("score", "演示甲市", "b", "5", "e", "20/3"),
        ("score", "演示甲市", "c", "2", "f", "4"),
        ("score", "演示甲市", "c", "2", "g", "2/3"),
        ("score", "演示甲市", "d", "4", "", ""),
    ]
    assert rows(done)[4][6] == "演示甲市: c is split into f, g, a person must choose"
    assert {path.name for path in tmp_path.iterdir()} == {
        "2021.csv",
        "2026.csv",
        "mapping.csv",
        "holdings.csv",
    }


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_carrying_over_is_undone_exactly(carried, method, tmp_path, ending):
    out, receipt, back = tmp_path / f"after.{ending}", tmp_path / "receipt.json", tmp_path / "back.csv"
    done = carried("--receipt", receipt, "--out", out)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "演示甲市：c拆分为f、g，须由人选定",
        "演示甲市：d已取消，另存",
    ]
    assert len(read_table(out).rows) == 8
    assert method("carry-back", receipt, out, "--out", back).exit_code == 0
    assert back.read_bytes() == (tmp_path / "holdings.csv").read_bytes() == HOLDINGS.encode()


def test_what_changed_since_is_not_undone(carried, method, tmp_path):
    out, receipt = tmp_path / "after.csv", tmp_path / "receipt.json"
    assert carried("--receipt", receipt, "--out", out).exit_code == 0
    after = out.read_text("utf-8")
    assert method("carry-back", receipt, out).exit_code == 0
    out.write_text(after.replace("4.75", "5"), "utf-8")
    refused = method("carry-back", receipt, out, "--out", tmp_path / "back.csv")
    assert refused.exit_code == 1
    assert "a的内容在转入后已有改动，不能原样退回" in refused.stderr
    assert not (tmp_path / "back.csv").exists()


def test_no_receipt_is_left_of_a_table_that_could_not_be_written(carried, tmp_path):
    done = carried("--receipt", tmp_path / "receipt.json", "--out", tmp_path / "none" / "after.csv")
    assert (done.exit_code, "cannot be written" in done.stderr) == (1, True)
    assert not (tmp_path / "receipt.json").exists()


def test_a_receipt_is_never_written_over(carried, tmp_path):
    receipt = tmp_path / "receipt.json"
    assert carried("--receipt", receipt, "--out", tmp_path / "after.csv").exit_code == 0
    again = carried("--receipt", receipt, "--out", tmp_path / "more.csv")
    assert "the file exists" in again.stderr
    assert not (tmp_path / "more.csv").exists()


def damaged(**change):
    return lambda data: {**data, **change}


@pytest.mark.parametrize(
    "change",
    [
        damaged(format="fivefold.carry/2"),
        damaged(receipts=[]),
        damaged(columns=["kind"]),
        lambda data: {"policy": data["policy"]},
        lambda data: [],
    ],
)
def test_a_damaged_receipt_is_said(carried, method, tmp_path, change):
    out, receipt = tmp_path / "after.csv", tmp_path / "receipt.json"
    assert carried("--receipt", receipt, "--out", out).exit_code == 0
    receipt.write_text(json.dumps(change(json.loads(receipt.read_text("utf-8")))), "utf-8")
    refused = method("carry-back", receipt, out)
    assert refused.exit_code == 1
    assert "no receipt, or damaged" in refused.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"mapping": MAPPING.replace("d,\n", "")}, "d的去向尚未确认"),
        ({"mapping": MAPPING.replace("b,e", "b,x")}, "x"),
        ({"holdings": HOLDINGS.replace("9.50", "NaN")}, "holdings.csv 第2行 / row 2 score: 不是数"),
        ({"holdings": HOLDINGS.replace("9.50", "9/0")}, "no number: 9/0"),
        ({"holdings": HOLDINGS.replace(",case,", ",案件,")}, "row 6 kind: 应为 / one of: claim, score, case"),
        ({"holdings": HOLDINGS.replace("案例一", "")}, "row 6 key: 不能为空"),
        ({"holdings": HOLDINGS + "1,score,a,演示甲市\n"}, "a row twice: score 演示甲市 a"),
        ({"holdings": HOLDINGS.replace(",a,演示乙", ",z,演示乙")}, "z"),
        ({"holdings": HOLDINGS.replace("score,kind,node,key", "score,kind,node,who")}, "missing: key | 主体"),
        ({"holdings": "note," + HOLDINGS.replace("\n", "\n,")[:-1]}, "columns that would be lost: note"),
    ],
)
def test_what_cannot_be_carried_is_said(carried, change, said):
    done = carried(**change)
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr


def test_chinese_heads_and_words_come_back_as_they_were(carried, method, tmp_path):
    held = "类型,主体,编码,得分\n得分,演示甲市,a,20/3\n认领,演示甲市,b,\n"
    out, receipt = tmp_path / "after.csv", tmp_path / "receipt.json"
    assert carried("--receipt", receipt, "--out", out, policy="clamp", holdings=held).exit_code == 0
    assert out.read_text("utf-8") == "kind,key,node,score\nclaim,演示甲市,e,\nscore,演示甲市,a,5\n"
    assert method("carry-back", receipt, out).stdout == held


def test_nothing_held_is_nothing_carried(carried, method, tmp_path):
    out, receipt = tmp_path / "after.json", tmp_path / "receipt.json"
    done = carried("--receipt", receipt, "--out", out, holdings="kind,key,node\n")
    assert done.exit_code == 0
    assert json.loads(out.read_text("utf-8")) == []
