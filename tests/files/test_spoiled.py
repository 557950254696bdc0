import pytest

from files.outcomes import SPOILED, case, outcome
from fivefold.files.inspect import inspect
from fivefold.files.kinds import EVIDENCE, Limits
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


def _inspected(data: bytes, name: str) -> Reason:
    return Reason.of("files.empty") if inspect(data, name, allow=EVIDENCE) else Reason.of("files.unreadable")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_reason_is_a_sentence_in_both_languages(language):
    for spoiled in SPOILED:
        for reason in outcome(spoiled).reasons:
            assert not set("{}") & set(speak(reason, language)), reason
