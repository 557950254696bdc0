import json
import zipfile
from pathlib import Path

import click
import pytest

from fivefold.project.method import tables
from fivefold.project.method.tables import Table, read_table, write_rows

ROWS = [{"region": "演示甲市", "score": "1.10"}, {"region": "=1+1", "score": None}]
TABLE = Table(("region", "score"), (("演示甲市", "1.10"), ("=1+1", "")))


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_what_is_written_is_read_back(tmp_path, ending):
    path = tmp_path / f"table.{ending}"
    write_rows(ROWS, path)
    assert read_table(path) == TABLE
    assert read_table(path).records()[0] == {"region": "演示甲市", "score": "1.10"}
    with pytest.raises(click.ClickException, match="exists"):
        write_rows(ROWS, path)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_a_folder_that_takes_no_file_is_a_sentence_and_nothing_is_left(tmp_path, monkeypatch, ending):
    with pytest.raises(click.ClickException, match="cannot be written: No such file"):
        write_rows(ROWS, tmp_path / "none" / f"table.{ending}")
    assert list(tmp_path.iterdir()) == []

    def full(_part, _out):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(click.ClickException, match="cannot be written: No space left"):
        write_rows(ROWS, tmp_path / f"table.{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_rows_beyond_the_limit_are_refused_and_never_cut(tmp_path, monkeypatch, ending):
    path = tmp_path / f"table.{ending}"
    write_rows(ROWS, path)
    monkeypatch.setattr(tables, "_MOST_ROWS", 3)
    assert len(read_table(path).rows) == 2
    monkeypatch.setattr(tables, "_MOST_ROWS", 2)
    with pytest.raises(click.ClickException, match="more than 2 rows with the heads"):
        read_table(path)


def test_rows_without_a_file_go_to_standard_output(capsys):
    write_rows(ROWS, None)
    assert capsys.readouterr().out == "region,score\n演示甲市,1.10\n=1+1,\n"


def test_prose_does_not_pass_for_columns(tmp_path):
    text = "走访，发现，登记，调解；上报"
    path = tmp_path / "prose.csv"
    path.write_text(f"name,text\n甲,{text}\n乙,{text}\n", "utf-8")
    assert read_table(path).records() == [{"name": "甲", "text": text}, {"name": "乙", "text": text}]
    path.write_text("演示名单\n名称;正文\n甲;一\n", "utf-8")
    assert read_table(path).rows == (("名称",), ("甲",))


def test_numbers_of_a_workbook_keep_their_digits(tmp_path):
    path = tmp_path / "numbers.xlsx"
    write_rows([{"a": 0.1, "b": 3, "c": 2.0, "d": True}], path)
    assert read_table(path).rows == (("0.1", "3", "2", "True"),)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b",,\n1,2\n", "no heads"),
        ("a.csv", b"x,x\n1,2\n", "named twice: x"),
        ("a.json", b"{", "json"),
        ("a.json", json.dumps({"a": 1}).encode(), "a list of objects"),
        ("a.xlsx", b"MZ\x90\x00", "program"),
        ("a.docx", b"PK\x03\x04", "docx"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(click.ClickException, match=said):
        read_table(path)


DEEP = "[" * 100_000 + "]" * 100_000


def test_a_deeply_nested_table_is_refused(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(f'[{{"a": {DEEP}}}]', "utf-8")
    with pytest.raises(click.ClickException, match=r"a\.json: .*nested too deeply"):
        read_table(path)


def test_other_deeply_nested_files_are_refused(table, method):
    deep, regions = table("deep.json", DEEP), table("t.csv", "region,kind,key,node\n甲,claim,甲,a\n")
    calls = [
        ("classify", regions, "--rules", deep),
        ("carry-back", deep, regions),
        ("draw", "verify", deep, regions),
    ]
    for call in calls:
        done = method(*call)
        assert (done.exit_code, type(done.exception)) == (1, SystemExit), call
        assert "deep.json: " in done.stderr


@pytest.mark.parametrize(
    ("state", "said"), [("visible", ""), ("hidden", "a.xlsx: .*no sheet that can be seen")]
)
def test_a_workbook_without_a_sheet_is_refused(tmp_path, state, said):
    write_rows(ROWS, tmp_path / "whole.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "whole.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "a.xlsx", "w") as other,
    ):
        for name in whole.namelist():
            data = whole.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(b"<sheet ", f'<sheet state="{state}" '.encode())
            other.writestr(name, data)
    if not said:
        assert read_table(tmp_path / "a.xlsx") == TABLE
        return
    with pytest.raises(click.ClickException, match=said):
        read_table(tmp_path / "a.xlsx")


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(click.ClickException, match="csv, xlsx, json"):
        write_rows(ROWS, tmp_path / "table.pdf")
    assert list(tmp_path.iterdir()) == []
