"""``fivefold method advise``: scores of a class in, advice with its stability out."""

import csv
import io

import pytest
from click.testing import CliRunner

from fivefold.project.cli import main
from fivefold.project.method.tables import write_rows

LEVELS = (95, 40, 50, 55, 60, 70, 80)


def rows():
    return [
        {
            "region": f"演示{place}市",
            "province": "演示省",
            "project": project,
            "score": str(level) if project == "P01" else "",
            "full": "100",
            "answered": "",
        }
        for place, level in enumerate(LEVELS)
        for project in ("P01", "P02")
    ]


def run(path, *more):
    arguments = ["method", "advise", str(path), "--region", "演示0市", "--seed", "7", *more]
    return CliRunner().invoke(main, arguments)


def test_advice_with_facts_and_stability(tmp_path):
    path = tmp_path / "scores.xlsx"
    write_rows(rows(), path)
    result = run(path, "--draws", "200")
    assert result.exit_code == 0, result.output
    first, second = csv.DictReader(io.StringIO(result.stdout))
    assert (first["project"], first["advice"], first["strength"], first["suggested"]) == (
        "P01",
        "优势",
        "37.5",
        "True",
    )
    assert "比较范围：同一上级所辖的同类地区6个" in first["facts"]
    assert "200次抽样中有200次（100.0%）仍作此判断（种子7）" in first["facts"]
    assert (second["project"], second["advice"], second["facts"]) == ("P02", "", "本项尚无自评得分，不作判断")
    assert "stability: kept in 200 of 200 draws" in run(path, "--draws", "200", "--language", "en").stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"region": "演示9市"}, "no region 演示0市"),
        ({"score": "viel"}, "演示0市 P01"),
        (
            {"score": "101"},
            "演示0市 P01：得分应在0至100之间，没有得分请留空（现为101） / P01: the score lies between 0 and 100",
        ),
        ({"project": "P02"}, "a row twice: 演示0市 P02"),
    ],
)
def test_rows_that_do_not_hold_are_said(tmp_path, change, said):
    table = rows()
    table[0] |= change
    if "region" in change:
        table[1] |= change
    path = tmp_path / "scores.csv"
    write_rows(table, path)
    result = run(path)
    assert result.exit_code == 1
    assert said in result.stderr


def test_columns_are_needed(tmp_path):
    path = tmp_path / "scores.csv"
    write_rows([{"region": "演示0市"}], path)
    assert "province, project, score, full, answered" in run(path).stderr


def test_a_region_of_two_provinces_is_refused_at_its_row(tmp_path):
    several = rows()
    write_rows(several, tmp_path / "one.csv")
    assert run(tmp_path / "one.csv", "--draws", "1").exit_code == 0
    several[1]["province"] = "演示另一省"
    write_rows(several, tmp_path / "two.csv")
    refused = run(tmp_path / "two.csv", "--draws", "1")
    assert refused.exit_code == 1
    assert "two.csv 第3行 / row 3 province: 同一地区的省份不一致" in refused.stderr
    assert "演示0市: 演示省, 演示另一省" in refused.stderr
