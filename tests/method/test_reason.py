import copy
import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from fivefold.method import reason as module
from fivefold.method.reason import (
    LANGUAGES,
    CatalogueError,
    MissingParamError,
    Reason,
    Refused,
    UnknownCodeError,
    codes,
    placeholders,
    register_catalogue,
    speak,
)


@pytest.fixture(autouse=True)
def own_sentences(monkeypatch):
    kept = {language: dict(found) for language, found in module._SENTENCES.items()}
    monkeypatch.setattr(module, "_SENTENCES", kept)
    register_catalogue(
        {
            "zh_Hans": {"t.cap": "认领{count}项,上限{cap}项", "t.why": "因为:{why}", "t.plain": "可以"},
            "en": {"t.cap": "{count} claimed, at most {cap}", "t.why": "because: {why}", "t.plain": "fine"},
        }
    )


def test_a_reason_speaks_both_languages():
    reason = Reason.of("t.cap", count=3, cap=2)
    assert speak(reason, "zh-hans") == "认领3项,上限2项"
    assert speak(reason, "zh_Hans") == "认领3项,上限2项"
    assert speak(reason, "en") == "3 claimed, at most 2"
    assert speak(reason, "en-gb") == "3 claimed, at most 2"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (True, "因为:是", "because: yes"),
        (False, "因为:否", "because: no"),
        (None, "因为:未填", "because: not given"),
        (Decimal("0.10"), "因为:0.10", "because: 0.10"),
        (Decimal("1E+3"), "因为:1000", "because: 1000"),
        (["甲市", "乙市"], "因为:甲市、乙市", "because: 甲市, 乙市"),
        ((), "因为:", "because: "),
        (Reason("t.plain"), "因为:可以", "because: fine"),
        ([Reason("t.plain"), 1], "因为:可以、1", "because: fine, 1"),
    ],
)
def test_every_kind_of_parameter_has_words(value, zh, en):
    assert speak(Reason.of("t.why", why=value), "zh") == zh
    assert speak(Reason.of("t.why", why=value), "en") == en


def test_braces_in_a_parameter_stay_text():
    assert speak(Reason.of("t.why", why="{cap}"), "en") == "because: {cap}"


def test_a_reason_is_frozen_hashable_and_survives_storage():
    reason = Reason.of("t.why", why=[Reason.of("t.cap", count=3, cap=2), "x", None, True])
    with pytest.raises(AttributeError):
        reason.code = "other"
    with pytest.raises(TypeError):
        reason.params["why"] = 1
    assert {reason: 1}[Reason.of("t.why", why=(Reason.of("t.cap", cap=2, count=3), "x", None, True))] == 1
    assert pickle.loads(pickle.dumps(reason)) == reason  # noqa: S301 - our own bytes
    assert copy.deepcopy(reason) == reason
    stored = reason.to_data()
    assert stored == {
        "code": "t.why",
        "params": {"why": [{"code": "t.cap", "params": {"count": 3, "cap": 2}}, "x", None, True]},
    }
    assert Reason.from_data(stored) == reason


@pytest.mark.parametrize(
    "data",
    [{}, {"code": 1, "params": {}}, {"code": "x", "params": []}, {"code": "x", "params": {}, "more": 1}],
)
def test_a_stored_reason_of_another_shape_is_refused(data):
    with pytest.raises(TypeError, match="exactly a text 'code'"):
        Reason.from_data(data)


@pytest.mark.parametrize("value", [1.5, object(), {"a": 1}, b"x"])
def test_a_parameter_of_another_kind_is_refused(value):
    with pytest.raises(TypeError, match="cannot carry"):
        Reason.of("t.why", why=value)


def test_unknown_language_code_and_parameter_are_named():
    with pytest.raises(ValueError, match="'fr'"):
        speak(Reason("t.plain"), "fr")
    with pytest.raises(UnknownCodeError, match=r"t\.absent"):
        speak(Reason("t.absent"), "en")
    with pytest.raises(MissingParamError, match=r"t\.cap: count"):
        speak(Reason.of("t.cap", cap=2), "en")


def test_a_refusal_carries_its_reasons():
    refusal = Refused(Reason.of("t.cap", count=3, cap=2), Reason("t.plain"))
    assert refusal.spoken("zh-hans") == ("认领3项,上限2项", "可以")
    assert str(refusal) == "t.cap {'count': 3, 'cap': 2}; t.plain {}"
    assert pickle.loads(pickle.dumps(refusal)).reasons == refusal.reasons  # noqa: S301 - our own bytes
    with pytest.raises(ValueError, match="at least one reason"):
        Refused()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ({"en": {"t.a": "a"}}, "speaks exactly zh_Hans, en"),
        ({"zh_Hans": {}, "en": {"t.a": "a"}}, "t.a is not translated"),
        ({"zh_Hans": {"t.a": ""}, "en": {"t.a": "a"}}, "t.a is not translated"),
        ({"zh_Hans": {"t.a": "{x}"}, "en": {"t.a": "{y}"}}, "t.a has different placeholders"),
        ({"zh_Hans": {"t.a": "{x!r}"}, "en": {"t.a": "{x}"}}, "only plain"),
        ({"zh_Hans": {"t.a": "{x}"}, "en": {"t.a": "{x"}}, "only plain"),
        (
            {"zh_Hans": {"t.plain": "可以"}, "en": {"t.plain": "no"}},
            "t.plain already says something",
        ),
    ],
)
def test_a_faulty_catalogue_is_refused_and_adds_nothing(source, message):
    before = codes()
    with pytest.raises(CatalogueError, match=message):
        register_catalogue(source)
    assert codes() == before


def test_a_room_registers_a_folder_once_or_twice(tmp_path):
    (tmp_path / "zh_Hans.json").write_text('{"t.room": "房间{n}"}', encoding="utf-8")
    (tmp_path / "en.json").write_text('{"t.room": "room {n}"}', encoding="utf-8")
    register_catalogue(tmp_path)
    register_catalogue(tmp_path)
    assert speak(Reason.of("t.room", n=5), "zh") == "房间5"


def test_every_code_of_the_library_is_translated_with_the_same_placeholders():
    folder = Path(module.__file__).parent / "catalogue"
    found = {language: module._read(folder / f"{language}.json") for language in LANGUAGES}
    assert set(found["zh_Hans"]) == set(found["en"])
    for code, sentence in found["en"].items():
        assert placeholders(sentence) == placeholders(found["zh_Hans"][code]), code
        assert list(found["en"]) == sorted(found["en"])
        assert list(found["zh_Hans"]) == sorted(found["zh_Hans"])
