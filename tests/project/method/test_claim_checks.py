"""``claim-gate``, ``check-claims``: whether a round may open, and what its claims break."""

import pytest

PROJECTS = "project\nP01\nP02\nP03\n"
LEADS = "project,unit\nP01,演示甲办\nP02,演示甲办\nP03,演示乙办\n"
IN_FORCE = ("--class-list", "--edition")


@pytest.fixture
def gate(table, method):
    def call(regions="region,class\n演示甲市,2\n", leads=LEADS, in_force=IN_FORCE):
        tables = ["--leads", table("leads.csv", leads), "--projects", table("projects.csv", PROJECTS)]
        return method("claim-gate", table("regions.csv", regions), *in_force, *tables)

    return call


def test_a_round_opens_when_all_is_there(gate):
    done = gate()
    assert (done.exit_code, done.stderr) == (0, "无误\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"regions": "region,class\n演示甲市,\n"}, "本期有1个地区尚未分类：演示甲市"),
        ({"leads": LEADS + "P01,演示乙办\n"}, "项目P01有不止一个牵头单位：演示甲办、演示乙办"),
        ({"leads": "项目,单位\nP01,演示甲办\nP02,演示甲办\n"}, "项目P03没有牵头单位"),
        ({"in_force": ("--no-class-list", "--edition")}, "没有生效的地区分类名单"),
        ({"in_force": ("--class-list", "--no-edition")}, "没有生效的工作指引"),
        ({"leads": LEADS + "P09,演示乙办\n"}, "名单中没有 / not in the list: P09"),
    ],
)
def test_what_keeps_a_round_shut_is_said(gate, change, said):
    done = gate(**change)
    assert (done.exit_code, said in done.output) == (1, True), done.output


def test_claims_are_checked_by_region(table, method):
    def check(claims, *more):
        claimed = table("claims.csv", f"region,project\n{claims}")
        return method("check-claims", claimed, "--projects", table("projects.csv", PROJECTS), *more)

    assert check("甲,P01\n甲,P02\n乙,P03\n").exit_code == 0
    done = check("甲,P01\n甲,P02\n甲,P03\n乙,P03\n乙,P03\n丙,P09\n")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[1:] == [
        "甲,认领3项，超过上限2项",
        "乙,项目P03重复认领",
        "丙,工作指引中没有项目P09",
    ]
    assert check("甲,P01\n甲,P02\n甲,P03\n", "--cap", 3).exit_code == 0
