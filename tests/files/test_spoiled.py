import re
from pathlib import Path

import pytest

from files import spoiling
from files.outcomes import SPOILED, case, outcome
from files.packages import relations, sheet_xml, xlsx_parts, zipped
from fivefold.files.inspect import inspect
from fivefold.files.kinds import EVIDENCE, Kind, Limits
from fivefold.files.refusal import UploadRefused
from fivefold.files.sandbox import run
from fivefold.method.reason import Reason, speak

CONTAINED = Limits(cpu=20, wall=40.0, memory=1 << 30)


@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda spoiled: spoiled.name)
def test_each_spoiled_file_gets_its_reason_at_its_cell(spoiled):
    found = outcome(spoiled)
    assert (found.errors, found.notes) == (spoiled.expect, spoiled.notes)
    if spoiled.cell:
        assert found.cells == {spoiled.cell}


def test_the_page_about_uploads_counts_as_the_code_does():
    refused = sum(bool(spoiled.expect) for spoiled in SPOILED)
    noted = sum(bool(spoiled.notes) and not spoiled.expect for spoiled in SPOILED)
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "uploads.md").read_text(encoding="utf-8")
    said = re.search(
        r"builds (\d+) files: (\d+) must be refused.*?; (\d+)\s+must .* note, (\d+) without", page, re.DOTALL
    )
    silent = len(SPOILED) - refused - noted
    assert said is not None
    assert [int(figure) for figure in said.groups()] == [len(SPOILED), refused, noted, silent]


def test_a_shared_text_too_long_is_refused_without_a_cell():
    shared = f"<sst><si><t>{spoiling.long_text(40_000)}</t></si></sst>".encode()
    with pytest.raises(UploadRefused) as refusal:
        inspect(spoiling.xlsx(xl__sharedStrings_xml=shared), "表.xlsx", allow=EVIDENCE)
    assert [reason.code for reason in refusal.value.reasons] == ["files.cell_too_long"]


def test_names_of_spoiled_files_are_unique():
    assert len({spoiled.name for spoiled in SPOILED}) == len(SPOILED) >= 40


def test_an_edition_that_is_not_ours_can_be_seen():
    read = outcome(case("wrong edition")).read
    assert read.meta["edition"] == "1999"
    assert len(read.meta["keys_sha256"]) == 64


def test_formula_text_stays_text():
    read = outcome(case("formula as text")).read
    assert [row.values["note"] for row in read.rows] == ["=HYPERLINK(1)"]


@pytest.mark.parametrize(
    "name",
    [
        "zip bomb by ratio",
        "zip of 130 MiB",
        "zip of many entries",
        "billion laughs",
        "sheet of 17 thousand million cells",
        "cell of 10 MB",
        "CSV cell of 10 MB",
        "50 MB file",
        "pixel flood",
        "both sizes lie",
    ],
)
def test_inspection_is_bounded_in_time_and_memory(name):
    """The child has 20 s of processor time and 1 GiB of memory; it must answer with the named reason."""
    spoiled = case(name)
    data = spoiled.build()
    with pytest.raises(UploadRefused) as caught:
        run(_inspected, data, spoiled.filename, limits=CONTAINED)
    assert {reason.code for reason in caught.value.reasons} == spoiled.expect


@pytest.mark.parametrize("name", [item.name for item in SPOILED if item.name.startswith("million opened")])
def test_a_part_of_opened_tags_is_searched_once(name):
    """Searched again from each tag it would take many times the 20 s of processor time that the child has."""
    spoiled = case(name)
    assert run(_inspected, spoiled.build(), spoiled.filename, limits=CONTAINED).code == "files.empty"


def test_too_many_merged_ranges_name_their_sheet_and_the_limit():
    (reason,) = outcome(case("2,001 merged ranges")).reasons
    assert dict(reason.params) == {"sheet": "填报表", "count": 2001, "limit": 2000}
    assert inspect(spoiling.merged(2000), "表.xlsx", allow=EVIDENCE).kind is Kind.XLSX


def test_a_sheet_that_its_workbook_does_not_name_is_called_by_its_part():
    parts = xlsx_parts(sheet_xml('<mergeCell ref="A1:B1"/>' * 2001)) | {
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/other.xml", ""))
    }
    with pytest.raises(UploadRefused) as caught:
        inspect(zipped(parts), "表.xlsx", allow=EVIDENCE)
    assert caught.value.reasons[0].params["sheet"] == "xl/worksheets/sheet1.xml"


def _inspected(data: bytes, name: str) -> Reason:
    return Reason.of("files.empty") if inspect(data, name, allow=EVIDENCE) else Reason.of("files.unreadable")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_reason_is_a_sentence_in_both_languages(language):
    for spoiled in SPOILED:
        for reason in outcome(spoiled).reasons:
            assert not set("{}") & set(speak(reason, language)), reason
