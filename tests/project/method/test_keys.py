"""An empty key is refused at its cell, and so is a table that has heads alone."""

import json

import pytest

RULES = json.dumps({"rules": [{"code": "R", "verdict": "1", "when": {"known": "level"}}]})
LONG = "网格员每天上门走访，发现邻里矛盾及时登记，小事当场调解。"
TABLES = {
    "score": (["region,a,b", "甲,1,2", "KEY,2,1"], [], "region"),
    "judge": (
        ["region,judge,mark", "甲,A,1", "乙,A,2", "甲,B,3", "KEY,B,5", "甲,C,4", "乙,C,4"],
        ["--seed", 1],
        "region",
    ),
    "rank": (["judge,item,place", "A,甲,1", "A,KEY,2"], [], "item"),
    "coordinate": (["region,province,class,p", "甲,省,2,5", "KEY,省,2,5"], [], "region"),
    "similar": (["name,text", f"甲,{LONG}", f"KEY,{LONG}"], [], "name"),
    "advise": (
        ["region,province,project,score,full,answered", "甲,省,P1,5,9,", "KEY,省,P1,5,9,"],
        ["--region", "甲", "--seed", 1, "--draws", 1],
        "region",
    ),
}  # fmt: skip


@pytest.mark.parametrize("command", TABLES)
def test_an_empty_key_is_refused_at_its_cell(table, method, command):
    lines, more, head = TABLES[command]
    text = "\n".join(lines)
    filled = method(command, table("whole.csv", text.replace("KEY", "乙")), *more)
    assert filled.exit_code == 0, filled.output
    done = method(command, table("t.csv", text.replace("KEY", "")), *more)
    row = next(number for number, line in enumerate(lines, 1) if "KEY" in line)
    assert done.exit_code == 1
    assert f"t.csv 第{row}行 / row {row} {head}: 不能为空 / must not be empty" in done.stderr


def test_an_empty_region_is_not_classified(table, method):
    rules = table("rules.json", RULES)
    assert method("classify", table("a.csv", "region,level\n甲,x\n"), "--rules", rules).exit_code == 0
    done = method("classify", table("b.csv", "region,level\n,x\n"), "--rules", rules)
    assert (done.exit_code, "b.csv 第2行 / row 2 region: 不能为空" in done.stderr) == (1, True)


@pytest.mark.parametrize("lacking", ["judges", "entries"])
def test_nobody_is_cleared_by_a_table_without_rows(table, method, lacking):
    texts = {"judges": "judge,bodies\nA,cn/a\n", "entries": "entry,body\n甲,cn/b\n"}
    paths = {name: table(f"{name}.csv", text) for name, text in texts.items()}
    assert method("conflicts", *paths.values()).exit_code == 0
    table(f"{lacking}.csv", texts[lacking].splitlines()[0] + "\n")
    done = method("conflicts", *paths.values())
    assert (done.exit_code, f"{lacking}.csv: 只有表头，没有行 / heads and no rows" in done.stderr) == (
        1,
        True,
    )
