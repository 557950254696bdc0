from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.create.errors import FigureError
from fivefold.method.create.originality import fingerprints, near_duplicates, overlap
from fivefold.method.create.originality import pairs as module
from fivefold.method.create.originality.text import kept
from fivefold.method.reason import speak

CASE = "网格员每天上门走访，发现邻里矛盾及时登记，小事当场调解，大事上报街道，月底回访当事人。"
OTHER = "社区在每栋楼设立议事角，居民轮流主持，议题由大家提出，结果张贴在门厅，接受监督。"
HALF = "我县推行新办法：" + CASE[:22] + "。同时建立台账，逐件销号。"
texts = st.text(st.sampled_from("甲乙丙，"), max_size=50)


def letters(text):
    return "".join(map(chr, kept([text])[0].tolist()))


def longest_from(first, second, place):
    length = 0
    while place + length < len(second) and second[place : place + length + 1] in first:
        length += 1
    return length


def passages_by_hand(first, second, least=15):
    found, place = [], 0
    while place < len(second):
        length = longest_from(first, second, place)
        if length >= least:
            found.append(second[place : place + length])
            place += length
        else:
            place += 1
    return found


def test_copied_passages_are_shown_where_they_stand():
    found = overlap(CASE, HALF)
    assert [passage.text for passage in found.passages] == ["网格员每天上门走访，发现邻里矛盾及时登记，小"]
    one = found.passages[0]
    assert CASE[slice(*one.first)] == HALF[slice(*one.second)] == one.text
    assert one.length == 20
    assert found.share == Fraction(20, len(letters(HALF)))
    assert overlap(CASE, OTHER).passages == ()
    assert overlap("", "，").share == 0


@given(texts, texts, st.integers(8, 20))
def test_passages_equal_those_found_by_hand(first, second, least):
    found = overlap(first, second, least)
    assert [letters(one.text) for one in found.passages] == passages_by_hand(
        letters(first), letters(second), least
    )
    for one in found.passages:
        assert letters(first[slice(*one.first)]) == letters(one.text)


def test_near_duplicates_are_grouped_through_a_third():
    bridge = CASE + OTHER
    texts_by_name = {
        "丙": bridge,
        "甲": CASE,
        "乙": OTHER,
        "丁": "完全不同的一段文字说明道路硬化与绿化工程进展情况",
        "戊": "短。",
    }
    found = near_duplicates(texts_by_name)
    assert found.groups == (("丙", "乙", "甲"),)
    assert [(pair.first, pair.second) for pair in found.pairs] == [("丙", "乙"), ("丙", "甲")]
    assert [passage.text for passage in found.pairs[1].overlap.passages] == [CASE[:-1]]
    assert found.short == ("戊",)
    one = found.pairs[1]
    assert speak(one.reason, "zh") == f"丙与甲雷同：较短一篇的{one.of}个指纹中有{one.shared}个相同"
    assert near_duplicates(texts_by_name, passages=False).pairs[0].overlap is None


def test_short_texts_that_are_the_same_are_found():
    assert near_duplicates({"一": "路灯坏了三天没人修", "二": "路灯 坏了，三天没人修！"}).groups == (
        ("一", "二"),
    )


@pytest.mark.parametrize("chunk", [1, 100, 64_000])
def test_the_size_of_a_chunk_plays_no_part(monkeypatch, chunk):
    named = {str(place): text for place, text in enumerate([CASE, OTHER, HALF, CASE[5:], "", OTHER + "好"])}
    whole = near_duplicates(named, fewest=1)
    monkeypatch.setattr(module, "_CHUNK", chunk)
    assert near_duplicates(named, fewest=1) == whole
    assert whole.groups == (("0", "2", "3"), ("1", "5"))


def test_a_crowd_of_copies_stays_one_group(monkeypatch):
    named = {f"{place:02d}": f"{chr(0x4E00 + place)}{CASE}" for place in range(40)}
    assert near_duplicates(named, passages=False).groups == (tuple(sorted(named)),)
    few = near_duplicates(named, passages=False)
    monkeypatch.setattr(module, "_CROWD", 40)
    all_pairs = near_duplicates(named, passages=False)
    assert all_pairs.groups == few.groups
    assert len(few.pairs) < len(all_pairs.pairs) == 40 * 39 // 2


@given(
    st.lists(texts, max_size=7),
    st.integers(1, 4),
    st.sampled_from([Fraction(1, 10), Fraction(1, 2), Fraction(1)]),
)
def test_pairs_equal_comparing_all_with_all(several, fewest, share):
    prints = [set((fingerprints([text])[0] >> 3).tolist()) for text in several]
    expected = [
        (one, other)
        for one, other in combinations(range(len(several)), 2)
        if (shared := len(prints[one] & prints[other]))
        and shared >= min(fewest, of := min(len(prints[one]), len(prints[other])))
        and shared >= share * of
    ]
    found = near_duplicates({str(place): text for place, text in enumerate(several)}, share, fewest)
    assert [(int(pair.first), int(pair.second)) for pair in found.pairs] == expected


@given(st.permutations([CASE, OTHER, HALF, CASE + OTHER]))
def test_the_order_of_the_texts_plays_no_part(several):
    named = {text[:9] + str(len(text)): text for text in several}
    assert near_duplicates(named) == near_duplicates(dict(sorted(named.items())))


@pytest.mark.parametrize(("share", "fewest"), [(Fraction(0), 3), (Fraction(11, 10), 3), (Fraction(1, 10), 0)])
def test_thresholds_that_let_all_or_nothing_pass_are_refused(share, fewest):
    assert near_duplicates({}, Fraction(1), 1).groups == ()
    with pytest.raises(FigureError):
        near_duplicates({"甲": CASE}, share, fewest)
