import json
import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.canonical import (
    MAX_INTEGER,
    CanonicalError,
    digest,
    dumps,
    is_canonical,
    loads,
    normalise,
)
from method.json_values import mappings, values


def test_keys_are_ordered_by_utf_16_code_units():
    """The example of RFC 8785 3.2.3; a full-width letter stands in for its Hebrew key, which is not NFC."""
    value = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\uff21": "Full-width Letter",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\x80": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    ordered = ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\uff21"]
    assert list(json.loads(dumps(value))) == ordered
    assert sorted(value) != ordered


def test_literals_escapes_and_no_spaces():
    value = {"b": [None, True, False, 0, -7, ()], "a": '€$\x0f\nA\'B"\\\\"/\x7f\u2028'}
    assert dumps(value) == (
        '{"a":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f\u2028","b":[null,true,false,0,-7,[]]}'.encode()
    )
    assert dumps("\b\t\f\r") == b'"\\b\\t\\f\\r"'


def test_digest_is_sha256_of_the_bytes():
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    ("value", "path", "what"),
    [
        ({"a": [1, 1.0]}, "$.a[1]", "fraction"),
        ({"a": Decimal(1)}, "$.a", "fraction"),
        ([float("nan")], "$[0]", "fraction"),
        ({"n": MAX_INTEGER + 1}, "$.n", "beyond 2"),
        ({"n": -MAX_INTEGER - 1}, "$.n", "beyond 2"),
        ({1: "a"}, "$", "a key is not text"),
        ({"a": {"b": "e\u0301"}}, "$.a.b", "NFC"),
        ({"e\u0301": 1}, "$", "NFC"),
        ("\ud800", "$", "surrogate"),
        ({"a": "x\udfff"}, "$.a", "surrogate"),
        ({"a": b"x"}, "$.a", "bytes is not a JSON value"),
        ({"a": {1}}, "$.a", "set is not a JSON value"),
    ],
)
def test_values_outside_the_profile_are_refused_with_their_path(value, path, what):
    with pytest.raises(CanonicalError, match=what) as caught:
        dumps(value)
    assert caught.value.path == path
    assert what in caught.value.what


def test_the_ends_of_the_integer_range_pass():
    assert loads(dumps([MAX_INTEGER, -MAX_INTEGER])) == [MAX_INTEGER, -MAX_INTEGER]


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def nested_keys(depth):
    value = {}
    for _ in range(depth):
        value = {"a": value}
    return value


def test_depth_is_bounded_on_both_ways():
    for allowed in (nested(64), nested_keys(64)):
        assert loads(dumps(normalise(allowed))) == allowed
    for too_deep in (nested(65), nested(400), nested_keys(65), nested_keys(400)):
        with pytest.raises(CanonicalError, match="nested too deeply"):
            dumps(too_deep)
        with pytest.raises(CanonicalError, match="nested too deeply"):
            normalise(too_deep)
        with pytest.raises(CanonicalError, match="nested too deeply"):
            loads(json.dumps(too_deep).encode())
    with pytest.raises(CanonicalError, match="nested too deeply"):
        loads(b"[" * 200_000)


@pytest.mark.parametrize(
    ("text", "path", "what"),
    [
        (b'{"a":1,"a":1}', "$", "the key 'a' appears twice"),
        (b'[{"b":1,"c":{"x":1,"y":2,"x":3}}]', "$[0].c", "the key 'x' appears twice"),
        (b"[1.0]", "$[0]", "fraction"),
        (b'{"a":1e2}', "$.a", "fraction"),
        (b"[NaN]", "$[0]", "fraction"),
        (b"[-Infinity]", "$[0]", "fraction"),
        (b"9007199254740992", "$", "beyond 2"),
        (b"-9007199254740992", "$", "beyond 2"),
        (b"[" + b"9" * 100_000 + b"]", "$[0]", "beyond 2"),
        (b'"\\ud800"', "$", "surrogate"),
        (b'{"\\udc00":1}', "$", "surrogate"),
        ('"e\u0301"'.encode(), "$", "NFC"),
        (b'"\xff"', "$", "UTF-8"),
        (b'"\xed\xa0\x80"', "$", "UTF-8"),
        (b"\xef\xbb\xbf{}", "$", "not JSON"),
        (b"{", "$", "not JSON"),
        (b"{} {}", "$", "not JSON"),
        (b"", "$", "not JSON"),
        (b"'a'", "$", "not JSON"),
        (b'"a\nb"', "$", "not JSON"),
        (b"[1,]", "$", "not JSON"),
        (b"01", "$", "not JSON"),
    ],
)
def test_text_outside_the_profile_is_refused(text, path, what):
    with pytest.raises(CanonicalError, match=re.escape(what)) as caught:
        loads(text)
    assert caught.value.path == path
    assert what in caught.value.what


def test_whether_bytes_are_canonical():
    assert is_canonical(b'{"a":1,"b":2}')
    assert not is_canonical(b'{"b":2,"a":1}')
    assert not is_canonical(b'{"a": 1}')
    assert not is_canonical(b"-0")
    with pytest.raises(CanonicalError):
        is_canonical(b"1.5")


def test_normalise_prepares_for_writing():
    value = {"e\u0301": ("e\u0301", Decimal("1.50"), [True, None, 3]), "x": {"y": "市"}}
    assert normalise(value) == {"é": ["é", "1.50", [True, None, 3]], "x": {"y": "市"}}
    assert normalise(Decimal("1E+2")) == "100"


@pytest.mark.parametrize(
    ("value", "path", "what"),
    [
        ({"e\u0301": 1, "é": 2}, "$", "two keys become 'é'"),
        ({"a": {2: 1}}, "$.a", "a key is not text"),
        ([Decimal("NaN")], "$[0]", "NaN is not a number"),
        ([Decimal("-Infinity")], "$[0]", "-Infinity is not a number"),
    ],
)
def test_normalise_refuses_what_would_lose_something(value, path, what):
    with pytest.raises(CanonicalError, match=what) as caught:
        normalise(value)
    assert caught.value.path == path


def test_normalise_leaves_a_float_for_dumps_to_name():
    with pytest.raises(CanonicalError, match="fraction"):
        dumps(normalise({"a": 1.5}))


@given(values())
def test_what_is_written_reads_back_and_is_canonical(value):
    data = dumps(value)
    assert loads(data) == value
    assert is_canonical(data)
    assert json.loads(data) == value


@given(mappings(), st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(value, random):
    keys = list(value)
    random.shuffle(keys)
    assert dumps({key: value[key] for key in keys}) == dumps(value)


@given(st.text(st.characters()))
def test_any_text_is_refused_or_writable_once_normal(text):
    if any("\ud800" <= character <= "\udfff" for character in text):
        with pytest.raises(CanonicalError, match="surrogate"):
            dumps(normalise(text))
    else:
        assert loads(dumps(normalise(text))) == unicodedata.normalize("NFC", text)
