import io
import json
import runpy
import sys

import pytest

from fivefold.method import verify
from method.bundles import DOCX, PDF, VKEY, Issue, honest, note, written


@pytest.fixture
def folder(tmp_path):
    issue = Issue()
    size = len(issue.tree) - 1
    bundle = issue.bundle(growth=[issue.growth(2, size)])
    (tmp_path / "good.json").write_bytes(written(bundle))
    bundle["posting"]["entries"][1]["region"]["name"] = "演示9市"
    (tmp_path / "bad.json").write_bytes(written(bundle))
    (tmp_path / "list.pdf").write_bytes(PDF)
    (tmp_path / "list.docx").write_bytes(DOCX)
    (tmp_path / "other.pdf").write_bytes(PDF + b"x")
    (tmp_path / "old.txt").write_text(note(issue.tree, 2), encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "dir").mkdir()
    return tmp_path


def run(folder, capsys, *arguments):
    status = verify.main([str(folder / part) if "." in part or part == "dir" else part for part in arguments])
    return status, capsys.readouterr().out


def test_a_good_bundle_ends_with_0_and_says_so_in_chinese(folder, capsys):
    status, text = run(folder, capsys, "good.json")
    assert status == 0
    assert text.startswith("核验通过：内容与签名存证一致\n\n已核验\n")
    assert "  - 5条内容逐条与存证一致\n" in text
    assert "\n未核验\n" in text
    assert "发现" not in text


def test_with_everything_given_in_english(folder, capsys):
    bundle, old = str(folder / "good.json"), str(folder / "old.txt")
    arguments = ["--bundle", bundle, "--key", VKEY, "--checkpoint", old, "--lang", "en"]
    status = verify.main([str(folder / "list.pdf"), *arguments])
    text = capsys.readouterr().out
    assert status == 0
    assert text.startswith("Verified: the content is what was sealed\n")
    assert "the file “list.pdf” is as sealed" in text
    assert "compared with the old checkpoint (2 entries) the log only grew" in text
    assert "--key" not in text


def test_an_altered_bundle_ends_with_1_and_names_the_entry(folder, capsys):
    """4.13: on the command line."""
    status, text = run(folder, capsys, "bad.json")
    assert status == 1
    assert text.startswith("核验不通过：内容或证明与签名存证不符\n\n发现\n  - 第2条被改动：序号2，演示9市，")


def test_documents(folder, capsys):
    assert run(folder, capsys, "list.docx", "--bundle", "good.json")[0] == 0
    status, text = run(folder, capsys, "other.pdf", "--bundle", "good.json")
    assert status == 1
    assert "文件“other.pdf”不是存证的文件，或已被改动" in text
    for name in ("list.pdf", "list.docx"):
        status, text = run(folder, capsys, name)
        assert status == 2
        assert "须用 --bundle 给出存证包" in text


def test_a_byte_order_mark_that_an_editor_wrote_changes_nothing(folder, capsys):
    for name in ("good.json", "bad.json", "old.txt"):
        (folder / f"marked.{name}").write_bytes(b"\xef\xbb\xbf" + (folder / name).read_bytes())
    plain = run(folder, capsys, "good.json", "--checkpoint", "old.txt")
    assert plain[0] == 0
    assert run(folder, capsys, "marked.good.json", "--checkpoint", "marked.old.txt") == plain
    assert run(folder, capsys, "list.pdf", "--bundle", "marked.good.json")[0] == 0
    assert run(folder, capsys, "marked.bad.json") == run(folder, capsys, "bad.json")
    (folder / "twice.json").write_bytes(b"\xef\xbb\xbf" + (folder / "marked.good.json").read_bytes())
    assert run(folder, capsys, "twice.json")[0] == 2


@pytest.mark.parametrize("key", ["", "  "])
def test_a_blank_key_ends_with_2_and_is_named(folder, capsys, key):
    status, text = run(folder, capsys, "good.json", "--key", key)
    assert (status, text.splitlines()[3]) == (2, "  - 给出的公钥是空的：请从发布单位另行取得公钥")
    assert "核验通过" not in text
    text = run(folder, capsys, "good.json", "--key", key, "--lang", "en")[1]
    assert "the key that was given is empty: get it from the issuer" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ["absent.json"],
        ["dir"],
        ["absent.pdf", "--bundle", "good.json"],
        ["good.json", "--checkpoint", "absent.txt"],
        ["good.json", "--checkpoint", "latin.txt"],
    ],
)
def test_what_cannot_be_read_ends_with_2(folder, capsys, arguments):
    status, text = run(folder, capsys, *arguments)
    assert status == 2
    assert text.startswith("无法判断")
    assert "文件不能读取" in text


def test_the_answer_as_json(folder, capsys):
    status, text = run(folder, capsys, "bad.json", "--json")
    answer = json.loads(text)
    assert status == 1
    assert answer["state"] == "altered"
    assert answer["findings"] == [
        {
            "code": "entry.altered",
            "params": {"place": "2", "seq": "2", "region": "演示9市", "project": "防范化解社会治安风险"},
            "text": "第2条被改动：序号2，演示9市，防范化解社会治安风险",
        }
    ]
    assert [one["code"] for one in answer["not_checked"]] == [
        "no.truth",
        "no.later",
        "no.key",
        "no.growth",
        "no.file",
        "no.connection",  # its old size is a power of two before the record
    ]


def test_run_as_a_file(tmp_path, capsys, monkeypatch):
    (tmp_path / "b.json").write_bytes(written(honest()))
    monkeypatch.setattr(sys, "argv", ["verify.py", str(tmp_path / "b.json"), "--lang", "en"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(verify.__file__, run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("Verified")


def test_a_console_without_chinese_gets_escapes_not_a_crash(folder, monkeypatch):
    console = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", console)
    assert verify.main([str(folder / "good.json")]) == 0
    console.flush()
    assert console.buffer.getvalue().startswith(b"\\u6838\\u9a8c")
    plain = io.StringIO()
    monkeypatch.setattr(sys, "stdout", plain)
    assert verify.main([str(folder / "good.json")]) == 0
    assert plain.getvalue().startswith("核验通过")
