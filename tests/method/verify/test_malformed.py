"""Bundles, keys and texts that cannot be judged: unclear, named, told in words, in bounded time."""

import hashlib
import json
import string

import pytest

from fivefold.method import canonical, posting, verify
from fivefold.method.merkle import new_key
from fivefold.method.verify import TEXT, verify_bundle
from method.bundles import (
    SIGNER,
    VKEY,
    honest,
    written,
)
from method.verify.reports import ISSUE, codes


def changed(*path, value=None, remove=False):
    def change(bundle):
        *way, last = path
        for step in way:
            bundle = bundle[step]
        if remove:
            del bundle[last]
        else:
            bundle[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (changed("schema", value="fivefold-bundle/2"), "schema"),
        (changed("extra", value=1), "extra"),
        (changed("posting", remove=True), "posting"),
        (changed("posting", value=[]), "posting"),
        (changed("rendered", value=[]), "rendered"),
        (changed("consistency", value={}), "consistency"),
        (changed("consistency", value=[1]), "consistency.proof"),
        (changed("consistency", value=[{"old_size": 1, "new_size": 2}]), "consistency[0].path"),
        (
            changed("consistency", value=[{"old_size": True, "new_size": 2, "path": []}]),
            "consistency[0].old_size",
        ),
        (
            changed("consistency", value=[{"old_size": 1, "new_size": 2, "path": [], "more": 1}]),
            "consistency[0].more",
        ),
        (changed("posting", "schema", value="fivefold-posting/2"), "posting.schema"),
        (changed("posting", "origin", remove=True), "posting.origin"),
        (changed("posting", "entries", value={}), "posting.entries"),
        (changed("proof", "leaf", value=[]), "proof.leaf"),
        (changed("proof", "index", value=True), "proof.index"),
        (changed("proof", "size", value="7"), "proof.size"),
        (changed("proof", "extra", value="7"), "proof.extra"),
        (changed("proof", "vkey", remove=True), "proof.vkey"),
        (changed("proof", "leaf", "kind", remove=True), "proof.leaf.kind"),
        (changed("proof", "leaf", "params", value=[]), "proof.leaf.params"),
        (changed("proof", "leaf", "params", "entries", remove=True), "proof.leaf.params.entries"),
        (changed("proof", "leaf", "params", "entries", 0, value=[]), "proof.leaf.params.entries"),
        (changed("proof", "leaf", "params", "fields", value=[]), "proof.leaf.params.fields"),
        (changed("proof", "path", 0, value=5), "posting.path"),
        (changed("proof", "path", 0, value="A"), "posting.path"),
        (changed("proof", "path", 0, value="市"), "posting.path"),
        (changed("proof", "path", 0, value="AAB="), "posting.path"),
        (changed("rendered", "leaf", "params", "digest", remove=True), "rendered.leaf.params.digest"),
        (changed("rendered", "leaf", "params", "files", 0, value="x"), "rendered.leaf.params.file"),
        (changed("rendered", "leaf", "params", "files", 0, value={}), "rendered.leaf.params.files.sha256"),
    ],
)
def test_a_bundle_of_another_shape_is_unclear_and_the_part_named(change, where):
    bundle = honest()
    change(bundle)
    report = verify_bundle(written(bundle))
    assert report.state == "unclear"
    assert [(remark.code, dict(remark.params)) for remark in report.findings] == [
        ("unclear.shape", {"where": where})
    ]


@pytest.mark.parametrize("data", [b"[]", b"null", b"{}", b"5"])
def test_other_json_is_unclear(data):
    assert codes(verify_bundle(data).findings) == ["unclear.shape"]


@pytest.mark.parametrize("key", ["x", "nonsense", VKEY[:-1], new_key("a", secret=bytes(range(32)))[0]])
def test_a_malformed_key_is_unclear(key):
    report = verify_bundle(written(honest()), key=key)
    assert (report.state, codes(report.findings)) == ("unclear", ["unclear.key"])


@pytest.mark.parametrize("key", ["", " ", "\n\t\u3000"])
def test_a_blank_key_never_means_the_key_of_the_file(key):
    report = verify_bundle(written(honest()), key=key)
    assert (report.state, codes(report.findings), report.checked) == ("unclear", ["unclear.blank"], ())
    assert "no.key" in codes(verify_bundle(written(honest()), key=None).not_checked)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unclear.json"),
        (b"\x89PNG", "unclear.bytes"),
        (b"[" * 1_000_000, "unclear.deep"),
        (b'{"a":' * 300_000, "unclear.deep"),
        (b"[" * 66 + b"]" * 66, "unclear.deep"),
        (b"[" + b"9" * 5_000_000 + b"]", "unclear.range"),
        (b"[1e999999999]", "unclear.fraction"),
        (b'{"a":1,"a":2}', "unclear.twice"),
        (b'["\\ud800"]', "unclear.text"),
        (b"[" + b"[]," * 1_500_000 + b"[]]", "unclear.size"),
        (b'"' + b"x" * (32 * 2**20) + b'"', "unclear.size"),
        (bytes(200 * 2**20), "unclear.size"),
    ],
    ids=range(12),
)
def test_hostile_texts_are_refused(data, code):
    report = verify_bundle(data)
    assert (report.state, codes(report.findings)) == ("unclear", [code])
    assert len(report.findings[0].text("zh")) < 200


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"a":\n1,}', "文件不能读取：不是有效的 JSON，读到第2行第3列为止"),
        (b"\xff", "文件不能读取：不是 UTF-8 文字"),
        (b"[" * 66 + b"]" * 66, "文件不能读取：嵌套过深"),
        (b"[1.5]", "文件不能读取：不是整数，1.5"),
        (b"[NaN]", "文件不能读取：不是整数，NaN"),
        (b"[9007199254740992]", "文件不能读取：数字超出范围，9007199254740992"),
        ('{"a":["e\u0301"]}'.encode(), "文件不能读取：$.a[0] 处的文字不是 Unicode NFC"),
        (b'{"key":1,"key":2}', "文件不能读取：同一键出现两次，key"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_in_chinese_words(data, sentence):
    """Nothing of a parser's own English reaches a Chinese answer."""
    assert [one.text("zh") for one in verify_bundle(data).findings] == [sentence]


def test_the_worst_permitted_text_is_judged_in_bounded_time():
    bundle = honest()
    bundle["posting"]["entries"] = [[]] * 100_000
    bundle["proof"]["leaf"]["params"]["entries"] = [""] * 100_000
    report = verify_bundle(written(bundle))
    assert report.state == "altered"
    assert len(report.findings) < 210


def test_text_from_the_file_cannot_steer_a_terminal_or_flood_it():
    bundle = honest()
    bundle["posting"]["entries"][0]["region"]["name"] = "\x1b[2J\u202e" + "长" * 500
    spoken = verify_bundle(written(bundle)).findings[0].text("zh")
    assert "\x1b" not in spoken
    assert "\u202e" not in spoken
    assert spoken.startswith("第1条被改动：序号1，\ufffd[2J\ufffd长长")
    assert len(spoken) < 130


def test_every_sentence_has_the_same_values_in_both_languages():
    for code, (chinese, english) in TEXT.items():
        assert sorted(names(chinese)) == sorted(names(english)), code


def names(sentence):
    return [name for _, name, _, _ in string.Formatter().parse(sentence) if name]


def test_the_library_and_the_verifier_agree_on_what_is_sealed():
    params = posting.issued_params(ISSUE.posting)
    assert params["digest"] == hashlib.sha256(verify.canonical(ISSUE.posting)).hexdigest()
    assert params["entries"][1] == canonical.digest(ISSUE.posting["entries"][1])
    assert set(params["fields"]) == set(ISSUE.posting) - {"entries"}
    assert params["number"] == 1
    assert json.loads(posting.bundle(ISSUE.posting, {}))["rendered"] is None


def test_a_posting_without_a_list_of_entries_cannot_be_sealed():
    with pytest.raises(KeyError):
        posting.issued_params({})
    with pytest.raises(TypeError, match="entries"):
        posting.issued_params({"entries": {}, "number": 1})
    assert SIGNER.startswith("PRIVATE+KEY+")
