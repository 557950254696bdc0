"""Acknowledgement by the regions on a list; whoever has not in time appears as late (4.14)."""

import pytest

from claim.postings.posted import after, approve, approved_round, draft, issue, post
from desk.public.freezing import standing
from fivefold.claim.models import Acknowledgement, Posting
from fivefold.claim.postings.actions import posting_acknowledge
from fivefold.claim.postings.queries import acknowledgements, list_of
from fivefold.ledger import reading
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused
from fivefold.notices.models import ToDo

pytestmark = pytest.mark.django_db


def acknowledged(nation, posting, name, **delta):
    return posting_acknowledge(
        posting=posting, actor=nation.actor(f"{name} signer"), clock=after(posting, **(delta or {"hours": 1}))
    )


def test_every_line_names_who_answers_for_it(nation):
    """4.14: the posting shows the responsible unit; the project's lead unit stands in where a claim names none."""
    from fivefold.decompose.models import Assignment
    from fivefold.orgs.models import Body

    round_ = approved_round(nation)
    claim = approve(nation, round_, "丙市", 9, lead_unit="")
    unit = Body.objects.create(
        programme=nation.programme,
        parent=nation.centre,
        code="u1",
        name="演示指导单位",
        level=0,
        unit=True,
        path="00/u1/",
    )
    Assignment.objects.create(project=claim.project, unit=unit, level=0, role="lead")
    units = {
        e["project"]["code"]: e["lead_unit"] for e in list_of(issue(nation, draft(nation, round_)))["entries"]
    }
    assert units[claim.project.code] == "演示指导单位"
    assert all(units.values())


def test_a_signature_is_an_entry_in_the_log_and_closes_the_to_do(nation):
    posting = post(nation)
    given = acknowledged(nation, posting, "甲市")
    entry = reading.history(origin_of(nation.programme), "posting", str(posting.pk))[-1]
    assert (entry.kind, entry.params["region"], entry.role) == ("posting.acknowledged", "甲市", "signer")
    assert given.at == entry.at
    waiting = ToDo.objects.filter(code="todo.posting.acknowledge", done_at=None)
    assert sorted(waiting.values_list("body__name", flat=True)) == ["丁区", "丙市", "乙市"]


def test_unacknowledged_after_the_packs_days_appears_as_late(nation, client):
    """4.14: unacknowledged after N days appears as late, inside and on the public page."""
    posting = post(nation)
    acknowledged(nation, posting, "甲市")
    before = acknowledgements(posting, after(posting, days=10).now())
    assert [one.late for one in before] == [False] * 4
    end = posting.acknowledge_until
    assert (end - posting.issued_at).days == 10  # ten days after the day of posting, to midnight
    late = {one.name: one.late for one in acknowledgements(posting, end)}
    assert late == {"甲市": False, "乙市": True, "丙市": True, "丁区": True}
    with standing(end):
        page = client.get("/public/test/1/").content.decode()
        nation.login(client, "centre publisher")
        inside = client.get(f"/p/test/postings/{posting.pk}/").content.decode()
    assert "共4个地区，已签收1个；逾期3个" in page
    assert all(name in page for name in ("演示省乙市", "样例省丙市", "示例市丁区"))
    assert inside.count('class="is-late"') == 3


def test_it_may_still_be_given_late_and_is_given_once(nation):
    posting = post(nation)
    assert acknowledged(nation, posting, "乙市", days=30).region.body.name == "乙市"
    with pytest.raises(Refused) as refused:
        acknowledged(nation, posting, "乙市", days=31)
    assert refused.value.spoken("zh") == ("乙市已经签收，无须重复办理。",)
    assert Acknowledgement.objects.count() == 1


def test_only_the_regions_own_signer_acknowledges(nation):
    posting = post(nation)
    for name in (
        "甲市 filler",
        "演示省 coordinator",
        "演示省 reviewer",
        "centre publisher",
        "office audit_admin",
    ):
        with pytest.raises((NotAllowed, Refused)):
            posting_acknowledge(posting=posting, actor=nation.actor(name), clock=after(posting, hours=1))
    assert not Acknowledgement.objects.exists()


def test_a_region_that_is_not_on_the_list_has_nothing_to_acknowledge(nation):
    from cast import open_round

    round_ = open_round(nation)
    approve(nation, round_, "甲市", 1)
    with pytest.raises(Refused) as refused:
        acknowledged(nation, issue(nation, draft(nation, round_)), "乙市")
    assert refused.value.reasons[0].code == "claim.postings.not_on_list"


def test_a_draft_cannot_be_acknowledged(nation):
    row = draft(nation, approved_round(nation))
    with pytest.raises((NotAllowed, WrongState, Refused)):
        posting_acknowledge(posting=row, actor=nation.actor("甲市 signer"))
    assert not Acknowledgement.objects.exists()


def test_a_list_that_was_corrected_is_acknowledged_no_more(nation):
    posting = post(nation)
    Posting.objects.filter(pk=posting.pk).update(state="corrected")
    with pytest.raises(WrongState):
        acknowledged(nation, posting, "甲市")
    assert not Acknowledgement.objects.exists()
