"""One character changed anywhere, and verification fails and names the entry (4.13). On the carried sample."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner

from fivefold.claim.postings.checking import check_file, sentence
from fivefold.claim.postings.textcheck import compare_text
from fivefold.documents.reading import docx_text, pdf_attachment, pdf_text
from fivefold.project.verify_command import verify

SAMPLES = Path(__file__).parents[3] / "docs" / "samples"
KEY = (SAMPLES / "key.txt").read_text().strip()
FILES = {name: (SAMPLES / f"list.{name}").read_bytes() for name in ("json", "docx", "pdf")}
DATA = json.loads(FILES["json"])["posting"]
PLACE = 41
ENTRY = DATA["entries"][PLACE]
NAMED = f"{ENTRY['region']['name']}，{ENTRY['project']['name']}"


def said(outcome, language="zh"):
    return [sentence(one, language) for one in outcome.findings]


def edited_docx(old, new):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES["docx"])) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "word/document.xml":
                assert content.count(old.encode()) == 1
                content = content.replace(old.encode(), new.encode())
            target.writestr(member, content)
    return out.getvalue()


def unique_unit():
    """A unit that stands on the list once, with its place."""
    units = [entry["lead_unit"] for entry in DATA["entries"]]
    return next((place, unit) for place, unit in enumerate(units) if units.count(unit) == 1)


def test_a_pdf_carries_its_own_bundle():
    outcome = check_file("list.pdf", FILES["pdf"], key=KEY)
    assert (outcome.state, outcome.status) == ("partial", 3)
    assert json.loads(pdf_attachment(FILES["pdf"], "fivefold-bundle.json"))["rendered"] is None
    assert "整个文件的摘要" in "".join(sentence(one, "zh") for one in outcome.not_checked)


def test_the_checkpoint_printed_on_the_documents_connects_to_the_bundle():
    printed = json.loads(pdf_attachment(FILES["pdf"], "fivefold-bundle.json"))["proof"]["checkpoint"]
    assert printed == (SAMPLES / "checkpoint.txt").read_text()
    outcome = check_file("list.json", FILES["json"], key=KEY, checkpoint=printed)
    assert outcome.state == "verified"
    assert any("只增不改" in sentence(one, "zh") for one in outcome.checked)


@pytest.mark.parametrize(
    ("field", "value"), [("lead_unit", "伍"), ("basis", "none"), ("output", "。"), ("seq", 43)]
)
def test_one_character_changed_in_the_json_names_the_entry(field, value):
    """4.13: one character changed in the JSON: verification fails and names the entry."""
    bundle = json.loads(FILES["json"])
    bundle["posting"]["entries"][PLACE][field] = value
    outcome = check_file("list.json", json.dumps(bundle).encode(), key=KEY)
    seq = value if field == "seq" else 42
    assert outcome.status == 1
    assert said(outcome) == [f"第42条被改动：序号{seq}，{NAMED}"]


def test_one_character_changed_in_the_head_names_the_field():
    bundle = json.loads(FILES["json"])
    bundle["posting"]["document_number"] = "演示〔2026〕7号"
    outcome = check_file("list.json", json.dumps(bundle).encode(), key=KEY)
    assert said(outcome) == ["表头“发文字号”被改动、添加或删去"]


def test_one_character_changed_in_the_docx_names_the_entry():
    """4.13: one character changed in the docx: verification fails and names the entry."""
    place, unit = unique_unit()
    entry = DATA["entries"][place]
    altered = edited_docx(unit, unit[:-1] + "伍")
    outcome = check_file("list.docx", altered, bundle=FILES["json"], key=KEY)
    assert outcome.status == 1
    whole, named = said(outcome)
    assert whole == "文件“list.docx”不是存证的文件，或已被改动"
    start = f"文件中第{entry['seq']}条（{entry['region']['name']}，{entry['project']['name']}）被改动，文件此处为“"
    assert named.startswith(start)
    assert unit[:-1] + "伍" in named


def test_wording_changed_outside_the_list_is_found_by_the_digest():
    altered = edited_docx("现将认领情况张榜公布", "现将认领情况张榜公示")
    outcome = check_file("list.docx", altered, bundle=FILES["json"], key=KEY)
    assert said(outcome) == ["文件“list.docx”不是存证的文件，或已被改动"]


def test_a_number_changed_at_the_head_of_a_document_is_named():
    altered = edited_docx("演示〔2026〕1号", "演示〔2026〕9号")
    outcome = check_file("list.docx", altered, bundle=FILES["json"], key=KEY)
    assert "文件开头的“发文字号”与榜单不一致" in said(outcome)


@pytest.mark.parametrize("source", ["docx", "pdf"])
def test_rows_removed_added_moved_or_altered_in_a_text_are_named(source):
    """4.13: the text of both documents is compared row by row."""
    text = docx_text(FILES["docx"]) if source == "docx" else "\n".join(pdf_text(FILES["pdf"]))
    text = "".join(text.split())
    rows = ["".join(map(str, _cells(entry))) for entry in DATA["entries"]]
    assert compare_text(text, DATA) == ()

    def codes(changed):
        return [(r.code.rpartition(".")[2], r.params.get("seq")) for r in compare_text(changed, DATA)]

    assert codes(text.replace(rows[5], "")) == [("removed", "6")]
    assert codes(text.replace(rows[5], rows[5] + "97某省某市某类某项目某单位")) == [("added", None)]
    assert codes(text.replace(rows[95], rows[95] + "97某省某市某类某项目某单位")) == [("added", None)]
    assert codes(text.replace(rows[5], rows[5].replace("演示", "演市", 1))) == [("altered", "6")]
    swapped = text.replace(rows[6] + rows[7], rows[7] + rows[6])
    assert swapped != text
    assert codes(swapped) in ([("moved", "7")], [("moved", "8")])
    assert codes(text.replace(rows[6], "").replace(rows[40], rows[40] + rows[6])) == [("moved", "7")]


def _cells(entry):
    remark = f"（由{entry['filed_by']}代报）" if entry["filed_by"] else ""
    named = [entry[name]["name"] for name in ("class", "project")]
    return (
        entry["seq"],
        entry["province"]["name"],
        entry["region"]["name"] + remark,
        *named,
        entry["lead_unit"],
    )


def test_a_document_without_the_list_says_so():
    assert [r.code for r in compare_text("别的文件", DATA)] == ["claim.postings.text.no_list"]


def test_the_command_answers_in_both_languages_with_the_verifiers_exit_codes(tmp_path):
    run = CliRunner().invoke
    good = run(verify, [str(SAMPLES / "list.json"), "--key", KEY])
    assert good.exit_code == 0
    assert good.output.startswith("核验通过")
    whole = run(verify, [str(SAMPLES / "list.docx"), "--bundle", str(SAMPLES / "list.json"), "--lang", "en"])
    assert (whole.exit_code, whole.output.splitlines()[0]) == (0, "Verified: the content is what was sealed")
    assert run(verify, [str(SAMPLES / "list.docx")]).exit_code == 2
    (tmp_path / "bad.json").write_bytes(FILES["json"].replace(unique_unit()[1].encode(), "伪造".encode()))
    bad = run(verify, [str(tmp_path / "bad.json"), "--json"])
    answer = json.loads(bad.output)
    assert (bad.exit_code, answer["state"], answer["findings"][0]["code"]) == (1, "altered", "entry.altered")


@pytest.mark.parametrize("name", ["json", "pdf"])
def test_the_command_refuses_a_blank_key_and_takes_the_right_one(name):
    run = CliRunner().invoke
    blank = run(verify, [str(SAMPLES / f"list.{name}"), "--key", ""])
    assert blank.exit_code == 2
    assert "  - 给出的公钥是空的：请从发布单位另行取得公钥" in blank.output.splitlines()
    assert run(verify, [str(SAMPLES / f"list.{name}"), "--key", KEY]).exit_code == {"json": 0, "pdf": 3}[name]


def test_without_text_only_digests_are_compared():
    bundle = str(SAMPLES / "list.json")
    answer = CliRunner().invoke(
        verify, [str(SAMPLES / "list.pdf"), "--bundle", bundle, "--no-text", "--key", KEY]
    )
    assert answer.exit_code == 0
    assert "电子文件中的文字：只核对整个文件的摘要" in answer.output


def test_the_command_needs_neither_settings_nor_a_database():
    code = "import sys; from fivefold.project.cli import main; sys.modules['django.db'] = None; main()"
    ran = subprocess.run(
        [sys.executable, "-c", code, "verify", str(SAMPLES / "list.pdf"), "--key", KEY],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": "src", "PATH": "/usr/bin"},
    )
    assert (ran.returncode, ran.stdout.split("：")[0]) == (3, "尚未证实"), ran.stderr


@pytest.mark.parametrize("data", [b"", b"{}", b"%PDF-1.7 nothing", b"PK\x03\x04 nothing", b"\xff\xfe\x00"])
def test_rubbish_is_unclear_and_never_an_error(data):
    assert check_file("x", data).status == 2


def test_a_byte_order_mark_that_an_editor_wrote_changes_nothing(tmp_path):
    for name in ("list.json", "checkpoint.txt"):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + (SAMPLES / name).read_bytes())
    run = CliRunner().invoke
    for file in ("list.json", "list.docx"):
        answers = []
        for folder in (SAMPLES, tmp_path):
            own = folder if file == "list.json" else SAMPLES
            bundle = ["--bundle", str(folder / "list.json")] if file == "list.docx" else []
            given = ["--key", KEY, "--checkpoint", str(folder / "checkpoint.txt"), *bundle]
            answers.append(run(verify, [str(own / file), *given]))
        assert [one.exit_code for one in answers] == [0, 0]
        assert answers[0].output == answers[1].output


def spoiled():
    """Damaged documents that still begin as what they are called."""
    place = FILES["docx"].index(b"word/document.xml") + 2000
    flip = bytes([FILES["docx"][place] ^ 0xFF])
    pages = FILES["pdf"].index(b"/Kids")
    with zipfile.ZipFile(io.BytesIO(FILES["docx"])) as package:
        end = package.read("word/document.xml").decode()[-30:]
    return {
        "flipped.docx": FILES["docx"][:place] + flip + FILES["docx"][place + 1 :],
        "broken.docx": edited_docx(end, "<"),
        "circle.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n",
        "cut.pdf": FILES["pdf"][:pages],
    }


@pytest.mark.parametrize("name", spoiled())
def test_a_damaged_document_is_said_to_be_unreadable_and_never_an_error(name, tmp_path):
    """With its bundle the digest says that it is another file; alone nothing can be told."""
    (tmp_path / name).write_bytes(spoiled()[name])
    run = CliRunner().invoke
    alone = run(verify, [str(tmp_path / name), "--key", KEY, "--json"])
    assert alone.exit_code == 2
    codes = [one["code"] for one in json.loads(alone.output)["findings"]]
    assert codes == ["claim.postings.check.unread_text", "unclear.alone"]
    with_bundle = run(verify, [str(tmp_path / name), "--bundle", str(SAMPLES / "list.json"), "--json"])
    assert with_bundle.exit_code == 1
    codes = [one["code"] for one in json.loads(with_bundle.output)["findings"]]
    assert codes == ["file.altered", "claim.postings.check.unread_text"]


def overlaid(data):
    """The pdf with a white box drawn over its first page; not a letter of the text changes."""
    pdf = pdfium.PdfDocument(data)
    page = pdf[0]
    box = pdfium.raw.FPDFPageObj_CreateNewRect(60, 100, 480, 600)
    pdfium.raw.FPDFPageObj_SetFillColor(box, 255, 255, 255, 255)
    pdfium.raw.FPDFPath_SetDrawMode(box, pdfium.raw.FPDF_FILLMODE_WINDING, 0)
    pdfium.raw.FPDFPage_InsertObject(page, box)
    page.gen_content()
    return written(pdf)


def shortened(data):
    """The pdf without its last page."""
    pdf = pdfium.PdfDocument(data)
    pdf.del_page(len(pdf) - 1)
    return written(pdf)


def written(pdf):
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


BENT_FILES = {"overlaid": overlaid, "one byte more": lambda data: data + b" "}


@pytest.mark.parametrize("bend", BENT_FILES)
def test_a_pdf_alone_is_never_said_to_be_verified(bend, tmp_path):
    """A picture laid over a row and a byte at the end leave the text: alone it is partial, with the bundle altered."""
    bent = BENT_FILES[bend](FILES["pdf"])
    assert bent != FILES["pdf"]
    (tmp_path / "list.pdf").write_bytes(bent)
    run = CliRunner().invoke
    alone = run(verify, [str(tmp_path / "list.pdf"), "--key", KEY])
    assert (alone.exit_code, alone.output.splitlines()[0]) == (
        3,
        "尚未证实：文字与文件所附榜单一致，但文件本身未与存证日志核对，请另取该榜单的存证包（JSON）再核验",
    )
    bundle = ["--bundle", str(SAMPLES / "list.json"), "--key", KEY]
    with_bundle = run(verify, [str(tmp_path / "list.pdf"), *bundle])
    assert with_bundle.exit_code == 1
    assert "文件“list.pdf”不是存证的文件，或已被改动" in with_bundle.output
    assert run(verify, [str(SAMPLES / "list.pdf"), *bundle]).exit_code == 0


def test_a_pdf_alone_whose_text_is_not_compared_proves_nothing():
    outcome = check_file("list.pdf", FILES["pdf"], key=KEY, text=False)
    assert (outcome.status, [one.code for one in outcome.findings]) == (2, ["unclear.alone"])


def test_a_pdf_without_a_page_is_not_partial_either():
    outcome = check_file("list.pdf", shortened(FILES["pdf"]), key=KEY)
    assert outcome.status in (1, 2)


def test_a_document_with_the_bundle_that_a_pdf_carries_is_not_proven():
    """The carried bundle holds no record of documents: neither docx nor pdf is proven by it."""
    carried = pdf_attachment(FILES["pdf"], "fivefold-bundle.json")
    for name in ("docx", "pdf"):
        outcome = check_file(f"list.{name}", FILES[name], bundle=carried, key=KEY)
        assert (outcome.status, [one.code for one in outcome.findings]) == (2, ["unclear.file"])


def test_a_tampered_proof_of_growth_in_the_sample_is_found():
    """Every hash of it, without an older checkpoint."""
    bundle = json.loads(FILES["json"])
    for proof in bundle["consistency"]:
        for place, kept in enumerate(proof["path"]):
            proof["path"][place] = ("B" if kept[0] == "A" else "A") + kept[1:]
            outcome = check_file("list.json", json.dumps(bundle).encode(), key=KEY)
            assert (outcome.status, [one.code for one in outcome.findings]) == (1, ["growth.altered"])
            proof["path"][place] = kept
    assert bundle["consistency"][0]["path"]
