"""Loading: every fault of schema and reference at its place; the digest speaks of the content alone."""

import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_copies import PROGRAMMES, SHIYU, TINY, copy_of, refused

from fivefold.method import canonical
from fivefold.method.reason import LANGUAGES, placeholders, speak
from fivefold.packs import content
from fivefold.packs.checker import check_pack
from fivefold.packs.loader import load_pack, pack_from_canonical
from fivefold.packs.problems import PackRefusedError
from fivefold.packs.yaml_loader import read_yaml

PACKS = sorted(path.parent for path in PROGRAMMES.glob("*/pack.yaml"))


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_every_pack_of_the_repository_is_sound(folder):
    assert check_pack(load_pack(folder)) == []


# ruff: noqa: E501 - a table with one row per spoiled copy
# Spoiled copies of the tiny pack: file, what is replaced, by what, the code of the fault, and where it stands:
# at ▲ in the replacement or, if it is not there, in the context given last.
SPOILED = [
    ("pack.yaml", "version: 1.0.0", "version: 1.0.0\n▲version: 2.0.0", "yaml.duplicate_key", ""),
    ("pack.yaml", "time_zone:", "▲timezone:", "schema.unknown_key", ""),
    ("pack.yaml", "time_zone: Asia/Urumqi", "time_zone: ▲Mars/Base", "value.not_time_zone", ""),
    ("pack.yaml", "format: 1", "format: ▲2", "value.not_one_of", ""),
    ("pack.yaml", "key: tiny-two-level", "key: ▲Tiny", "value.not_key", ""),
    ("pack.yaml", "version: 1.0.0", "version: ▲一", "value.not_code", ""),
    ("pack.yaml", "version: 1.0.0", "version: ▲[1]", "value.not_text", ""),
    ("pack.yaml", "version: 1.0.0", "version:▲", "value.not_text", ""),
    ("pack.yaml", "version: 1.0.0", "version: ▲'  '", "value.blank", ""),
    ("pack.yaml", "    participants: true", "    participants: ▲yes", "value.not_flag", ""),
    ("pack.yaml", "number: 1", "number: ▲01", "value.not_whole", ""),
    ("pack.yaml", "starts: 2026-03", "starts: ▲2026-13", "value.not_when", ""),
    ("pack.yaml", "starts: 2026-03", "starts: ▲2026-02-30", "value.not_day", ""),
    ("pack.yaml", "ends: 2026-08", "ends: ▲2025", "programme.batch_order", ""),
    ("pack.yaml", "languages: [zh, en]", "languages: ▲zh", "value.not_list", ""),
    ("pack.yaml", "languages: [zh, en]", "languages: [zh, en, ▲zh]", "reference.twice", ""),
    ("pack.yaml", "assumptions:\n  - 全部", "assumptions:\n  - ▲[全部]\n  - 全部", "label.form", ""),
    ("pack.yaml", "zh: 全部内容", "▲fr: Tout\n  zh: 全部内容", "label.language", ""),
    ("pack.yaml", "zh: 全部内容为虚构，仅供演示和测试。\n", "", "label.first_language", "▲en: Everything here is fictional, for demonstration and tests only."),
    ("pack.yaml", "zh: 总社, en: Head office", "zh: 总社", "name.language", "label: ▲{zh: 总社}"),
    ("pack.yaml", "programme: {zh: 计划, en: Plan}", "programme: ▲计划", "name.language", ""),
    ("pack.yaml", "groups: [advisers]", "groups: [▲nobody]", "reference.unknown", ""),
    ("pack.yaml", "key: branch", "key: ▲head-office", "reference.twice", ""),
    ("pack.yaml", "area_levels: [branch]", "area_levels: [▲network]", "reference.twice", ""),
    ("pack.yaml", "    participants: true", "    participants: false", "programme.participant_level", "▲- key: head-office"),
    ("classify.yaml", "is_true: rare_books", "is_true: ▲seats", "classify.not_flag", ""),
    ("classify.yaml", "is_true: rare_books", "is_true: ▲no_such", "reference.unknown", ""),
    ("classify.yaml", "is_true: rare_books", "starts_with: rare_books", "classify.rule.operator", "when: ▲{starts_with: rare_books}"),
    ("classify.yaml", "{is_true: rare_books}", "▲rare_books", "value.not_mapping", ""),
    ("classify.yaml", "value: A}", "value: ▲C}", "classify.condition_value", ""),
    ("classify.yaml", "value: A}", "values: A}", "classify.rule.keys", "when: {eq: ▲{fact: size_band, values: A}}"),
    ("classify.yaml", "value: A}", "value: {a: b}}", "classify.rule.value", "when: {eq: ▲{fact: size_band, value: {a: b}}}"),
    ("classify.yaml", "value: A}", "value: A, x: y}", "classify.rule.keys", "when: {eq: ▲{fact: size_band"),
    ("classify.yaml", "region_class: small", "region_class: ▲tiny", "reference.unknown", ""),
    ("classify.yaml", "code: L2", "code: ▲L1", "reference.twice", ""),
    ("classify.yaml", "kind: date", "kind: ▲moment", "value.not_one_of", ""),
    ("classify.yaml", "kind: flag", "kind: choice", "classify.choices", "- ▲key: rare_books"),
    ("decompose.yaml", "number: 2", "number: ▲3", "decompose.number", ""),
    ("decompose.yaml", "code: S2.1", "code: ▲S1.1", "reference.twice", ""),
    ("decompose.yaml", "applies_to: [large]", "applies_to: [▲huge]", "reference.unknown", ""),
    ("decompose.yaml", "lead_units: [reading-office]", "lead_units: [▲x]", "reference.unknown", ""),
    ("decompose.yaml", "max_score: 10", "max_score: ▲1e3", "value.not_exact", ""),
    ("decompose.yaml", "max_score: 10", "max_score: ▲0", "decompose.max_score", ""),
    ("decompose.yaml", "label: 做得好,", "label: 做得好, from_score: ▲11,", "decompose.from_score", ""),
    ("decompose.yaml", "    demo: true\n    blocks", "    blocks", "decompose.demo_item", "demo: ▲true"),
    ("decompose.yaml", "issued_on:", "issued_on: 2026-02-01", "decompose.demo_issued", "code: S1.1\n                demo: ▲true"),
    ("decompose.yaml", "issued_on:", "issued_on: ▲2026-01-01", "decompose.issued_before_draft", ""),
    ("decompose.yaml", "examples: [某演示分馆由志愿者轮流承担。]", "examples: []", "value.too_few", "examples: ▲[]"),
    ("decompose.yaml", "                aim: 让孩子愿意来馆。\n", "", "schema.missing", "- ▲code: S1.1"),
    ("claim.yaml", "cap: {min: 1, max: 3}", "cap: {min: ▲0, max: 3}", "claim.cap_min", ""),
    ("claim.yaml", "cap: {min: 1, max: 3}", "cap: {min: 4, max: ▲3}", "claim.cap_order", ""),
    ("claim.yaml", "cap: {min: 1, max: 3}", "cap: {min: 1, max: ▲6}", "claim.cap_beyond", ""),
    ("claim.yaml", "cap: {min: 1, max: 3}", "cap: {min: 1, max: ▲-3}", "value.not_whole", ""),
    ("claim.yaml", "{level: head-office, role: reviewer}", "{level: ▲roof, role: reviewer}", "reference.unknown", ""),
    ("claim.yaml", "{level: head-office, role: reviewer}", "{level: ▲branch, role: reviewer}", "claim.chain_order", ""),
    ("claim.yaml", "{level: head-office, role: reviewer}", "{level: head-office, role: ▲king}", "value.not_one_of", ""),
    ("claim.yaml", "posting:\n  level: head-office", "posting:\n  level: ▲branch", "claim.posting_low", ""),
    ("claim.yaml", "posting:\n  level: head-office", "posting:\n  level: ▲cellar", "reference.unknown", ""),
    ("claim.yaml", "{prefix}-{year}-{serial}", "{prefix}-{serial}", "claim.number_pattern", 'number_pattern: ▲"{prefix}-{serial}"'),
    ("claim.yaml", "{prefix}-", "{town}-", "claim.placeholder", 'number_pattern: ▲"{town}-{year}-{serial}"'),
    ("claim.yaml", "依据{edition}", "▲依据{evil.__class__}", "claim.placeholder", ""),
    ("claim.yaml", "依据{edition}", "▲依据{edition", "claim.placeholder", ""),
    ("claim.yaml", "notice: {days: 5,", "notice: {days: ▲0,", "claim.no_days", ""),
    ("claim.yaml", "kind: working", "kind: ▲lunar", "value.not_one_of", ""),
    ("claim.yaml", "asked_by: branch", "asked_by: head-office", "claim.extension_order", "extension: {allowed: false, asked_by: head-office, decided_by: ▲head-office}"),
    ("claim.yaml", "asked_by: branch", "asked_by: ▲cellar", "reference.unknown", ""),
    ("claim.yaml", "allowed: false, asked_by", "allowed: true, asked_by", "claim.extension_empty", "extension: ▲{allowed: true, asked_by: branch, decided_by: head-office}"),
    ("claim.yaml", "reason_required: false", "reason_required: false, max_share_per_project: ▲1", "claim.share", ""),
    ("claim.yaml", "key: strength", "key: need", "reference.twice", "key: ▲need\n    label: {zh: 读者所需"),
    ("claim.yaml", "key: basis", "key: ▲bribe", "value.not_one_of", ""),
    ("claim.yaml", "    paragraphs:", "    paragraphs_file: ▲documents/p.txt\n    paragraphs:", "document.both", ""),
    ("calendar.yaml", "year: 2027", "year: ▲2026", "reference.twice", ""),
    ("calendar.yaml", "year: 2027", "year: ▲12027", "value.range", ""),
    ("calendar.yaml", "[2027-01-01]", "[▲2028-01-01]", "calendar.other_year", ""),
    ("calendar.yaml", "2026-05-09", "▲2026-05-07", "calendar.not_weekend", ""),
    ("calendar.yaml", "[2027-01-01]", "[▲2027-01-32]", "value.not_day", ""),
    ("calendar.yaml", "[2027-01-01]", "[▲2027-1-1]", "value.not_day", ""),
    ("calendar.yaml", "batch: spring", "batch: ▲autumn", "reference.unknown", ""),
    ("examples.yaml", "projects: [3, 2]", "projects: ▲5", "value.not_list", ""),
    ("examples.yaml", "rule: L1", "rule: ▲L9", "reference.unknown", ""),
    ("examples.yaml", "region_class: large\n", "region_class: ▲huge\n", "reference.unknown", ""),
    ("examples.yaml", "seats: 420", "chairs: ▲420", "reference.unknown", ""),
    ("examples.yaml", "outcome: gap", "outcome: gap\n    region_class: small", "examples.class_needed", "- ▲name: 档次未填"),
    ("examples.yaml", "edition: standard-a, projects", "edition: ▲b, projects", "reference.unknown", ""),
    ("examples.yaml", "region_class: small, items", "region_class: ▲tiny, items", "reference.unknown", ""),
    ("examples.yaml", "{large: 2,", "{wide: ▲2,", "reference.unknown", ""),
    ("locale/en.yaml", "已开展: Done\n", "已开展: Done\n▲未用过: Unused\n", "locale.unused", ""),
    ("locale/en.yaml", "已开展: Done\n", "已开展: Done\n未用过: ▲[x]\n", "locale.not_text", ""),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code", "at"), SPOILED)
def test_spoiled_copies_fail_at_their_place(tmp_path, file, old, new, code, at):
    folder = copy_of(TINY, tmp_path, file, old, new.replace("▲", ""))
    text = (folder / file).read_text(encoding="utf-8")
    start = text.index(at.replace("▲", "")) if at else (TINY / file).read_text(encoding="utf-8").index(old)
    before = text[: start + (at or new).index("▲")]
    place = f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    assert (place, code) in refused(folder)


def test_faults_of_all_files_are_reported_together(tmp_path):
    folder = copy_of(
        TINY, tmp_path, "pack.yaml", "time_zone: Asia/Urumqi", "time_zone: Mars/Base\nmood: good"
    )
    copy_of(TINY, tmp_path, "claim.yaml", "cap: {min: 1, max: 3}", "cap: {min: one, max: 3.5}")
    copy_of(TINY, tmp_path, "examples.yaml", "claimed: 0", "claimed: []")
    assert refused(folder) == [
        ("claim.yaml:1:12", "value.not_whole"),
        ("claim.yaml:1:22", "value.not_whole"),
        ("examples.yaml:29:15", "value.not_text"),
        ("pack.yaml:13:12", "value.not_time_zone"),
        ("pack.yaml:14:1", "schema.unknown_key"),
    ]


def test_alias_bomb_is_refused(tmp_path):
    lines = ["b0: &b0 [x, x, x]"] + [f"b{n}: &b{n} [*b{n - 1}, *b{n - 1}]" for n in range(1, 40)]
    folder = copy_of(TINY, tmp_path)
    (folder / "calendar.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert {code for _, code in refused(folder)} == {"yaml.anchor", "yaml.alias"}


def test_levels_in_the_wrong_place(tmp_path):
    text = "  - key: head-office\n    label: {zh: 总社, en: Head office}\n    files_for_participants: true\n"
    folder = copy_of(TINY, tmp_path, "pack.yaml", text, text + "    participants: true\n")
    copy_of(
        TINY,
        tmp_path,
        "pack.yaml",
        "    participants: true\n    area_levels: [branch]",
        "    area_levels: [branch]",
    )
    assert refused(folder) == [
        ("claim.yaml:24:13", "claim.chain_order"),
        ("pack.yaml:19:29", "programme.files_from_below"),
        ("pack.yaml:20:19", "programme.participant_top"),
    ]


def test_a_class_without_a_rule_and_a_chain_without_a_step(tmp_path):
    folder = copy_of(TINY, tmp_path, "classify.yaml", "region_class: small", "region_class: large")
    copy_of(TINY, tmp_path, "claim.yaml", "review:\n  - {level: head-office, role: reviewer}", "review: []")
    copy_of(TINY, tmp_path, "claim.yaml", "  - key: posting", "  - key: correction")
    assert refused(folder) == [
        ("claim.yaml:23:9", "claim.no_review"),
        ("claim.yaml:39:3", "claim.no_posting_text"),
        ("classify.yaml:39:3", "classify.class_without_rule"),
    ]


def test_a_document_needs_paragraphs(tmp_path):
    folder = copy_of(TINY, tmp_path)
    text = (folder / "claim.yaml").read_text(encoding="utf-8")
    shorter = re.sub(r"    paragraphs:\n(      - .*\n)+", "", text)
    (folder / "claim.yaml").write_text(shorter, encoding="utf-8")
    assert refused(folder) == [("claim.yaml:40:5", "document.no_paragraphs")]


def test_what_may_be_left_open(tmp_path):
    """A batch without times and an item that is no demo item are sound."""
    folder = copy_of(TINY, tmp_path, "pack.yaml", "    starts: 2026-03\n    ends: 2026-08\n", "")
    copy_of(TINY, tmp_path, "decompose.yaml", "                demo: true\n", "")
    pack = load_pack(folder)
    assert (pack.batch("spring").starts, pack.batch("spring").ends) == (None, None)
    assert [item.demo for item in pack.decompose.editions[0].items] == [False, True, True, True, True, True]


def test_texts_in_files(tmp_path):
    folder = copy_of(SHIYU, tmp_path, "claim.yaml", "documents/posting.txt", "documents/post.txt")
    assert refused(folder) == [
        ("claim.yaml:92:22", "document.no_file"),
        ("documents/posting.txt:1:1", "folder.unused_text"),
    ]
    (folder / "documents" / "post.txt").write_text("一、有{地方}的\n一段\n\n\n 二 ", encoding="utf-8")
    (folder / "documents" / "posting.txt").unlink()
    assert refused(folder) == [("claim.yaml:92:22", "claim.placeholder")]


def test_files_that_are_missing_unknown_or_wrong(tmp_path):
    folder = copy_of(SHIYU, tmp_path)
    (folder / "claim.yaml").unlink()
    (folder / "share.yml").write_text("a: 1", encoding="utf-8")
    (folder / "locale" / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "documents" / "x.txt").write_bytes(b"\xff\xfe")
    (folder / "documents" / "y.txt").write_bytes(b"y" * (content.MAX_BYTES + 1))
    (folder / "calendar.yaml").unlink()
    (folder / "calendar.yaml").symlink_to(SHIYU / "calendar.yaml")
    assert refused(folder) == [
        ("calendar.yaml:0:0", "folder.not_plain"),
        ("claim.yaml:0:0", "folder.file_missing"),
        ("documents/x.txt:1:1", "yaml.not_utf8"),
        ("documents/y.txt:1:1", "yaml.too_large"),
        ("locale/notes.txt:0:0", "folder.unknown_file"),
        ("share.yml:0:0", "folder.unknown_file"),
    ]


def test_no_folder_and_too_many_files(tmp_path, monkeypatch):
    assert refused(tmp_path / "nowhere") == [("nowhere:0:0", "folder.missing")]
    monkeypatch.setattr(content, "MAX_FILES", 6)
    assert refused(copy_of(TINY, tmp_path)) == [("tiny-two-level:0:0", "folder.too_many")]


def test_catalogues_of_strange_languages_and_shapes(tmp_path):
    folder = copy_of(TINY, tmp_path)
    (folder / "locale" / "zh.yaml").write_text("已开展: 开展了\n", encoding="utf-8")
    (folder / "locale" / "fr.yaml").write_text("- rien\n", encoding="utf-8")
    assert refused(folder) == [
        ("locale/fr.yaml:0:0", "locale.language"),
        ("locale/fr.yaml:1:1", "locale.not_text"),
        ("locale/zh.yaml:0:0", "locale.language"),
        ("locale/zh.yaml:1:1", "locale.unused"),
    ]


@pytest.mark.parametrize(
    "text", ["just words", "- a list", "languages: []", "languages: [3]", "languages: {a: b}"]
)
def test_a_head_of_another_shape_is_refused_not_crashed(tmp_path, text):
    folder = copy_of(TINY, tmp_path)
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    assert "pack.yaml:1:" in refused(folder)[0][0] or "pack.yaml:1:" in refused(folder)[-1][0]


def test_a_pack_without_a_calendar(tmp_path):
    folder = copy_of(SHIYU, tmp_path)
    (folder / "calendar.yaml").unlink()
    pack = load_pack(folder)
    assert (pack.calendar.working_years, pack.calendar.milestones) == ((), ())
    assert check_pack(pack) == []


def test_digest_speaks_of_content_alone(tmp_path):
    """Comments, order of keys, quoting, line ends, file times and other folders do not change it; a value does."""
    before = load_pack(SHIYU).sha256
    folder = copy_of(SHIYU, tmp_path, "claim.yaml", "  min: 1\n  max: 2", '  max: "2"  # two\n  min: 1')
    (folder / "pack.yaml").write_bytes((folder / "pack.yaml").read_bytes().replace(b"\n", b"\r\n"))
    (folder / "register" / "more.txt").write_text("x", encoding="utf-8")
    os.utime(folder / "claim.yaml", (1, 1))
    assert load_pack(folder).sha256 == before
    after = copy_of(SHIYU, tmp_path, "documents/posting.txt", "张榜公布", "公布")
    assert load_pack(after).sha256 != before
    assert re.fullmatch("[0-9a-f]{64}", before)


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_a_pack_is_rebuilt_from_its_canonical_content(folder):
    """A programme that pins a version needs no folder: the stored content gives the same pack."""
    pack = load_pack(folder)
    again = pack_from_canonical(pack.canonical)
    assert again == pack
    assert again.folder is None
    assert check_pack(again) == []
    assert canonical.digest(canonical.loads(pack.canonical)) == pack.sha256 == again.sha256
    assert again.file("pack.yaml") is None
    assert str(again.mark("pack.yaml", ("key",))) == "pack.yaml:0:0"
    assert str(again.mark("nothing.yaml")) == "nothing.yaml:0:0"


def test_stored_content_that_is_no_pack_is_refused():
    pack = load_pack(TINY)
    for octets in (b"", b"[]", b"{}", b'{"form":"other"}', pack.canonical.replace(b"{", b"{ ", 1)):
        with pytest.raises(PackRefusedError) as caught:
            pack_from_canonical(octets)
        assert [error.reason.code for error in caught.value.errors] == ["pack.content.unreadable"]
    value = canonical.loads(pack.canonical)
    value["files"]["share.yaml"] = {}
    del value["files"]["claim.yaml"]
    with pytest.raises(PackRefusedError) as caught:
        pack_from_canonical(canonical.dumps(value))
    assert [(e.file, e.reason.code) for e in caught.value.errors] == [
        ("claim.yaml", "pack.value.not_mapping"),
        ("share.yaml", "pack.folder.unknown_file"),
    ]
    assert str(caught.value) == (
        "claim.yaml:0:0: “claim.yaml” must be a mapping.\nshare.yaml:0:0: The file share.yaml is not known to packs."
    )


def test_every_code_in_use_speaks_both_languages():
    """Every code that the room's modules name stands in its catalogue, and no sentence is unused."""
    import json
    from pathlib import Path

    import fivefold.packs

    room = Path(fivefold.packs.__file__).parent
    catalogue = json.loads((room / "catalogue" / "en.json").read_text(encoding="utf-8"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in room.rglob("*.py"))
    heads = "yaml|folder|content|locale|schema|value|label|name|reference|programme|classify|decompose|claim|document"
    heads += "|calendar|register|examples|source|places|check|word"
    named = set(re.findall(rf'"(?:pack\.)?((?:{heads})\.[a-z_0-9]+)"', text))
    named |= {f"examples.{name}" for name in ("claim_count", "blocks", "form", "term")}
    files = {"pack.yaml", "classify.yaml", "decompose.yaml", "claim.yaml", "calendar.yaml", "examples.yaml"}
    assert {f"pack.{code}" for code in named if not code.endswith(".yaml")} - {
        f"pack.{f}" for f in files
    } == set(catalogue)
    assert LANGUAGES == ("zh_Hans", "en")
    assert all(placeholders(sentence) is not None for sentence in catalogue.values())


_keys = st.sampled_from(
    ["key", "version", "levels", "classes", "title", "languages", "label", "participants", "zh", "x"]
)
_texts = st.sampled_from(["", "1", "true", "zh", "en", "branch", "2026-01-01", "演示", "{year}"])
_trees = st.recursive(
    st.none() | _texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4)
)


@settings(max_examples=60, deadline=None)
@given(
    tree=_trees,
    file=st.sampled_from(
        ["pack.yaml", "classify.yaml", "decompose.yaml", "claim.yaml", "calendar.yaml", "examples.yaml"]
    ),
)
def test_any_tree_in_place_of_a_file_is_refused_or_loaded(tree, file):
    """No content of a file makes the loader fail otherwise than by a list of placed faults, in both languages."""
    value = canonical.loads(load_pack(TINY).canonical)
    value["files"][file] = tree
    try:
        pack_from_canonical(canonical.dumps(value))
    except PackRefusedError as refusal:
        for error in refusal.errors:
            assert speak(error.reason, "zh")
            assert speak(error.reason, "en")


def test_reading_a_file_twice_gives_the_same(tmp_path):
    text = (SHIYU / "decompose.yaml").read_bytes()
    assert read_yaml("d.yaml", text).data == read_yaml("d.yaml", text).data
