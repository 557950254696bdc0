"""The fictional nation: real in shape, fictional in every name and code, the same each time."""

import re
from collections import Counter

import pytest
from pack_copies import SHIYU

from fivefold.packs.fictional import LABEL, SMALLEST, capacity, fictional_areas
from fivefold.packs.loader import load_pack
from fivefold.packs.placing import classify_register
from fivefold.packs.register import read_register, write_register


@pytest.fixture(scope="module")
def pack():
    return load_pack(SHIYU)


@pytest.fixture(scope="module")
def real(pack):
    return read_register(SHIYU / "register" / "areas.csv", pack.classify.facts)[0]


@pytest.mark.parametrize(
    ("regions", "classes"),
    [
        (416, {"class-1": 32, "class-2": 298, "class-3": 86}),
        (4160, {"class-1": 320, "class-2": 2980, "class-3": 860}),
        (SMALLEST, {"class-1": 28, "class-2": 23, "class-3": 13}),
    ],
)
def test_shape(pack, regions, classes):
    rows = fictional_areas(regions)
    assert len(rows) == regions + 32
    found = classify_register(pack, rows)
    assert found.counts() == classes
    assert len(found.of_outcome("excluded")) == 32
    tops = {row.code: row for row in rows if row.level == "province"}
    assert Counter(row.kind for row in tops.values()) == {"省": 28, "直辖市": 4}
    capitals = [row for row in rows if row.facts["provincial_capital"] == "1"]
    assert len({row.parent_code for row in capitals}) == len(capitals) == 28
    below = Counter(row.parent_code for row in rows if row.parent_code)
    assert set(below) == set(tops)


@pytest.mark.parametrize("regions", [416, 4160])
def test_names_are_unique_and_name_no_real_place(real, regions):
    """Decision 1: every name says 演示; no name holds the name of a real division."""
    rows = fictional_areas(regions)
    assert len({row.name for row in rows}) == len({row.code for row in rows}) == len(rows)
    endings = "(省|自治区|特别行政区|市|自治州|地区|盟|区|自治县|县|林区)$"
    stems = {stem for row in real if len(stem := re.sub(endings, "", row.name)) > 1}
    assert "青岛" in stems
    text = "\n".join(row.name.removeprefix("演示") for row in rows)
    assert [stem for stem in stems if stem in text] == []
    assert all(row.name.startswith("演示") for row in rows)


def test_codes_are_of_no_real_area_and_labelled(real):
    rows = fictional_areas()
    assert all(re.fullmatch("9[0-9]{5}", row.code) for row in rows)
    assert not {row.code for row in rows} & {row.code for row in real}
    assert not [row.code for row in real if row.code.startswith("9")]
    assert {(row.code_origin, row.source, row.note) for row in rows} == {("自拟", LABEL, LABEL)}


def test_the_same_arguments_give_the_same_nation(pack):
    assert fictional_areas(100) == fictional_areas(100)
    assert fictional_areas(100) != fictional_areas(100, seed="another")
    written = (SHIYU / "demo" / "areas.csv").read_text(encoding="utf-8")
    assert written == write_register(fictional_areas(), pack.classify.facts)


@pytest.mark.parametrize("regions", [0, SMALLEST - 1, capacity() + 1])
def test_numbers_that_cannot_be(regions):
    with pytest.raises(ValueError, match=f"between {SMALLEST} and {capacity()} regions, not {regions}"):
        fictional_areas(regions)


def test_the_largest_nation():
    assert capacity() == 4342
    assert len({row.name for row in fictional_areas(capacity())}) == capacity() + 32
