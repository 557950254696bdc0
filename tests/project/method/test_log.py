"""``digest`` and ``log``: canonical digests, proofs and checkpoints of a table."""

import hashlib
import json

import pytest

from fivefold.method.merkle import new_key

ROWS = "region,class\n演示甲市,1\n演示乙市,2\n演示丙市,2\n"


@pytest.fixture
def rows_file(table):
    return table("rows.csv", ROWS)


@pytest.fixture
def proof(method, tmp_path):
    """Call for a proof and return its file."""

    def made(*arguments):
        out = tmp_path / f"{arguments[0]}.json"
        done = method("log", *arguments, "--out", out)
        assert done.exit_code == 0, done.output
        return out

    return made


def test_a_digest_depends_on_neither_spaces_nor_order(table, method):
    first = method("digest", table("a.json", '{"b": 1, "a": "市"}')).stdout.strip()
    assert first == hashlib.sha256('{"a":"市","b":1}'.encode()).hexdigest()
    assert method("digest", table("b.json", '{"a":"市",\n"b":1}')).stdout.strip() == first


@pytest.mark.parametrize("text", ["{", '{"a": 1.5}', '{"a": 1, "a": 2}', "[" * 100_000])
def test_what_has_no_canonical_form_is_said(table, method, text):
    done = method("digest", table("a.json", text))
    assert (done.exit_code, "a.json: " in done.stderr) == (1, True)


def test_the_root_is_that_of_the_rows(method, rows_file):
    entries = ['{"class":"1","region":"演示甲市"}', '{"class":"2","region":"演示乙市"}']
    left, right = (hashlib.sha256(b"\0" + entry.encode()).digest() for entry in entries)
    both = hashlib.sha256(b"\x01" + left + right).hexdigest()
    assert method("log", "root", rows_file, "--size", 2).stdout == f"2\t{both}\n"
    assert method("log", "root", rows_file).stdout.startswith("3\t")
    assert "there are 3 rows, not 4" in method("log", "root", rows_file, "--size", 4).stderr


def test_a_row_is_proven_to_be_inside(method, rows_file, proof):
    path = proof("inclusion", rows_file, 2)
    assert method("log", "check", path).exit_code == 0
    root = method("log", "root", rows_file).stdout.split()[1]
    assert method("log", "check", path, "--root", root).exit_code == 0
    assert method("log", "check", path, "--root", root[::-1]).exit_code == 1
    path.write_text(path.read_text("utf-8").replace("演示乙市", "演示丁市"), "utf-8")
    assert method("log", "check", path).exit_code == 1
    assert "not 3" in method("log", "inclusion", rows_file, 3, "--size", 2).stderr


def test_rows_are_proven_to_be_only_added(method, rows_file, proof):
    path = proof("consistency", rows_file, 2)
    assert method("log", "check", path).exit_code == 0
    told = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**told, "old_root": told["root"]}), "utf-8")
    assert method("log", "check", path).exit_code == 1
    assert json.loads(method("log", "consistency", rows_file, 2).stdout) == told


@pytest.mark.parametrize("text", ["{", "[]", '{"path": ["zz"]}', '{"path": [], "root": "00"}', '{"path": 5}'])
def test_what_is_no_proof_is_said(table, method, text):
    done = method("log", "check", table("p.json", text))
    assert (done.exit_code, "p.json: " in done.stderr) == (1, True), done.output


def test_a_checkpoint_holds_for_the_rows_it_was_made_of(table, method, rows_file, tmp_path):
    signer, key = new_key("example.org", secret=bytes(32))
    note = tmp_path / "note.txt"
    asked = ["log", "checkpoint", rows_file, "--origin", "example.org/demo", "--out", note, "--key"]
    assert method(*asked, table("wrong.key", "no key")).exit_code == 1
    assert method(*asked, table("signer.key", signer + "\n")).exit_code == 0
    checked = ["log", "check-checkpoint", note]
    assert method(*checked, rows_file, "--key", key).exit_code == 0
    assert method(*checked, table("more.csv", ROWS + "演示丁市,3\n"), "--key", key).exit_code == 0
    assert method(*checked, table("other.csv", ROWS.replace("甲", "戊")), "--key", key).exit_code == 1
    assert method(*checked, table("fewer.csv", ROWS[:-8]), "--key", key).exit_code == 1
    stranger = new_key("example.org", secret=bytes([1] * 32))[1]
    done = method(*checked, rows_file, "--key", stranger)
    assert (done.exit_code, "the signature is not proven" in done.stderr) == (1, True)
