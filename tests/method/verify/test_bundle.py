import hashlib

import pytest

from fivefold.method.verify import Remark, verify_bundle
from method.bundles import (
    DOCX,
    ORIGIN,
    OTHER_SIGNER,
    OTHER_VKEY,
    PDF,
    VKEY,
    Issue,
    coded,
    entry,
    honest,
    note,
    written,
)
from method.verify.reports import ISSUE, codes, found


def test_an_honest_bundle_verifies_and_says_what_it_did_not_check():
    """4.13: the verifier, offline."""
    report = verify_bundle(written(honest()))
    assert report.ok
    assert report.state == "verified"
    assert report.findings == ()
    assert codes(report.checked) == [
        "ok.signature",
        "ok.record",
        "ok.entries",
        "ok.head",
        "ok.signature",
        "ok.record",
    ]
    assert codes(report.not_checked) == ["no.truth", "no.later", "no.key", "no.growth", "no.file"]


def test_with_key_checkpoint_and_document_less_stays_open():
    size = len(ISSUE.tree)
    bundle = ISSUE.bundle(growth=[ISSUE.growth(3, size - 1)])
    document = ("list.pdf", hashlib.sha256(PDF).hexdigest())
    report = verify_bundle(written(bundle), key=VKEY, checkpoint=note(ISSUE.tree, 3), document=document)
    assert report.ok
    assert codes(report.checked)[-2:] == ["ok.file", "ok.growth"]
    assert codes(report.not_checked) == ["no.truth", "no.later", "no.text"]


def test_one_character_of_an_entry_is_found_and_the_entry_named():
    """4.13: one character changed -> verification fails and names the entry."""
    bundle = honest()
    bundle["posting"]["entries"][2]["output"] += "。"
    report = verify_bundle(written(bundle))
    assert report.state == "altered"
    expected = {"place": "3", "seq": "3", "region": "演示3市", "project": "推进市域社会治理体制现代化"}
    assert [(remark.code, dict(remark.params)) for remark in report.findings] == [("entry.altered", expected)]
    assert report.findings[0].text("zh") == "第3条被改动：序号3，演示3市，推进市域社会治理体制现代化"
    assert report.findings[0].text("en") == "entry 3 was altered: no. 3, 演示3市, 推进市域社会治理体制现代化"
    assert "ok.entries" not in codes(report.checked)
    assert "ok.head" not in codes(report.checked)


def test_an_added_entry_is_named():
    bundle = honest()
    bundle["posting"]["entries"].insert(1, entry(9))
    assert found(bundle) == [
        (
            "entry.added",
            {"place": "2", "seq": "9", "region": "演示9市", "project": "推进市域社会治理体制现代化"},
        )
    ]


def test_a_copied_entry_is_named():
    bundle = honest()
    bundle["posting"]["entries"].insert(0, entry(5))
    assert [(code, params["place"], params["seq"]) for code, params in found(bundle)] == [
        ("entry.added", "1", "5")
    ]
    bundle["posting"]["entries"][0] = entry(4)
    assert [(code, params["place"], params["seq"]) for code, params in found(bundle)] == [
        ("entry.added", "1", "4")
    ]


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        (0, "—", "2 演示2市 防范化解社会治安风险"),
        (2, "2 演示2市 防范化解社会治安风险", "4 演示4市 防范化解政治安全风险"),
        (4, "4 演示4市 防范化解政治安全风险", "—"),
    ],
)
def test_a_removed_entry_is_named_by_its_place_and_neighbours(place, before, after):
    bundle = honest()
    del bundle["posting"]["entries"][place]
    assert found(bundle) == [("entry.removed", {"place": str(place + 1), "before": before, "after": after})]


def test_a_moved_entry_is_named_with_its_old_place():
    bundle = honest()
    entries = bundle["posting"]["entries"]
    entries.insert(0, entries.pop(3))
    assert [(code, params["place"], params["old"], params["seq"]) for code, params in found(bundle)] == [
        ("entry.moved", "1", "4", "4")
    ]


def test_several_changes_are_told_apart():
    bundle = honest()
    entries = bundle["posting"]["entries"]
    del entries[3]
    entries[3]["basis"] = "advantage" if entries[3]["basis"] == "breakthrough" else "breakthrough"
    entries.insert(1, {**entry(8), "seq": "x"})
    bundle["posting"]["title"] += "x"
    assert [(code, params.get("place"), params.get("field")) for code, params in found(bundle)] == [
        ("entry.added", "2", None),
        ("entry.altered", "5", None),
        ("entry.removed", "4", None),
        ("head.altered", None, "title"),
    ]


def test_an_entry_altered_in_its_number_too_is_still_one_altered_entry():
    bundle = honest()
    bundle["posting"]["entries"][1]["seq"] = 7
    assert [(code, params["place"]) for code, params in found(bundle)] == [("entry.altered", "2")]


@pytest.mark.parametrize(
    "junk", [None, 5, "text", [], {}, {"seq": True, "region": 1, "project": {"name": None}}]
)
def test_an_entry_of_any_shape_can_be_named(junk):
    bundle = honest()
    bundle["posting"]["entries"][0] = junk
    [(code, params)] = found(bundle)
    assert (code, params["place"], params["region"], params["project"]) == ("entry.altered", "1", "?", "?")


def test_an_empty_list_says_every_entry_was_removed():
    bundle = honest()
    bundle["posting"]["entries"] = []
    assert [(code, params["place"]) for code, params in found(bundle)] == [
        ("entry.removed", str(place)) for place in range(1, 6)
    ]


def test_a_replaced_list_names_the_first_200_entries_and_counts_the_rest():
    bundle = Issue(count=260).bundle()
    for one in bundle["posting"]["entries"]:
        one["output"] = "x"
    findings = found(bundle)
    assert [code for code, _ in findings] == ["entry.altered"] * 200 + ["entry.more"]
    assert findings[-1] == ("entry.more", {"count": "60"})


@pytest.mark.parametrize(
    "name", [name for name in ISSUE.posting if name not in ("entries", "schema", "origin")]
)
def test_every_altered_field_of_the_head_is_named(name):
    bundle = honest()
    bundle["posting"][name] = "altered"
    assert found(bundle) == [("head.altered", {"field": name})]
    del bundle["posting"][name]
    assert found(bundle) == [("head.altered", {"field": name})]


def test_an_added_field_of_the_head_is_named():
    bundle = honest()
    bundle["posting"]["postscript"] = "x"
    assert found(bundle) == [("head.altered", {"field": "postscript"})]


def test_fields_are_named_in_the_readers_language():
    assert Remark("head.altered", (("field", "title"),)).text("zh-hans") == "表头“标题”被改动、添加或删去"
    assert (
        Remark("head.altered", (("field", "title"),)).text("en")
        == "in the head, “title” was altered, added or removed"
    )
    assert "“榜单”" in Remark("record.missing", (("where", "posting"),)).text("zh")


def test_a_record_without_fields_names_the_number_or_nothing():
    bundle = Issue(fields=False).bundle()
    assert found(bundle) == []
    bundle["posting"]["number"] = 2
    assert found(bundle) == [("head.altered", {"field": "number"})]
    bundle = Issue(fields=False).bundle()
    bundle["posting"]["title"] = "x"
    assert found(bundle) == [("head.unnamed", {})]
    bundle["posting"]["entries"][0]["output"] = "x"
    report = verify_bundle(written(bundle))
    assert codes(report.findings) == ["entry.altered"]
    assert "no.head" in codes(report.not_checked)


@pytest.mark.parametrize("which", ["proof", "rendered"])
@pytest.mark.parametrize(
    "change",
    [
        lambda proof: proof["leaf"].update(at="2020-01-01T00:00:00Z"),
        lambda proof: proof["leaf"].update(more=1),
        lambda proof: proof.update(index=proof["index"] - 1),
        lambda proof: proof.update(index=-1),
        lambda proof: proof.update(size=proof["size"] + 1),
        lambda proof: proof["path"].reverse(),
        lambda proof: proof["path"].pop(),
        lambda proof: proof["path"].append(proof["path"][0]),
    ],
)
def test_an_altered_proof_is_found(which, change):
    bundle = honest()
    change(bundle[which])
    report = verify_bundle(written(bundle))
    assert codes(report.findings) == ["record.missing"]
    assert dict(report.findings[0].params)["where"] == {"proof": "posting", "rendered": "rendered"}[which]
    assert ("ok.entries" in codes(report.checked)) is (which == "rendered")


@pytest.mark.parametrize("which", ["proof", "rendered"])
def test_an_altered_checkpoint_is_found(which):
    bundle = honest()
    bundle[which]["checkpoint"] = bundle[which]["checkpoint"].replace("/demo", "/dema")
    assert codes(verify_bundle(written(bundle)).findings) == ["signature", "record.origin"]


def test_a_list_rewritten_with_record_and_log_needs_the_key():
    forged = Issue(signer=OTHER_SIGNER, vkey=OTHER_VKEY)
    assert verify_bundle(written(forged.bundle())).ok
    assert found(forged.bundle(), key=VKEY) == [
        ("signature", {"where": "posting", "name": "example.org"}),
        ("signature", {"where": "rendered"} | {"name": "example.org"}),
    ]


def test_documents_recorded_by_another_signer_are_found():
    bundle = honest()
    bundle["rendered"] = Issue(signer=OTHER_SIGNER, vkey=OTHER_VKEY).bundle()["rendered"]
    assert "signature" in codes(verify_bundle(written(bundle)).findings)
    bundle = honest()
    bundle["rendered"]["vkey"] = OTHER_VKEY
    assert found(bundle, key=VKEY) == [("signature", {"where": "rendered"})]


def test_documents_of_another_list_are_found():
    bundle = honest()
    bundle["rendered"] = Issue(count=4).bundle()["rendered"]
    assert codes(verify_bundle(written(bundle)).findings) == ["record.other"]


def test_records_of_another_kind_are_found():
    bundle = honest()
    bundle["rendered"]["leaf"]["kind"] = "claim.approved"
    bundle["proof"]["leaf"]["kind"] = "posting.rendered"
    kinds = [code for code, _ in found(bundle) if code == "record.kind"]
    assert len(kinds) == 2


def test_documents_are_compared_by_digest():
    data = written(honest())
    for name, content in (("list.pdf", PDF), ("renamed.docx", DOCX)):
        assert verify_bundle(data, document=(name, hashlib.sha256(content).hexdigest())).ok
    report = verify_bundle(data, document=("list.pdf", hashlib.sha256(PDF + b" ").hexdigest()))
    assert codes(report.findings) == ["file.altered"]
    assert report.state == "altered"
    alone = ISSUE.bundle(rendered=False)
    report = verify_bundle(written(alone), document=("list.pdf", hashlib.sha256(PDF).hexdigest()))
    assert (report.state, codes(report.findings)) == ("unclear", ["unclear.file"])
    del alone["rendered"]
    assert verify_bundle(written(alone)).ok


def test_growth_since_an_old_checkpoint_forwards_and_backwards():
    size = len(ISSUE.tree) - 1
    for old in (1, 2, 4, size, size + 1):
        growth = [ISSUE.growth(*sorted((old, size)))] if old != size else []
        report = verify_bundle(written(ISSUE.bundle(growth=growth)), checkpoint=note(ISSUE.tree, old))
        assert report.ok, old
        assert report.checked[-1].params == (("size", str(old)),)


def test_a_rewritten_log_is_found_by_whoever_kept_a_checkpoint():
    size = len(ISSUE.tree) - 1
    other = Issue(before=3, count=6)
    kept = note(ISSUE.tree, 4)
    for growth in (other.growth(4, size), ISSUE.growth(4, size)):
        report = verify_bundle(written(other.bundle(growth=[growth])), checkpoint=kept)
        assert (report.state, codes(report.findings)) == ("altered", ["old.fork"])
    report = verify_bundle(written(other.bundle()), checkpoint=note(ISSUE.tree, size))
    assert codes(report.findings) == ["old.fork"]


def test_growth_that_cannot_be_judged_is_said_to_be_unclear():
    size = len(ISSUE.tree) - 1
    bundle = written(ISSUE.bundle(growth=[ISSUE.growth(2, size), ISSUE.growth(3, size - 1)]))
    unclear = {
        note(ISSUE.tree, 3): "unclear.growth",
        note(ISSUE.tree, 0): "unclear.growth",
        note(ISSUE.tree, 2, origin=ORIGIN + "x"): "unclear.old",
        note(ISSUE.tree, 2, signer=OTHER_SIGNER): "unclear.old",
        "nonsense": "unclear.key",
    }
    for old, code in unclear.items():
        report = verify_bundle(bundle, checkpoint=old)
        assert (report.state, codes(report.findings)) == ("unclear", [code])
    assert verify_bundle(bundle, checkpoint=note(ISSUE.tree, 2)).ok


def test_what_the_bundle_shows_of_growth_is_checked_without_a_checkpoint_too():
    """A proof to a checkpoint of the bundle holds or is found altered; one that leads elsewhere is left open."""
    size = len(ISSUE.tree)
    growth = [ISSUE.growth(3, size - 1), ISSUE.growth(4, size), ISSUE.growth(size - 1, size)]
    report = verify_bundle(written(ISSUE.bundle(growth=growth)))
    ends = [dict(one.params) for one in report.checked if one.code == "ok.connection"]
    assert [(one["place"], one["old"], one["new"]) for one in ends] == [
        ("1", "3", "6"),
        ("2", "4", "7"),
        ("3", "6", "7"),
    ]
    assert "no.connection" not in codes(report.not_checked)
    growth[1]["path"][0] = growth[0]["path"][0]
    assert found(ISSUE.bundle(growth=growth)) == [("growth.altered", {"place": "2", "old": "4", "new": "7"})]


@pytest.mark.parametrize(("old", "new"), [(3, 5), (2, 7), (8, 9)])
def test_a_proof_whose_ends_the_bundle_does_not_show_is_said_to_be_open(old, new):
    longer = Issue(after=7)
    growth = {"old_size": old, "new_size": new, "path": coded(longer.tree.consistency(old, new))}
    report = verify_bundle(written(Issue().bundle(growth=[growth])))
    assert report.ok
    assert codes(report.not_checked)[-1] == "no.connection"


def test_a_malformed_growth_proof_is_unclear():
    size = len(ISSUE.tree) - 1
    bundle = ISSUE.bundle(growth=[{**ISSUE.growth(3, size), "path": ["?"]}])
    assert found(bundle, checkpoint=note(ISSUE.tree, 3)) == [("unclear.shape", {"where": "consistency"})]
