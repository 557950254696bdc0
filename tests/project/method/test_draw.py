"""``fivefold method draw``: commit, draw, recompute; and the program in the documentation."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from fivefold.project.cli import main
from fivefold.project.method.tables import write_rows

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "recompute-a-draw.md"
ROWS = [{"名称": f"演示{n:02d}市", "层": "2", "权重": 1 + n % 3} for n in range(12)]
ROWS += [{"名称": f"演示{n:02d}区", "层": "3", "权重": ""} for n in range(5)]
SEED = ["--seed", "31415926535897932384", "--source", "演示掷骰", "--made-at", "2026-03-02T10:00+08:00"]
LOGGED = ["--logged-at", "2026-03-01T09:00+08:00", "--place", "演示"]


def run(*arguments):
    return CliRunner().invoke(main, ["method", "draw", *map(str, arguments)])


@pytest.fixture
def files(tmp_path):
    write_rows(ROWS, tmp_path / "list.xlsx")
    take = ["--domain", "短板弱项", "--round", "2026-1", "--take", "2=4", "--take", "3=2", "--reserve", "1"]
    done = run("commit", tmp_path / "list.xlsx", *take, "--out", tmp_path / "plan.json")
    assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "plan.json").read_text("utf-8"))["digest"] == done.stdout.strip()
    return tmp_path


def drawn(files, *more):
    given = [*SEED, *LOGGED, *more]
    return run("run", files / "list.xlsx", files / "plan.json", *given, "--record", files / "record.json")


def test_a_committed_list_is_drawn_from_and_recomputed(files):
    done = drawn(files)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["stratum"], row["reserve"], row["place"]) for row in rows] == [
        ("2", "False", "1"), ("2", "False", "2"), ("2", "False", "3"), ("2", "False", "4"), ("2", "True", "5"),
        ("3", "False", "1"), ("3", "False", "2"), ("3", "True", "3"),
    ]  # fmt: skip
    checked = run("verify", files / "record.json", files / "list.xlsx")
    assert (checked.exit_code, checked.stderr) == (0, "重算相符：6个\n")


def test_a_changed_record_is_found(files):
    drawn(files)
    text = (files / "record.json").read_text("utf-8")
    first = json.loads(text)["strata"][0]["drawn"][0][1]
    (files / "record.json").write_text(text.replace(first, "演示99市"), "utf-8")
    checked = run("verify", files / "record.json", files / "list.xlsx", "--language", "en")
    assert checked.exit_code == 1
    assert checked.stderr.startswith(f'place 1 of stratum "2" is {first}, the record says 演示99市')


def test_the_program_in_the_documentation_recomputes_the_draw(files):
    drawn(files)
    program = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[1]
    items = [[row["名称"], row["层"], row["权重"] or 1] for row in ROWS]
    for name, listed in (("list", items), ("other", items[1:])):
        (files / f"{name}.json").write_text(json.dumps(listed), "utf-8")
    said = [
        subprocess.run(
            [sys.executable, "-I", "-c", program, files / "record.json", files / f"{name}.json"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        for name in ("list", "other")
    ]  # fmt: skip
    assert said == ["the draw follows from list and seed", "NOT the draw of this list and seed"]


def test_refusals_are_sentences(files):
    used = drawn(files, "--used", "31415926535897932384")
    assert used.exit_code == 1
    assert "每轮须用新的随机数" in used.output
    early = drawn(files, "--made-at", "2026-02-28T10:00+08:00")
    assert "须先存证名单，后产生种子" in early.output
    assert not (files / "record.json").exists()
    assert drawn(files).exit_code == 0
    assert "文件已存在" in drawn(files).output


def test_files_of_another_shape_are_named(files):
    (files / "plan.json").write_text("[]", "utf-8")
    assert "plan.json: 不是方案或记录" in drawn(files).output
    (files / "record.json").write_text("{}", "utf-8")
    assert "record.json: 不是方案或记录" in run("verify", files / "record.json", files / "list.xlsx").output


def test_lists_and_sizes_that_make_no_sense_are_refused(files, tmp_path):
    plan = ["--domain", "d", "--round", "1", "--out", tmp_path / "other.json"]
    assert run("commit", files / "list.xlsx", *plan, "--take", "2=x", "--take", "3=1").exit_code == 2
    assert "不能抽13个" in run("commit", files / "list.xlsx", *plan, "--take", "2=13", "--take", "3=1").output
    write_rows([{"name": "演示甲市", "weight": "1.5"}], tmp_path / "half.csv")
    assert "权重须为" in run("commit", tmp_path / "half.csv", *plan, "--take", "1").output
    for cell in ("NaN", "Infinity"):
        write_rows([{"name": "演示甲市", "weight": cell}], tmp_path / f"{cell}.csv")
        refused = run("commit", tmp_path / f"{cell}.csv", *plan, "--take", "1")
        assert refused.exit_code == 1
        assert (
            f"演示甲市: 不是数；缺的请留空 / no number; leave empty what is absent: {cell}" in refused.output
        )
    write_rows([{"name": "演示甲市"}], tmp_path / "one.csv")
    assert run("commit", tmp_path / "one.csv", *plan, "--take", "1").exit_code == 0


def test_the_size_for_a_stated_chance():
    assert run("size", 333, 17, 95).stdout.split("\t")[0] == "53"
    assert "不能有11个" in run("size", 10, 11, 95).output


def test_a_stratum_without_a_size_is_said(files):
    take = ["--domain", "短板弱项", "--round", "2026-1", "--take", "2=4", "--out", files / "more.json"]
    assert (
        "“3”层有5个，没有说抽几个：请写 3=个数，不抽写0" in run("commit", files / "list.xlsx", *take).stderr
    )
    assert run("commit", files / "list.xlsx", *take, "--take", "3=0").exit_code == 0
