"""``draw-chances``, ``allocate`` and ``draw-pairs``: what a draw promises, and inspectors with recusals."""

import pytest

LIST = "name,stratum,weight\n演示甲,2,1\n演示乙,2,1\n演示丙,2,2\n演示丁,3,\n"
SEED = ["--seed", "31415926535897932384", "--source", "演示掷骰", "--made-at", "2026-03-02T10:00+08:00"]


def test_chances_are_exact(table, method, rows):
    done = method("draw-chances", table("list.csv", LIST), "--take", "2=2", "--take", "3=1")
    assert rows(done) == [
        ("stratum", "name", "weight", "first", "drawn", "about"),
        ("2", "演示丙", "2", "1/2", "5/6", "0.833333"),
        ("2", "演示乙", "1", "1/4", "7/12", "0.583333"),
        ("2", "演示甲", "1", "1/4", "7/12", "0.583333"),
        ("3", "演示丁", "1", "1", "1", "1.000000"),
    ]


@pytest.mark.parametrize(("take", "said"), [("4=1", "4"), ("2=4", "可抽3个，不能抽4个")])
def test_chances_of_what_is_not_there_are_refused(table, method, take, said):
    done = method("draw-chances", table("list.csv", LIST), "--take", take)
    assert (done.exit_code, said in done.stderr) == (1, True)


def test_a_draw_is_parted_by_the_size_of_the_strata(table, method, rows):
    given = table("list.csv", LIST)
    assert rows(method("allocate", given, 3)) == [
        ("stratum", "size", "take"),
        ("2", "3", "2"),
        ("3", "1", "1"),
    ]
    assert "不能抽5个" in method("allocate", given, 5).stderr


@pytest.fixture
def record(table, method, tmp_path):
    given, plan = table("list.csv", LIST), tmp_path / "plan.json"
    take = ["--domain", "对象", "--round", "2026-1", "--take", "2=2", "--take", "3=1", "--out", plan]
    assert method("draw", "commit", given, *take).exit_code == 0
    logged = ["--logged-at", "2026-03-01T09:00+08:00", "--record", tmp_path / "record.json"]
    assert method("draw", "run", given, plan, *SEED, *logged).exit_code == 0
    return tmp_path / "record.json"


def test_inspectors_are_drawn_and_the_recused_passed_over(table, method, rows, record):
    people = table("people.csv", "name\n张演示\n李演示\n")
    barred = table("barred.csv", "检查人,对象,原因\n张演示,演示丁,本省\n")
    asked = ["draw-pairs", people, "--domain", "检查人", "--load", 2, "--recusals", barred]
    digest = method(*asked).stdout.strip()
    assert len(digest) == 64
    done = method(*asked, "--record", record, "--committed", digest)
    found = {thing: (who, passed) for thing, who, passed in rows(done)[1:]}
    assert found["演示丁"][0] == "李演示"
    assert sorted(who for who, _ in found.values()) in (
        ["张演示"] + ["李演示"] * 2,
        ["张演示"] * 2 + ["李演示"],
    )
    other = method(*asked[:-2], "--record", record, "--committed", digest)
    assert other.exit_code == 1
    assert digest in other.stderr
    assert method(*asked, "--record", record).exit_code == 2


def test_too_few_inspectors_are_refused(table, method, record):
    people = table("people.csv", "name\n张演示\n")
    asked = ["draw-pairs", people, "--domain", "检查人", "--load"]
    enough, few = (method(*asked, load).stdout.strip() for load in (3, 2))
    assert method(*asked, 3, "--record", record, "--committed", enough).exit_code == 0
    assert method(*asked, 2, "--record", record, "--committed", few).exit_code == 1
