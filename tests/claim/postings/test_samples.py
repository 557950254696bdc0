"""The sample under docs/samples verifies, names an altered entry, and says that it is fictional."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fivefold.claim.postings.checking import check_file, sentence
from fivefold.documents.geometry import measure_pdf, worst
from fivefold.documents.reading import docx_text, pdf_text

SAMPLES = Path(__file__).parents[3] / "docs" / "samples"
KEY = (SAMPLES / "key.txt").read_text().strip()


def kept(name):
    return (SAMPLES / name).read_bytes()


def test_the_key_is_the_documented_throw_away_key():
    text = (SAMPLES.parent / "reference" / "verification.md").read_text()
    assert KEY in text


@pytest.mark.parametrize("name", ["list.json", "list.docx", "list.pdf"])
def test_each_file_verifies(name):
    """4.13: json, docx and pdf of the sample are as sealed."""
    bundle = None if name == "list.json" else kept("list.json")
    checkpoint = (SAMPLES / "checkpoint.txt").read_text()
    outcome = check_file(name, kept(name), bundle=bundle, key=KEY, checkpoint=checkpoint)
    assert (outcome.state, [sentence(one, "zh") for one in outcome.findings]) == ("verified", [])


def test_an_altered_character_is_named():
    """4.13: one character changed: verification fails and names the entry."""
    data = json.loads(kept("list.json"))
    entry = data["posting"]["entries"][41]
    entry["lead_unit"] += "。"
    outcome = check_file("list.json", json.dumps(data).encode(), key=KEY)
    place = f"第42条被改动：序号42，{entry['region']['name']}，{entry['project']['name']}"
    assert [sentence(one, "zh") for one in outcome.findings] == [place]


def test_it_is_labelled_and_names_no_real_region():
    data = json.loads(kept("list.json"))["posting"]
    assert data["label"] == "演示数据"
    assert all(entry["region"]["name"].startswith("演示") for entry in data["entries"])
    assert "演示数据" in "".join(pdf_text(kept("list.pdf")))
    assert "演示〔2026〕1号" in docx_text(kept("list.docx"))


def test_the_pdf_keeps_the_official_format_within_a_millimetre():
    assert abs(worst(measure_pdf(kept("list.pdf"))).deviation) <= 1


def test_the_present_program_makes_the_sample(tmp_path):
    """What is carried is what the program makes today: list, proofs, checkpoint and Word document to the byte.

    A machine that has the official faces makes another pdf, and so another digest of it; its words are the same.
    """
    made = subprocess.run([sys.executable, SAMPLES / "make.py", tmp_path], check=False, capture_output=True)
    assert made.returncode == 0, made.stderr.decode()
    for name in ("key.txt", "checkpoint.txt", "list.docx"):
        assert (tmp_path / name).read_bytes() == kept(name), name
    fresh, carried = json.loads((tmp_path / "list.json").read_bytes()), json.loads(kept("list.json"))
    assert (fresh["posting"], fresh["proof"]) == (carried["posting"], carried["proof"])
    assert pdf_text((tmp_path / "list.pdf").read_bytes()) == pdf_text(kept("list.pdf"))
