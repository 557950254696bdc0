"""Claims over the interface: who sees which, and the rules that refuse one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cast import open_round
from fivefold.claim.models import Claim
from fivefold.ledger import reading
from fivefold.lifecycle.origin import origin_of


@pytest.fixture
def round_(nation):
    now = timezone.now()
    dates = {
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=9),
        "review_closes_at": now + timedelta(days=19),
    }
    return open_round(nation, **dates)


@pytest.fixture
def post(nation, client, round_):
    def send(who, region="9101", order=1, **changes):
        project = nation.edition.projects.get(order=order)
        wanted = {"round": str(round_.pk), "region": region, "project": project.code, **changes}
        nation.login(client, who)
        return client.post("/api/test/claims", wanted, content_type="application/json")

    return send


def reasons(answer):
    return answer.status_code, [reason["code"] for reason in answer.json()["reasons"]]


def test_a_region_begins_a_claim(post, nation):
    answer = post("甲市 filler")
    assert answer.status_code == 201
    made = Claim.objects.get()
    assert answer.json()["id"] == str(made.pk)
    assert answer.json()["region"] == {"code": "9101", "name": "甲市"}
    assert (answer.json()["state"], answer.json()["intention"], made.class_code) == (
        "drafted",
        True,
        "class-1",
    )
    assert reading.size(origin_of(nation.programme)) == 0


def test_the_third_claim_is_refused(post):
    """4.5b: the cap holds on the machine interface too, with the rule as its reason."""
    assert [post("甲市 filler", order=order).status_code for order in (1, 2)] == [201, 201]
    answer = post("甲市 filler", order=3)
    assert reasons(answer) == (422, ["claim.cap"])
    reason = answer.json()["reasons"][0]
    assert reason["params"] == {"count": 3, "cap": 2}
    assert reason["zh"] != reason["en"]
    assert Claim.objects.count() == 2


def test_the_same_project_twice_is_refused(post):
    post("甲市 filler")
    assert reasons(post("甲市 filler")) == (422, ["claim.twice"])


def test_a_province_files_for_its_own_regions_only(post):
    answer = post("演示省 coordinator")
    assert (answer.status_code, answer.json()["filed_by"]) == (201, {"code": "91", "name": "演示省"})
    assert reasons(post("样例省 coordinator")) == (404, ["api.not_found"])


@pytest.mark.parametrize("who", ["乙市 filler", "样例省 reviewer", "丁区 signer"])
def test_other_regions_and_provinces_are_not_there(post, who):
    assert reasons(post(who)) == (404, ["api.not_found"])
    assert Claim.objects.count() == 0


@pytest.mark.parametrize(
    "changes",
    [{"round": "00000000-0000-0000-0000-000000000000"}, {"round": "x"}, {"project": "none"}, {"region": "0"}],
)
def test_what_is_not_there_is_404(post, changes):
    assert reasons(post("甲市 filler", **changes)) == (404, ["api.not_found"])


def test_a_body_that_is_no_json_is_refused(nation, client, round_):
    nation.login(client, "甲市 filler")
    answer = client.post("/api/test/claims", "{", content_type="application/json")
    assert reasons(answer) == (400, ["api.unreadable"])


def test_a_claim_is_seen_by_its_region_province_and_centre(post, client, nation):
    made = post("甲市 filler").json()["id"]
    seen = {}
    for who in ("甲市 signer", "乙市 signer", "演示省 reviewer", "样例省 reviewer", "centre publisher"):
        nation.login(client, who)
        listed = client.get("/api/test/claims").json()
        one = client.get(f"/api/test/claims/{made}")
        assert listed["total"] == len(listed["items"]) == (one.status_code == 200)
        seen[who] = one.status_code
    assert seen == {
        "甲市 signer": 200,
        "乙市 signer": 404,
        "演示省 reviewer": 200,
        "样例省 reviewer": 404,
        "centre publisher": 200,
    }


def test_a_list_is_narrowed(post, client, nation):
    post("甲市 filler")
    post("甲市 filler", order=2)
    nation.login(client, "演示省 reviewer")
    for query, total in (("", 2), ("?state=drafted", 2), ("?state=posted", 0), ("?region=9102", 0)):
        assert client.get(f"/api/test/claims{query}").json()["total"] == total
