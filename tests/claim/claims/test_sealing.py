"""What a claim says is sealed when it is sent and approved: an edit in the database is told, no act builds on it."""

from datetime import date

import pytest

from cast import CLOCK, later, open_round
from claim.objections.test_objections import answered, corrected, received
from claim.postings.posted import post
from claim_stage import approved, drafted, filed, live, submitted, whole
from fivefold.claim.claims import actions, reviewing
from fivefold.claim.claims.models import Claim, Milestone
from fivefold.claim.claims.sealing import alterations
from fivefold.claim.claims.standing import claims_against_the_log
from fivefold.claim.models import Posting
from fivefold.files.models import StoredFile
from fivefold.ledger.models import Entry
from fivefold.ledger.reading import history
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused, speak

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(nation):
    return live(open_round(nation))


def rows(claim):
    return Claim.objects.filter(pk=claim.pk)


def told(claim):
    """What is said of the claim as it is stored now, in Chinese."""
    found = Claim.objects.select_related("region__body", "project", "round__programme").get(pk=claim.pk)
    return [speak(said, "zh") for said in alterations([found]).values()]


def other_region(nation, claim):
    rows(claim).update(region=nation.regions["乙市"])


def other_file(nation, claim):
    StoredFile.objects.filter(pk=claim.decision_file_id).update(sha256="0" * 64)


def by_milestone(**values):
    return lambda nation, claim: Milestone.objects.filter(claim=claim).update(**values)


def by_field(name, value):
    return lambda nation, claim: rows(claim).update(**{name: value})


EDITS = {
    "aim_province": by_field("aim_province", "另一目标"),
    "aim_nation": by_field("aim_nation", "另一目标"),
    "basis": by_field("basis", "breakthrough"),
    "basis_reason": by_field("basis_reason", "另一依据"),
    "leader_post": by_field("leader_post", "另一岗位"),
    "lead_unit": by_field("lead_unit", "另一单位"),
    "means": by_field("means", "另一做法"),
    "expected_output": by_field("expected_output", "另一成果"),
    "class": by_field("class_code", "2"),
    "decision_meeting": by_field("decision_meeting", "另一会议"),
    "decision_number": by_field("decision_number", "另一文号"),
    "decision_signer_post": by_field("decision_signer_post", "另一岗位"),
    "decision_on": by_field("decision_on", date(2026, 8, 2)),
    "no day": by_field("decision_on", None),
    "no file": by_field("decision_file", None),
    "bytes of the file": other_file,
    "project": lambda nation, claim: rows(claim).update(project=nation.edition.projects.get(order=9)),
    "region": other_region,
    "filed by": lambda nation, claim: rows(claim).update(filed_by=nation.provinces["演示省"]),
    "milestone": by_milestone(text="另一节点"),
    "measure": by_milestone(measure="另一凭据"),
    "due": by_milestone(due_on=None),
    "place": by_milestone(order=2),
    "milestone gone": lambda nation, claim: Milestone.objects.filter(claim=claim).delete(),
}


@pytest.mark.parametrize("edit", EDITS)
def test_whatever_is_edited_in_an_approved_claim_is_told(nation, round_, edit):
    claim = approved(nation, round_)
    assert told(claim) == []
    EDITS[edit](nation, claim)
    (said,) = told(claim)
    assert "在“审核通过”时封存的内容不一致" in said
    assert [speak(one, "zh") for one in claims_against_the_log(nation.programme)] == [said]


@pytest.mark.parametrize("level", ["submitted", "approved"])
def test_what_no_act_seals_may_change(nation, round_, level):
    claim = {"submitted": submitted, "approved": approved}[level](nation, round_)
    rows(claim).update(version=9, touched={"means": 9}, writers=["x"], return_reason="另一理由")
    assert told(claim) == []


@pytest.mark.parametrize("make", [submitted, approved, filed])
def test_the_page_of_an_edited_claim_says_so(nation, client, round_, make):
    claim = make(nation, round_)
    nation.login(client, "甲市 signer")
    page = f"/p/test/claims/{claim.pk}/"
    sound = client.get(page)
    assert (sound.status_code, "notice-error" in sound.content.decode()) == (200, False)
    rows(claim).update(aim_nation="数据库改写的目标")
    text = client.get(page).content.decode()
    (said,) = told(claim)
    assert text.index("notice-error") < text.index(said) < text.index("数据库改写的目标")


def test_the_pages_on_which_one_decides_say_so_too(nation, client, round_):
    waits, asks = submitted(nation, round_), filed(nation, round_, order=2)
    for claim, who, page in ((waits, "演示省 reviewer", "review"), (asks, "甲市 signer", "answer")):
        nation.login(client, who)
        address = f"/p/test/claims/{claim.pk}/{page}/"
        assert "notice-error" not in client.get(address).content.decode()
        rows(claim).update(means="另一做法")
        assert told(claim)[0] in client.get(address).content.decode()


def test_an_edited_claim_is_not_approved_but_can_be_returned(nation, round_):
    claim = submitted(nation, round_)
    reviewer = nation.actor("演示省 reviewer")
    rows(claim).update(means="另一做法")
    with pytest.raises(Refused) as refusal:
        reviewing.claim_approve(claim=claim, actor=reviewer, clock=CLOCK)
    assert refusal.value.spoken("zh") == tuple(told(claim))
    assert "在“提交认领”时" in told(claim)[0]
    assert Claim.objects.get().state == "submitted"
    reviewing.claim_return(claim=claim, parts=["outputs"], because="演示", actor=reviewer, clock=CLOCK)
    assert (Claim.objects.get().state, told(claim)) == ("returned", [])


def test_an_edited_filing_is_neither_confirmed_nor_lapses_but_can_be_disowned(nation, round_):
    claim = filed(nation, round_)
    signer, late = nation.actor("甲市 signer"), later(days=30)
    sound = filed(nation, round_, order=2)
    rows(claim).update(means="另一做法")
    with pytest.raises(Refused) as refusal:
        actions.claim_confirm(claim=claim, actor=signer, clock=CLOCK)
    assert [reason.code for reason in refusal.value.reasons] == ["claims.altered"]
    assert actions.claims_lapse(clock=late) == 1
    assert dict(Claim.objects.values_list("pk", "state")) == {claim.pk: "filed", sound.pk: "submitted"}
    actions.claim_disown(claim=claim, because="演示", actor=signer, clock=CLOCK)
    assert (Claim.objects.get(pk=claim.pk).state, told(claim)) == ("drafted", [])


def test_ordinary_acts_seal_what_they_change(nation, round_):
    """A claim that is returned, put right and sent again is what was sealed at every step."""
    claim = approved(nation, round_)
    reviewer, signer = nation.actor("演示省 reviewer"), nation.actor("甲市 signer")
    reviewing.claim_return(claim=claim, parts=["plan_means"], because="演示", actor=reviewer, clock=CLOCK)
    rows(claim).update(means="改好的做法")
    assert told(claim) == []
    actions.claim_submit(claim=Claim.objects.get(), actor=signer, clock=CLOCK)
    assert told(claim) == []
    reviewing.claim_approve(claim=Claim.objects.get(), actor=reviewer, clock=CLOCK)
    assert told(claim) == []
    rows(claim).update(means="演示：专班一个，专项经费一笔")  # what the first approval had sealed
    assert len(told(claim)) == 1


def test_a_region_that_sends_itself_what_the_province_had_filed_seals_its_own(nation, round_):
    claim = filed(nation, round_)
    signer = nation.actor("甲市 signer")
    actions.claim_confirm(claim=claim, actor=signer, clock=CLOCK)
    assert told(claim) == []
    reviewing.claim_return(
        claim=claim, parts=["outputs"], because="演示", actor=nation.actor("演示省 reviewer"), clock=CLOCK
    )
    actions.claim_submit(claim=Claim.objects.get(), actor=signer, clock=CLOCK)
    assert (Claim.objects.get().filed_by, told(claim)) == (None, [])


def test_a_lapsed_filing_is_sealed_as_it_was_filed(nation, round_):
    claim = filed(nation, round_)
    assert actions.claims_lapse(clock=later(days=30)) == 1
    assert told(claim) == []
    leaves = history(origin_of(nation.programme), "claim", str(claim.pk))
    assert len({leaf.params["content"] for leaf in leaves}) == 1


def test_a_claim_that_no_level_reviews_is_sealed_by_its_approval(nation, round_):
    type(round_).objects.filter(pk=round_.pk).update(review_levels=[])
    claim = submitted(nation, round_)
    last = history(origin_of(nation.programme), "claim", str(claim.pk))[-1]
    assert (last.kind, claim.state, told(claim)) == ("claim.approved", "approved", [])
    rows(claim).update(means="另一做法")
    assert "在“审核通过”时" in told(claim)[0]


@pytest.mark.parametrize("make", [drafted, whole])
def test_of_a_draft_nothing_is_told(nation, round_, make):
    claim = make(nation, round_)
    rows(claim).update(means="另一做法")
    assert told(claim) == []


def test_of_an_approval_whose_leaf_is_not_the_one_that_was_hashed_nothing_is_told_here(nation, round_):
    """The check of the log names the leaf; the claim is held back for it."""
    claim = approved(nation, round_)
    Entry.objects.filter(kind="claim.approved").update(leaf_hash="0" * 64)
    rows(claim).update(means="另一做法")
    assert told(claim) == []


def test_the_seals_of_all_claims_are_asked_by_three_queries(nation, round_, django_assert_num_queries):
    for order in (1, 2):
        approved(nation, round_, order=order)
        found = list(Claim.objects.select_related("region__body", "project", "round__programme"))
        with django_assert_num_queries(3):
            assert alterations(found) == {}
    with django_assert_num_queries(0):
        assert alterations([]) == {}


def sealed_list(nation):
    """A posted list of one claim that was sent and approved by the ordinary acts."""
    round_ = open_round(nation)
    claim = approved(nation, round_)
    return claim, post(nation, round_)


@pytest.mark.parametrize("edited", [False, True])
def test_an_amendment_seals_what_it_makes_of_a_claim_and_builds_on_no_other_text(nation, edited):
    claim, posting = sealed_list(nation)
    answered(nation, received(posting), seq=1, remedy="amend", fields={"lead_unit": "更正的单位"})
    if edited:
        Claim.objects.update(means="数据库改写的做法")
        with pytest.raises(Refused) as refused:
            corrected(nation, posting)
        assert [reason.code for reason in refused.value.reasons] == ["claims.altered"]
        assert Posting.objects.get(pk=posting.pk).state == "issued"
        return
    corrected(nation, posting)
    row = Claim.objects.get(pk=claim.pk)
    assert (row.lead_unit, alterations([row])) == ("更正的单位", {})
    row.lead_unit = claim.lead_unit
    assert list(alterations([row])) == [claim.pk]
