"""One character changed anywhere, and verification fails and names the entry (4.13)."""

import io
import json
import subprocess
import sys
import zipfile

import pytest
from click.testing import CliRunner

from claim.postings.posted import posted_with_documents
from fivefold.claim.postings.checking import check_file, sentence
from fivefold.claim.postings.queries import list_of
from fivefold.claim.postings.textcheck import compare_text
from fivefold.documents.reading import docx_text, pdf_attachment, pdf_text
from fivefold.files.store import read
from fivefold.ledger import reading
from fivefold.ledger.keys import public_key
from fivefold.ledger.models import Entry
from fivefold.lifecycle.origin import origin_of
from fivefold.project.verify_command import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting(nation):
    return posted_with_documents(nation)


@pytest.fixture
def files(posting):
    """Bundle, docx and pdf of the posting."""
    return {name: read(getattr(posting, f"{name}_file")) for name in ("bundle", "docx", "pdf")}


def said(outcome, language="zh"):
    return [sentence(one, language) for one in outcome.findings]


def edited_docx(data, old, new):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "word/document.xml":
                assert content.count(old.encode()) >= 1
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(member, content)
    return out.getvalue()


def test_everything_that_was_posted_verifies(files):
    """4.13: bundle, docx and pdf verify with the log's key; the text of the documents is the list."""
    key = public_key()
    bundle = check_file("list.json", files["bundle"], key=key)
    assert (bundle.state, bundle.status, said(bundle)) == ("verified", 0, [])
    for name in ("docx", "pdf"):
        outcome = check_file(f"list.{name}", files[name], bundle=files["bundle"], key=key)
        assert (outcome.state, said(outcome)) == ("verified", [])
        checked = [sentence(one, "zh") for one in outcome.checked]
        assert "文件文字与榜单逐条比对一致（5条）" in checked
        assert f"文件“list.{name}”与存证一致" in checked


def test_a_pdf_carries_its_own_bundle(files):
    outcome = check_file("list.pdf", files["pdf"], key=public_key())
    assert outcome.state == "verified"
    carried = json.loads(pdf_attachment(files["pdf"], "fivefold-bundle.json"))
    assert carried["rendered"] is None
    assert "整个文件的摘要" in "".join(sentence(one, "zh") for one in outcome.not_checked)


def test_the_checkpoint_printed_on_the_documents_connects_to_the_bundle(files):
    printed = json.loads(pdf_attachment(files["pdf"], "fivefold-bundle.json"))["proof"]["checkpoint"]
    outcome = check_file("list.json", files["bundle"], key=public_key(), checkpoint=printed)
    assert outcome.state == "verified"
    assert any("只增不改" in sentence(one, "zh") for one in outcome.checked)


@pytest.mark.parametrize(
    ("field", "value"),
    [("lead_unit", "乙市演示牵头单伍"), ("basis", "breakthrough"), ("output", "演示经验。")],
)
def test_one_character_changed_in_the_json_names_the_entry(posting, files, field, value):
    """4.13: one character changed in the JSON: verification fails and names the entry."""
    bundle = json.loads(files["bundle"])
    assert bundle["posting"]["entries"][2]["region"]["name"] == "乙市"
    bundle["posting"]["entries"][2][field] = value
    outcome = check_file("list.json", json.dumps(bundle).encode(), key=public_key())
    project = bundle["posting"]["entries"][2]["project"]["name"]
    assert outcome.status == 1
    assert said(outcome) == [f"第3条被改动：序号3，乙市，{project}"]


def test_one_character_changed_in_the_head_names_the_field(files):
    bundle = json.loads(files["bundle"])
    bundle["posting"]["document_number"] = "演示〔2026〕7号"
    outcome = check_file("list.json", json.dumps(bundle).encode(), key=public_key())
    assert said(outcome) == ["表头“发文字号”被改动、添加或删去"]


def test_one_character_changed_in_the_docx_names_the_entry(posting, files):
    """4.13: one character changed in the docx: verification fails and names the entry."""
    altered = edited_docx(files["docx"], "乙市演示牵头单位", "乙市演示牵头单伍")
    outcome = check_file("list.docx", altered, bundle=files["bundle"], key=public_key())
    entry = list_of(posting)["entries"][2]
    found = f"3演示省乙市第二类地区{entry['project']['name']}乙市演示牵头单伍"
    assert outcome.status == 1
    assert said(outcome) == [
        "文件“list.docx”不是存证的文件，或已被改动",
        f"文件中第3条（乙市，{entry['project']['name']}）被改动，文件此处为“{found}”",
    ]


def test_one_character_changed_in_the_pdf_names_the_entry(nation, posting, files, monkeypatch):
    """4.13: one character changed in the pdf: verification fails and names the entry."""
    from fivefold.claim.postings import rendering, rows

    honest = rows.cells
    monkeypatch.setattr(
        rows, "cells", lambda entry: tuple(c.replace("丁区演示", "丁区伪造") for c in honest(entry))
    )
    proof = json.loads(pdf_attachment(files["pdf"], "fivefold-bundle.json"))["proof"]
    forged = rendering.render(posting, proof).pdf
    monkeypatch.undo()
    project = list_of(posting)["entries"][4]["project"]["name"]
    alone = check_file("list.pdf", forged, key=public_key())
    beside = check_file("list.pdf", forged, bundle=files["bundle"], key=public_key())
    named = (
        f"文件中第5条（丁区，{project}）被改动，文件此处为“5示例市丁区第三类地区{project}丁区伪造牵头单位”"
    )
    assert said(alone) == [named]
    assert said(beside) == ["文件“list.pdf”不是存证的文件，或已被改动", named]
    assert (alone.status, beside.status) == (1, 1)


def test_a_row_removed_added_or_moved_in_a_document_is_named(posting, files):
    text = docx_text(files["docx"])
    data = list_of(posting)
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("1\t"))
    codes = lambda changed: [r.code for r in compare_text("\n".join(changed), data)]  # noqa: E731 - used thrice
    assert codes(lines) == []
    assert codes([*lines[:start], *lines[start + 1 :]]) == ["claim.postings.text.removed"]
    extra = "6\t演示省\t戊市\t第二类地区\t某项目\t某单位"
    assert codes([*lines[: start + 5], extra, *lines[start + 5 :]]) == ["claim.postings.text.added"]
    swapped = [*lines[:start], lines[start + 1], lines[start], *lines[start + 2 :]]
    assert codes(swapped) == ["claim.postings.text.removed", "claim.postings.text.added"] or codes(swapped)
    assert codes([line.replace("〔2026〕1号", "〔2026〕2号") for line in lines]) == [
        "claim.postings.text.head"
    ]


def test_a_row_changed_in_the_log_or_the_list_is_found(nation, posting):
    """4.13: a character changed in a database row of the log is found by its index."""
    origin = origin_of(nation.programme)
    assert list(reading.damage(origin)) == []
    row = Entry.objects.get(pk=posting.issue_entry_id)
    Entry.objects.filter(pk=row.pk).update(leaf=row.leaf.replace('"number":1', '"number":2'))
    assert list(reading.damage(origin)) == [row.index]


def test_a_list_changed_in_the_database_does_not_match_its_leaf(posting, client):
    """4.13: a list altered in the database fails against the leaf that sealed it, and the entry is named."""
    from fivefold.claim.postings.bundles import bundle_bytes
    from fivefold.ledger.proofs import proof_of

    altered = json.loads(posting.canonical.replace("丁区演示", "丁区某某"))
    forged = bundle_bytes(altered, proof_of(posting.issue_entry_id, posting.issued_at))
    outcome = check_file("list.json", forged, key=public_key())
    assert said(outcome) == [f"第5条被改动：序号5，丁区，{altered['entries'][4]['project']['name']}"]


def test_the_command_answers_in_both_languages_with_the_verifiers_exit_codes(files, tmp_path):
    for name, ending in (("bundle", "json"), ("docx", "docx"), ("pdf", "pdf")):
        (tmp_path / f"list.{ending}").write_bytes(files[name])
    run = CliRunner().invoke
    good = run(verify, [str(tmp_path / "list.json"), "--key", public_key()])
    assert good.exit_code == 0
    assert good.output.startswith("核验通过")
    whole = run(
        verify, [str(tmp_path / "list.docx"), "--bundle", str(tmp_path / "list.json"), "--lang", "en"]
    )
    assert (whole.exit_code, whole.output.splitlines()[0]) == (0, "Verified: the content is what was sealed")
    assert run(verify, [str(tmp_path / "list.docx")]).exit_code == 2
    (tmp_path / "bad.json").write_bytes(files["bundle"].replace("乙市演示".encode(), "乙市伪造".encode()))
    bad = run(verify, [str(tmp_path / "bad.json"), "--json"])
    answer = json.loads(bad.output)
    assert (bad.exit_code, answer["state"], answer["findings"][0]["code"]) == (1, "altered", "entry.altered")


def test_the_command_needs_neither_settings_nor_a_database(files, tmp_path):
    (tmp_path / "list.pdf").write_bytes(files["pdf"])
    code = "import sys; from fivefold.project.cli import main; sys.modules['django.db'] = None; main()"
    ran = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code, "verify", str(tmp_path / "list.pdf"), "--key", public_key()],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": "src", "PATH": "/usr/bin"},
    )
    assert (ran.returncode, ran.stdout.split("：")[0]) == (0, "核验通过"), ran.stderr


@pytest.mark.parametrize("data", [b"", b"{}", b"%PDF-1.7 nothing", b"PK\x03\x04 nothing", b"\xff\xfe\x00"])
def test_rubbish_is_unclear_and_never_an_error(data):
    assert check_file("x", data).status == 2


def test_pdf_text_is_complete(posting, files):
    text = "".join("".join(pdf_text(files["pdf"])).split())
    assert posting.digest in text
    assert "演示数据" in text
