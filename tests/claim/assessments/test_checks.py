"""Standing checks as pure functions: every rule by name, blocking or advice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from fivefold.claim.assessments.checks import AnswerFacts, EvidenceFacts, findings, na_allowed
from fivefold.method.reason import speak
from fivefold.packs.schema.claim import NotApplicable

TODAY = date(2026, 9, 1)
LIMIT = NotApplicable(allowed="true", reason_required="true", max_share_per_project="0.4")
FRESH = EvidenceFacts("a" * 64, "材料", TODAY)


def answer(**changes):
    values = {
        "item": "P01-1", "title": "演示指标", "project": "P01", "project_title": "演示项目",
        "max_score": Decimal(10), "evidence_required": True, "score": Decimal(8), "work_status": "done",
        "text": "说明", "evidence": (FRESH,),
    }  # fmt: skip
    return AnswerFacts(**{**values, **changes})


def rules(*answers, limit=LIMIT):
    return [(finding.rule, finding.blocking) for finding in findings(answers, limit, TODAY)]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"score": None}, [("missing", True)]),
        ({"evidence": ()}, [("no_evidence", True)]),
        ({"evidence": (), "evidence_required": False}, []),
        ({"evidence": (), "score": Decimal(0), "work_status": "not_started"}, []),
        ({"score": Decimal("10.01")}, [("out_of_range", True)]),
        ({"score": Decimal(-1)}, [("out_of_range", True), ("done_but_low", False)]),
        ({"work_status": "unknown"}, [("no_status", True)]),
        ({"score": Decimal("3.99")}, [("done_but_low", False)]),
        ({"score": Decimal(4)}, []),
        ({"work_status": "not_started", "score": Decimal(6)}, [("not_started_but_high", False)]),
        ({"work_status": "not_started", "score": Decimal("5.99")}, []),
        ({"work_status": "under_way", "score": Decimal(10)}, [("under_way_but_full", False)]),
        ({"text": " "}, [("no_text", False)]),
        ({"evidence": (EvidenceFacts("b", "旧", TODAY - timedelta(days=366)),)}, [("old_evidence", False)]),
        ({"evidence": (EvidenceFacts("b", "旧", TODAY - timedelta(days=365)),)}, []),
        ({"evidence": (EvidenceFacts("b", "旧", TODAY - timedelta(days=900)), FRESH)}, []),
    ],
)
def test_each_rule_by_name(changes, found):
    """4.4: a score without evidence, a missing answer, a score out of range ... each is a named check."""
    assert rules(answer(**changes)) == found


def test_what_does_not_apply_needs_a_reason_and_nothing_else():
    """4.2a: per item, with a reason; a project's limit is counted over its items."""
    rest = [answer(item=f"P01-{n}", evidence=(EvidenceFacts(str(n), "材料", TODAY),)) for n in range(2, 6)]
    gone = {"score": None, "evidence": (), "work_status": "unknown", "not_applicable": True}
    assert rules(answer(**gone), *rest) == [("na_without_reason", True)]
    assert rules(answer(**gone, not_applicable_reason="无此类区域"), *rest) == []
    assert rules(answer(**{**gone, "score": Decimal(1)}, not_applicable_reason="无"), *rest) == [
        ("na_with_score", False)
    ]
    three = [answer(item=f"P01-{n}", **gone, not_applicable_reason="无") for n in (1, 2, 3)]
    assert rules(*three, *rest[2:]) == [("na_share", True)]


@pytest.mark.parametrize(("items", "allowed"), [(5, 2), (4, 1), (2, 0), (1, 0), (10, 4)])
def test_the_pack_limits_what_may_not_apply(items, allowed):
    """4.2a: at most the pack's share, never all."""
    assert na_allowed(items, LIMIT) == allowed
    assert na_allowed(items, NotApplicable(allowed="true", reason_required="true")) == items - 1
    assert (
        na_allowed(items, NotApplicable(allowed="true", reason_required="true", max_share_per_project="1"))
        == items - 1
    )
    assert na_allowed(items, NotApplicable(allowed="false", reason_required="false")) == 0


def test_one_file_under_many_items_is_noticed():
    many = [answer(item=f"P01-{n}") for n in range(1, 5)]
    assert rules(*many[:3]) == []
    assert rules(*many) == [("shared_evidence", False)]


def test_blocking_ones_come_first_and_speak_both_languages():
    found = findings([answer(text=""), answer(item="P01-2", score=None)], LIMIT, TODAY)
    assert [finding.rule for finding in found] == ["missing", "no_text"]
    assert speak(found[0].reason, "zh-hans") == "指标 P01-2“演示指标”还没有填得分。"
    assert speak(found[0].reason, "en") == "Item P01-2 “演示指标” has no score yet."
