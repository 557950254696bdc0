"""The check of the log names lists and claims that were changed by hand in the database."""

import pytest
from django.urls import reverse

from claim.postings.posted import PUBLISHER, approved_round, draft, post
from fivefold.claim.claims.standing import claims_against_the_log
from fivefold.claim.models import Claim, Posting, PostingEntry
from fivefold.claim.postings.standing import lists_against_the_log
from fivefold.ledger.models import Entry
from fivefold.method.reason import speak
from fivefold.office.audit import checks

pytestmark = pytest.mark.django_db
DAMAGE = reverse("audit:damage", args=["test"])


def delete(posting):
    PostingEntry.objects.all().delete()
    Posting.objects.all().delete()


def said_by(check, programme):
    return [speak(reason, "zh") for reason in check(programme)]


EDITS = {
    "discarded": (
        lambda row: Posting.objects.update(state="discarded"),
        "封存的不一致。被改动的项目：状态。",
    ),
    "drafted": (lambda row: Posting.objects.update(state="drafted"), "封存的不一致。被改动的项目：状态。"),
    "notice": (lambda row: Posting.objects.update(notice_until=None), "被改动的项目：公示截止时间。"),
    "readers": (lambda row: Posting.objects.update(audience="programme"), "被改动的项目：公布范围。"),
    "acknowledgement": (
        lambda row: Posting.objects.update(acknowledge_until=None),
        "被改动的项目：签收截止时间。",
    ),
    "number": (lambda row: Posting.objects.update(number=7), "（第1期）现存的内容"),
    "digest": (lambda row: Posting.objects.update(digest="0" * 64), "封存的不一致。"),
    "missing": (delete, "（第1期）已不在库中。"),
    "unlogged": (lambda row: Entry.objects.filter(kind="posting.issued").delete(), "没有公布的记录。"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_list_changed_by_hand_is_named_by_the_check_of_the_log(nation, client, edit):
    posting = post(nation)
    nation.login(client, PUBLISHER)
    assert client.get(DAMAGE).context["contradictions"] == []
    change, said = EDITS[edit]
    change(posting)
    page = client.get(DAMAGE)
    (found,) = page.context["contradictions"]
    assert posting.document_number in found
    assert said in found
    assert said in page.content.decode()


def test_drafts_of_lists_and_claims_are_no_contradiction(nation):
    round_ = approved_round(nation)
    posting = draft(nation, round_)
    claim = Claim.objects.first()
    Entry.objects.filter(subject_id=str(claim.pk)).delete()
    Claim.objects.filter(pk=claim.pk).update(state="drafted")
    for check in (lists_against_the_log, claims_against_the_log):
        assert said_by(check, posting.programme) == []


@pytest.mark.parametrize("state", ["drafted", "approved", "closed"])
def test_a_claim_whose_state_was_changed_by_hand_is_named(nation, client, state):
    post(nation)
    claim = Claim.objects.first()
    nation.login(client, PUBLISHER)
    assert client.get(DAMAGE).context["contradictions"] == []
    Claim.objects.filter(pk=claim.pk).update(state=state)
    (found,) = client.get(DAMAGE).context["contradictions"]
    assert found.startswith(claim.subject_name())


def test_the_checks_ask_the_same_number_of_queries_however_many_rows(nation, django_assert_num_queries):
    programme = post(nation).programme
    for check, asked in ((lists_against_the_log, 2), (claims_against_the_log, 3)):
        with django_assert_num_queries(asked):
            assert said_by(check, programme) == []


def test_what_an_act_between_rows_and_log_makes_look_wrong_is_not_told(nation, monkeypatch):
    """Only what a second look finds as well is a contradiction."""
    programme = post(nation).programme
    looks = []

    def once(_programme):
        looks.append(1)
        return ["passing", "lasting"] if len(looks) == 1 else ["lasting"]

    monkeypatch.setattr(checks, "_checks", [])
    checks.register_check(once)
    checks.register_check(once)
    assert (checks.contradictions(programme), len(looks)) == (["lasting"], 2)
