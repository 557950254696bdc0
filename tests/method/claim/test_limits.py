from datetime import date

import pytest

from fivefold.method.claim import (
    ClaimParts,
    DecisionRecord,
    Milestone,
    check_all_projects,
    check_cap,
    check_claims,
    check_gate,
    check_leads,
    check_office_contact,
    check_parts,
)
from fivefold.method.reason import Reason, codes, speak

PROJECTS = ["P01", "P02", "P03"]
WHOLE = ClaimParts(
    project="P02",
    basis="advantage",
    aim_province="全省同类第一",
    aim_nation="全国同类前列",
    leader_post="演示市委副书记",
    unit="演示市委政法委",
    means="专班三人,专项经费",
    milestones=(Milestone("方案印发", date(2026, 12, 1)), Milestone("中期评估", date(2027, 6, 1))),
    output="演示经验一项",
    decision=DecisionRecord("演示市委常委会", "〔2026〕9号", date(2026, 11, 1), "演示市委书记"),
)


def said(reasons):
    assert all(reason.code in codes() for reason in reasons)
    assert all(speak(reason, "zh") and speak(reason, "en") for reason in reasons)
    return [(reason.code, reason.params.get("field") or reason.params.get("project")) for reason in reasons]


def changed(**parts):
    return ClaimParts(**{**WHOLE.__dict__, **parts})


@pytest.mark.parametrize(
    ("count", "cap", "refused"), [(0, 2, False), (2, 2, False), (3, 2, True), (3, 3, False)]
)
def test_the_cap(count, cap, refused):
    """4.5b: a third claim is refused where the cap is two, allowed where it is three."""
    expected = (Reason.of("claim.cap", count=count, cap=cap),) if refused else ()
    assert check_cap(count, cap) == expected


def test_claims_together():
    """4.5b: cap, doubles and unknown projects, each with its reason."""
    assert check_claims(["P01", "P03"], PROJECTS, 2) == ()
    assert said(check_claims(["P01", "P01", "P09"], PROJECTS, 2)) == [
        ("claim.cap", None),
        ("claim.twice", "P01"),
        ("claim.unknown_project", "P09"),
    ]


def test_every_project_stays_in_the_plan():
    """4.2a: none can be marked not applicable, least of all a claimed one."""
    assert check_all_projects(dict.fromkeys(PROJECTS, True), PROJECTS, ["P01"]) == ()
    assert said(check_all_projects({"P01": False, "P02": False}, PROJECTS, ["P01"])) == [
        ("claim.claimed_not_applicable", "P01"),
        ("claim.not_applicable", "P02"),
        ("claim.project_forgotten", "P03"),
    ]


def test_a_whole_claim_is_in_order():
    assert check_parts(WHOLE) == ()
    assert check_parts(changed(basis="breakthrough")) == ()


@pytest.mark.parametrize(
    "name", ["project", "basis", "aim_province", "aim_nation", "leader_post", "unit", "means", "output"]
)
def test_every_required_part_is_asked_for(name):
    """4.2b, 4.5a, 4.6: basis, aims, leader's post, unit, means and the expected output."""
    assert said(check_parts(changed(**{name: " \u3000"}))) == [(f"claim.part.{name}", name)]


def test_the_basis_is_one_of_two():
    """4.5a: the basis is mandatory."""
    assert said(check_parts(changed(basis="because"))) == [("claim.part.basis", "basis")]


def test_milestones_need_a_title_and_a_day():
    """4.6: a claim is accepted only with milestones."""
    assert said(check_parts(changed(milestones=()))) == [("claim.part.milestones", "milestones")]
    found = check_parts(changed(milestones=(WHOLE.milestones[0], Milestone(" "))))
    assert said(found) == [
        ("claim.part.milestone_title", "milestones[1].title"),
        ("claim.part.milestone_due", "milestones[1].due"),
    ]
    assert speak(found[0], "zh") == "第2个节点未填写内容"
    assert speak(found[1], "zh") == "第2个节点未填写完成日期"


def test_the_regions_own_decision_is_needed_whole():
    """6.6: without the decision record a claim is only an intention."""
    assert said(check_parts(changed(decision=None))) == [("claim.part.decision", "decision")]
    assert said(check_parts(changed(decision=DecisionRecord()))) == [
        ("claim.part.decision_meeting", "decision.meeting"),
        ("claim.part.decision_minute_number", "decision.minute_number"),
        ("claim.part.decision_decided_on", "decision.decided_on"),
        ("claim.part.decision_signer", "decision.signer"),
    ]


def test_an_empty_claim_lacks_every_part_in_the_order_of_the_form():
    assert [field for _, field in said(check_parts(ClaimParts()))] == [
        "project",
        "basis",
        "aim_province",
        "aim_nation",
        "leader_post",
        "unit",
        "means",
        "output",
        "milestones",
        "decision",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "联系人 13800000000",
        "手机:138-0000-0000",
        "138 0000 0000",
        "１３８００００００００",
        "11010119900101001X",
        "身份证110101199001010011。",
    ],
)
def test_personal_numbers_are_refused(text):
    """4.6: no personal data beyond office contact."""
    assert said(check_office_contact({"unit": "演示单位", "leader_post": text})) == [
        ("claim.personal_data", "leader_post")
    ]


@pytest.mark.parametrize(
    "text", ["010-12345678", "〔2026〕9号", "12800000000", "138000000001234", "11010119900101", ""]
)
def test_office_contacts_pass(text):
    assert check_office_contact({"leader_post": text}) == ()


def test_the_gate_is_open_when_class_and_edition_are_in_force():
    """1.2: participants of the batch only."""
    assert check_gate({"甲市": "1", "乙市": "2"}, class_list_in_force=True, edition_in_force=True) == ()


def test_the_gate_names_everything_that_keeps_it_shut():
    """1.2: an unclassified region or no edition in force is refused with the reason."""
    found = check_gate(
        {"甲市": None, "乙市": "2", "丙市": None}, class_list_in_force=False, edition_in_force=False
    )
    assert [speak(reason, "zh") for reason in found] == [
        "没有生效的地区分类名单",
        "本期有2个地区尚未分类：甲市、丙市",
        "没有生效的工作指引",
    ]
    assert said(check_gate({}, class_list_in_force=True, edition_in_force=True)) == [
        ("claim.gate.nobody", None)
    ]


def test_every_project_has_exactly_one_lead():
    """1.2: every project has a responsible party."""
    leads = {"P01": ["甲"], "P02": ["甲", "乙"], "P03": []}
    assert said(check_leads([*PROJECTS, "P04"], leads)) == [
        ("claim.gate.many_leads", "P02"),
        ("claim.gate.no_lead", "P03"),
        ("claim.gate.no_lead", "P04"),
    ]
