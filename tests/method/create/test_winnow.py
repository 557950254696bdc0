from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.create.originality import fingerprints
from fivefold.method.create.originality.text import kept, placed
from fivefold.method.create.originality.winnow import grams

texts = st.text(st.sampled_from("甲乙丙丁，。 aA"), max_size=60)


def letters(text):
    return "".join(map(chr, kept([text])[0].tolist()))


def prints(text):
    return set(fingerprints([text])[0].tolist())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("网格员，每天\n走访！", "网格员每天走访"),
        ("ＡＢＣ１２３", "abc123"),
        ("Éé e\u0301", "ééé"),
        ("㎏㈠①½", "k一11"),
        ("\U00020000\U000e0100\U0010ffff", "\U00020000"),
        ("——《》", ""),
        ("\ud800甲", "甲"),
    ],
)
def test_width_case_spacing_and_punctuation_do_not_count(text, expected):
    assert letters(text) == expected


def test_places_point_into_the_text():
    codes, places = placed("甲，乙 Ｃ")
    assert [chr(code) for code in codes] == ["甲", "乙", "c"]
    assert places.tolist() == [0, 2, 4]


@given(texts)
def test_equal_runs_have_equal_hashes_and_others_have_not(text):
    clean = letters(text)
    runs = [clean[place : place + 8] for place in range(len(clean) - 7)]
    hashes = grams(kept([text])[0]).tolist()
    assert len(hashes) == len(runs)
    assert len(set(zip(runs, hashes, strict=True))) == len(set(runs)) == len(set(hashes))


@given(texts)
def test_fingerprints_are_the_smallest_of_each_window(text):
    hashes = grams(kept([text])[0]).tolist()
    windows = [hashes[place : place + 8] for place in range(max(len(hashes) - 7, 1))]
    assert prints(text) == {min(window) for window in windows if window}


@given(st.lists(texts, max_size=6))
def test_texts_in_a_row_have_the_fingerprints_they_have_alone(several):
    hashes, owners = fingerprints(several)
    for place, text in enumerate(several):
        assert set(hashes[owners == place].tolist()) == prints(text)


@given(texts, texts, texts, texts, st.text(st.sampled_from("子丑寅卯"), min_size=15, max_size=20))
def test_every_shared_passage_of_fifteen_characters_shares_a_fingerprint(a, b, c, d, passage):
    """The guarantee of Schleimer, Wilkerson & Aiken 2003: t = w + k - 1."""
    assert prints(a + passage + b) & prints(c + passage + d)


@given(texts, texts)
def test_the_same_words_with_other_signs_have_the_same_fingerprints(one, other):
    plain = letters(one) + letters(other)
    assert prints("，".join(plain)) == prints(plain)


def test_a_text_has_about_two_fingerprints_in_nine_hashes():
    """Schleimer et al. 2003: the expected density of winnowing is 2 / (w + 1)."""
    chance = np.random.default_rng(8)
    text = "".join(map(chr, chance.integers(0x4E00, 0x9FFF, 90_000)))
    assert abs(len(fingerprints([text])[0]) - 20_000) < 250


def test_neighbouring_windows_name_a_fingerprint_once():
    hashes, _ = fingerprints(["甲乙丙丁戊己庚辛壬癸" * 3])
    assert all(one != other for one, other in pairwise(hashes.tolist()))
