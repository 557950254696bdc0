"""RFC 8785's own examples and the test data of its authors, as far as decision 18 lets them in.

Source: RFC 8785 sections 3.2.2 to 3.2.4, appendix B and E; cyberphone/json-canonicalization, testdata (Apache-2.0). The
project's profile is narrower: numbers are whole, text is NFC. Where an example lies outside, it is refused by name,
and what is left of it comes out as printed.
"""

import re

import pytest

from fivefold.method.canonical import CanonicalError, dumps, loads

SAMPLE = r"""{
  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
  "literals": [null, true, false]
}"""
PRINTED = """
7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 73 74 72 69 6e 67 22 3a
22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d
"""
ARRAYS = '[\n  56,\n  {\n    "d": true,\n    "10": null,\n    "1": [ ]\n  }\n]'
FRENCH = """{
  "peach": "This sorting order", "péché": "is wrong according to French",
  "pêche": "but canonicalization MUST", "sin":   "ingnore locale"
}"""
STRUCTURES = r"""{
  "1": {"f": {"f": "hi","F": 5} ,"\n": 56}, "10": { }, "": "empty", "a": { }, "111": [ { } ], "A": { }
}"""
UNICODE = r"""{ "Unnormalized Unicode":"\u1e0d\u0307" }"""
WEIRD = r"""{
  "\u20ac": "Euro Sign", "1": "One", "\u0080": "Control\u007f", "\ud83d\ude02": "Smiley",
  "\u00f6": "Latin Small Letter O With Diaeresis", "</script>": "Browser Challenge"
}"""
WEIRD_PRINTED = (
    '{"1":"One","</script>":"Browser Challenge","\x80":"Control\x7f",'
    '"ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😂":"Smiley"}'
)
CASES = [
    (ARRAYS, '[56,{"1":[],"10":null,"d":true}]'),
    (FRENCH, FRENCH.replace("\n", "").replace('": ', '":').replace(', "', ',"').replace("  ", "")),
    (STRUCTURES, r'{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}'),
    (UNICODE, '{"Unnormalized Unicode":"\u1e0d\u0307"}'),
    (WEIRD, WEIRD_PRINTED),
]


def test_the_sample_of_section_3_2():
    """The bytes printed in 3.2.4, without the member "numbers", which holds fractions."""
    with pytest.raises(CanonicalError, match="fraction") as caught:
        loads(SAMPLE.encode())
    assert caught.value.path == "$.numbers[0]"
    kept = re.sub(r'  "numbers": .*\n', "", SAMPLE)
    assert dumps(loads(kept.encode())) == bytes.fromhex(PRINTED)


@pytest.mark.parametrize(("given", "expected"), CASES)
def test_the_data_of_the_authors(given, expected):
    """Structures with 56 for 56.0, weird without its Hebrew key: these two lie outside the profile."""
    assert dumps(loads(given.encode())) == expected.encode()


@pytest.mark.parametrize(
    ("outside", "what"),
    [
        (b'{"\\n": 56.0}', "fraction"),
        (rb'{"\ufb33": "Hebrew Letter Dalet With Dagesh"}', "NFC"),
    ],
)
def test_what_decision_18_keeps_out(outside, what):
    """56.0 of structures.json, the Hebrew key of weird.json."""
    with pytest.raises(CanonicalError, match=what):
        loads(outside)


@pytest.mark.parametrize(
    ("given", "printed"),
    [("0", "0"), ("-0", "0"), ("9007199254740991", "9007199254740991"), ("-1", "-1")],
)
def test_the_whole_numbers_of_appendix_b(given, printed):
    """Minus zero becomes 0; the largest safe whole numbers stay as they are."""
    assert dumps(loads(given.encode())) == printed.encode()


@pytest.mark.parametrize(
    "number",
    ["9007199254740992", "-9007199254740992", "295147905179352830000", "5e-324", "1.7976931348623157e+308",
     "333333333.3333332", "0.000001", "1424953923781206.2", "NaN", "Infinity"],
)  # fmt: skip
def test_the_other_numbers_of_appendix_b_are_refused(number):
    with pytest.raises(CanonicalError):
        loads(number.encode())
