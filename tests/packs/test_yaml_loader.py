"""The YAML reader: nothing but text, mappings and lists; every fault at its line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.reason import speak
from fivefold.packs import yaml_loader
from fivefold.packs.problems import Mark
from fivefold.packs.yaml_loader import read_yaml


def faults(text):
    content = text.encode() if isinstance(text, str) else text
    return [
        (e.line, e.column, e.reason.code.removeprefix("pack.yaml."))
        for e in read_yaml("a.yaml", content).errors
    ]


def test_scalars_stay_text():
    text = "code: 01\nanswer: no\nday: 2021-08-20\nscore: 3.50\nnull_word: null\nempty:\nquoted: ''\n"
    document = read_yaml("a.yaml", text.encode())
    assert document.errors == []
    assert document.data == {
        "code": "01",
        "answer": "no",
        "day": "2021-08-20",
        "score": "3.50",
        "null_word": "null",
        "empty": None,
        "quoted": "",
    }


def test_marks_of_keys_and_values():
    document = read_yaml("a.yaml", "地区:\n  - {代码: x, 名称: 演示省}\n".encode())
    assert document.data == {"地区": [{"代码": "x", "名称": "演示省"}]}
    assert document.mark(("地区", 0, "名称")) == Mark("a.yaml", 2, 17)
    assert document.key_mark(("地区", 0, "名称")) == Mark("a.yaml", 2, 13)
    assert document.key_mark(("地区", 0)) == Mark("a.yaml", 2, 5)
    assert document.mark(("地区", 0, "无此键", 7)) == Mark("a.yaml", 2, 5)
    assert read_yaml("a.yaml", b"").mark(("x",)) == Mark("a.yaml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "duplicate_key")]),
        ("x: {k: 1, k: {m: 1, m: 2}}\n", [(1, 11, "duplicate_key"), (1, 21, "duplicate_key")]),
        ("a: &one [1]\nb: *one\n", [(1, 4, "anchor"), (2, 4, "alias")]),
        ("&k a: 1\n", [(1, 1, "anchor")]),
        ("a: !!python/object:os.system x\n", [(1, 4, "tag")]),
        ("!!str a: 1\n", [(1, 1, "tag")]),
        ("<<: {a: 1}\n", [(1, 1, "merge_key")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "second_document")]),
        ("? [a]\n: 1\n", [(1, 3, "key_not_text")]),
        ("", [(1, 1, "empty")]),
        ("# only a remark\n", [(1, 1, "empty")]),
        ("a: 1\n- b\n", [(2, 1, "syntax")]),
        ("a: ok\nb: x\x07y\n", [(2, 5, "character")]),
        ("a: 演示\u202e文\n", [(1, 4, "bidi")]),
        (b"a: 1\nb: \xe6\xbc\xff\n", [(2, 4, "not_utf8")]),
        ("a: 演示".encode("gbk"), [(1, 4, "not_utf8")]),
    ],
)
def test_refused_with_place(text, expected):
    assert faults(text) == expected


def test_all_faults_are_collected():
    found = faults("a: &x 1\na: !!int 2\nb: *x\n")
    assert found == [(1, 4, "anchor"), (2, 1, "duplicate_key"), (2, 4, "tag"), (3, 4, "alias")]


def test_alias_bomb_is_never_expanded():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    document = read_yaml("bomb.yaml", "\n".join(lines).encode())
    assert len([e for e in document.errors if e.reason.code == "pack.yaml.alias"]) == 29 * 9
    assert document.data["a29"] == [None] * 9


@pytest.mark.parametrize(
    ("depth", "expected"), [(24, []), (25, [(1, 26, "too_deep")]), (100_000, [(1, 26, "too_deep")])]
)
def test_depth_is_limited(depth, expected):
    assert faults("[" * depth + "x" + "]" * depth) == expected


def test_size_and_number_of_entries_are_limited(monkeypatch):
    monkeypatch.setattr(yaml_loader, "MAX_NODES", 5)
    assert faults("[a, b, c, d]") == []
    assert faults("[a, b,\n c, d, e]") == [(2, 8, "too_many_nodes")]
    monkeypatch.setattr(yaml_loader, "MAX_BYTES", 12)
    assert faults("a: 345678901") == []
    assert faults("a: 3456789012") == [(1, 1, "too_large")]


def test_byte_order_mark_and_composition():
    document = read_yaml("a.yaml", b"\xef\xbb\xbfe\xcc\x81: e\xcc\x81\n")
    assert document.data == {"\u00e9": "\u00e9"}
    assert document.mark(()) == Mark("a.yaml", 1, 1)


def test_sentences_name_the_first_place():
    (error,) = read_yaml("a.yaml", b"a: 1\na: 2\n").errors
    assert error.line_for("en") == "a.yaml:2:1: The key “a” is given twice; first on line 1."
    assert error.line_for("zh-hans") == "a.yaml:2:1: 键“a”重复，首次出现在第 1 行。"
    assert speak(error.reason, "zh") == "键“a”重复，首次出现在第 1 行。"


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(content):
    document = read_yaml("a.yaml", content)
    assert document.errors or document.marks


_text = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn")), max_size=8
)
_data = st.recursive(
    _text, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_text, inner, max_size=3), max_leaves=8
)


@given(_data)
def test_what_is_written_is_read(data):
    """Every tree of texts, written with quotes, comes back as it was (in Unicode NFC)."""
    import json
    import unicodedata

    written = unicodedata.normalize("NFC", json.dumps(data, ensure_ascii=False))
    document = read_yaml("a.yaml", written.encode())
    keys_merge = any(
        e.reason.code in {"pack.yaml.duplicate_key", "pack.yaml.merge_key"} for e in document.errors
    )
    assert keys_merge or document.data == json.loads(written)
