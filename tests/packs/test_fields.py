"""Single values: exact, or refused with a reason."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from fivefold.packs.fields import Exact, Label, Line, Part, Prose, Text, Tongues, When, Whole
from fivefold.packs.placeholders import NUMBER, POSTING, fill, unknown


class Sample(Part):
    """One of each."""

    line: Line = "x"
    prose: Prose = "x"
    whole: Whole = 0
    exact: Exact = Decimal(0)
    when: When = "2026"
    text: Text | None = None


def code_of(**values):
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate(values)
    return [error["type"].removeprefix("pack.") for error in caught.value.errors()]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"line": "a\nb"}, "value.several_lines"),
        ({"line": "x" * 201}, "value.too_long"),
        ({"prose": "x" * 8001}, "value.too_long"),
        ({"prose": {}}, "value.not_text"),
        ({"when": "2026-00"}, "value.not_when"),
        ({"when": "2026-06-31"}, "value.not_day"),
        ({"text": ["x"]}, "label.form"),
        ({"text": {"zh": ""}}, "value.blank"),
        ({"text": {"en": "x"}}, "label.language"),
    ],
)
def test_refused(values, code):
    assert code_of(**values) == [code]


@given(st.integers(min_value=0, max_value=999_999_999))
def test_whole_numbers_have_one_way_to_be_written(number):
    assert Sample.model_validate({"whole": str(number)}).whole == number
    for other in (f"0{number}", f"+{number}", f"{number}.0", f"{number}_0", f"{number}1234567890"):
        assert code_of(whole=other) == ["value.not_whole"]


@given(st.decimals(min_value=-999, max_value=999, places=3))
def test_decimals_keep_every_digit(number):
    found = Sample.model_validate({"exact": format(number, "f")}).exact
    assert (found, str(found)) == (number, format(number, "f").replace("-0.000", "-0.000"))
    for other in ("NaN", "Infinity", "1e3", ".5", "5.", "１"):
        assert code_of(exact=other) == ["value.not_exact"]


def test_labels_speak_languages():
    tongues = Tongues(("zh", "en"), {"en": {"省级": "Province"}})
    label = Sample.model_validate({"text": "省级"}, context=tongues).text
    assert (label.text("zh-hans"), label.text("en-GB"), label.text("fr"), label.text()) == (
        "省级",
        "Province",
        "省级",
        "省级",
    )
    assert (str(label), label.zh, label.en, label.languages) == ("省级", "省级", "Province", ("zh", "en"))
    assert tongues.used == {("en", "省级")}
    alone = Sample.model_validate({"text": {"en": "Centre", "zh": "中央"}}, context=tongues).text
    assert alone == Label((("zh", "中央"), ("en", "Centre")))
    assert tongues.label({"zh": "无译"}).languages == ("zh",)


def test_models_are_frozen():
    with pytest.raises(ValidationError):
        Sample().line = "y"


def test_placeholders():
    assert unknown("{issuer}于{date}发布", POSTING) == []
    assert unknown("{issuer.name}{0}{}", POSTING) == ["{issuer.name}", "{0}", "{}"]
    assert unknown("{serial}}{{year}", NUMBER) == ["}", "{"]
    assert fill("{prefix}〔{year}〕{serial}号", {"prefix": "演示", "year": "2026", "serial": "{year}"}) == (
        "演示〔2026〕{year}号"
    )
    with pytest.raises(KeyError):
        fill("{prefix}", {})
