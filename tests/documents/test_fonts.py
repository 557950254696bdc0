import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from fivefold.documents.cmap import characters
from fivefold.documents.fonts import CARRIED, Role, StandIn, font_set, official_name
from fivefold.method.reason import Refused

RARE = "堃喆䶮㙦㛃㧐䲟䴙𫄧𨭉𪟝𬌗𬍛龘"


def faces() -> list[Path]:
    return sorted(CARRIED.glob("*/*.ttf"))


def test_the_carried_faces_are_those_listed():
    listed = dict(reversed(line.split()) for line in (CARRIED / "SHA256SUMS").read_text().splitlines())
    found = {str(f.relative_to(CARRIED)): hashlib.sha256(f.read_bytes()).hexdigest() for f in faces()}
    assert found == listed


def test_each_face_carries_its_licence():
    for face in faces():
        assert "SIL OPEN FONT LICENSE Version 1.1" in (face.parent / "LICENSE.txt").read_text()


@pytest.mark.parametrize("face", faces(), ids=lambda face: face.name)
def test_the_character_map_is_read_as_a_font_library_reads_it(face):
    assert characters(face) == set(TTFont(face, lazy=True).getBestCmap())


def test_a_collection_is_read_by_place(tmp_path, small_face):
    other = TTFont(small_face("另", "Another"))
    collection = TTCollection()
    collection.fonts = [TTFont(small_face("甲乙", "First")), other]
    collection.save(tmp_path / "two.ttc")
    assert characters(tmp_path / "two.ttc", 0) == {ord("甲"), ord("乙")}
    assert characters(tmp_path / "two.ttc", 1) == {ord("另")}


def test_what_is_no_font_is_named(tmp_path):
    (tmp_path / "not.ttf").write_bytes(b"MZ")
    with pytest.raises(ValueError, match=r"not\.ttf is not a font"):
        characters(tmp_path / "not.ttf")


def test_every_face_holds_gbk_and_rare_names():
    gbk = {bytes([a, b]) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF)}
    letters = {
        ord(c) for c in (pair.decode("gbk", "ignore") for pair in gbk) if len(c) == 1 and ord(c) > 0xFF
    }
    hanzi = {c for c in letters if 0x4E00 <= c <= 0x9FA5} | {ord(c) for c in RARE}
    assert len(hanzi) == 20902 + len([c for c in RARE if not 0x4E00 <= ord(c) <= 0x9FA5])
    for face in faces():
        assert hanzi <= characters(face)


def test_the_office_faces_win_and_are_no_stand_ins(small_face):
    folder = small_face("演示", "FangSong_GB2312").parent
    fonts = font_set(folder)
    assert fonts.check({Role.BODY: "演示"}) == ()
    assert fonts.faces[Role.BODY][0].family == "FangSong_GB2312"


def test_a_letter_the_office_face_lacks_is_reported(small_face):
    folder = small_face("演示", "FangSong_GB2312").parent
    found = font_set(folder).check({Role.BODY: "演示堃"})
    assert found == (StandIn(Role.BODY, "仿宋_GB2312", "Noto Serif SC", "堃"),)


def test_stand_ins_are_reported_by_role():
    found = font_set().check({Role.TITLE: "题", Role.SUBHEADING: "小"})
    assert [(item.role, item.official, item.face) for item in found] == [
        (Role.TITLE, "方正小标宋简体", "Noto Serif SC"),
        (Role.SUBHEADING, "楷体_GB2312", "Fivefold Kai"),
    ]
    assert official_name(Role.HEADING) == "黑体"


def test_a_character_that_nobody_has_is_refused_by_name():
    with pytest.raises(Refused) as caught:
        font_set().check({Role.BODY: "演示𱁬\U00030edd"})
    assert caught.value.reasons[0].code == "documents.missing_characters"
    assert "𰻝 (U+30EDD)" in caught.value.spoken("en")[0]
