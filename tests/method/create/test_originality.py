import random
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.create.errors import FigureError
from fivefold.method.create.originality import fingerprints, meetings, near_duplicates, overlap
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


def brute_force(several, fewest=3, share=Fraction(1, 10)):
    """Return one, other, shared of every pair that shares enough, comparing all with all."""
    prints = [set((fingerprints([text])[0] >> (len(several) - 1).bit_length()).tolist()) for text in several]
    return [
        (one, other, shared)
        for one, other in combinations(range(len(several)), 2)
        if (shared := len(prints[one] & prints[other]))
        and shared >= min(fewest, of := min(len(prints[one]), len(prints[other])))
        and shared >= share * of
    ]


def stock_texts(count, of=5, paragraphs=10, length=60):
    chance = random.Random(11)  # noqa: S311 - texts, no secrets
    stock = [
        "".join(chance.choices([chr(0x4E00 + n) for n in range(3000)], k=length)) for _ in range(paragraphs)
    ]
    return ["。".join(chance.sample(stock, of)) for _ in range(count)]


def as_found(grouping):
    return [(int(pair.first), int(pair.second), pair.shared) for pair in grouping.pairs]


def numbered(several):
    return {f"{place:03d}": text for place, text in enumerate(several)}


@pytest.mark.parametrize("block", [50, 4_000_000])
@pytest.mark.parametrize("share", [Fraction(1, 10), Fraction(3, 5), Fraction(1)])
def test_texts_of_stock_paragraphs_equal_comparing_all_with_all(monkeypatch, share, block):
    monkeypatch.setattr(meetings, "_BLOCK", block)
    several = stock_texts(100)
    found = near_duplicates(numbered(several), share, passages=False)
    assert as_found(found) == brute_force(several, share=share)
    assert found.reasons == ()


def test_a_phrase_that_all_use_hides_no_copy_and_makes_no_pair():
    boilerplate, own = "按照统一部署扎实推进各项工作取得明显成效。", stock_texts(60, of=6, paragraphs=600)
    several = [boilerplate + text for text in own]
    several[7] = several[7][:150] + several[41][-150:]
    assert as_found(near_duplicates(numbered(several), passages=False)) == brute_force(several)
    assert {pair[:2] for pair in brute_force(several)} >= {(7, 41)}
    assert len(brute_force(several)) < 60 * 59 // 2


def test_a_crowd_too_large_to_meet_is_named_and_stays_one_group(monkeypatch):
    named = {f"{place:02d}": f"{chr(0x4E00 + place)}{CASE}" for place in range(40)}
    whole = near_duplicates(named, passages=False)
    assert len(whole.pairs) == 40 * 39 // 2
    assert whole.reasons == ()
    monkeypatch.setattr(meetings, "_MEETINGS", 1000)
    bound = near_duplicates(named, passages=False)
    assert bound.groups == whole.groups == (tuple(sorted(named)),)
    assert set(bound.pairs) < set(whole.pairs)
    assert [(reason.code, reason.params["count"]) for reason in bound.reasons] == [
        ("originality.crowded", 40)
    ]
    assert bound.reasons[0].params["names"] == tuple(sorted(named))[:20]


def test_a_list_cut_short_says_so_and_keeps_those_that_share_most(monkeypatch):
    several = numbered(stock_texts(50))
    whole = near_duplicates(several, passages=False)
    monkeypatch.setattr(module, "_MOST", 40)
    cut = near_duplicates(several, passages=False)
    assert cut.groups == whole.groups
    assert len(cut.pairs) == 40
    least = min(pair.shared / pair.of for pair in cut.pairs)
    assert all(pair.shared / pair.of <= least for pair in set(whole.pairs) - set(cut.pairs))
    assert [speak(reason, "zh") for reason in cut.reasons] == [
        f"雷同的有{len(whole.pairs)}对，只列出最雷同的40对；分组按全部计"
    ]


@given(
    st.lists(texts, max_size=7),
    st.integers(1, 4),
    st.sampled_from([Fraction(1, 10), Fraction(1, 2), Fraction(1)]),
)
def test_pairs_equal_comparing_all_with_all(several, fewest, share):
    found = near_duplicates(numbered(several), share, fewest)
    assert as_found(found) == brute_force(several, fewest, share)


@given(st.permutations([CASE, OTHER, HALF, CASE + OTHER]))
def test_the_order_of_the_texts_plays_no_part(several):
    named = {text[:9] + str(len(text)): text for text in several}
    assert near_duplicates(named) == near_duplicates(dict(sorted(named.items())))


@pytest.mark.parametrize(("share", "fewest"), [(Fraction(0), 3), (Fraction(11, 10), 3), (Fraction(1, 10), 0)])
def test_thresholds_that_let_all_or_nothing_pass_are_refused(share, fewest):
    assert near_duplicates({}, Fraction(1), 1).groups == ()
    with pytest.raises(FigureError):
        near_duplicates({"甲": CASE}, share, fewest)
