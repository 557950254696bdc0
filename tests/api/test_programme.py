"""Programmes, regions with their class, editions, rounds: what pages show, as data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import open_round
from fivefold.decompose.models import GuidelineEdition


def test_programmes_are_public_and_name_their_pack(nation, client):
    (programme,) = client.get("/api/programmes").json()
    assert (programme["slug"], programme["title"], programme["demo"]) == ("test", "演示计划", True)
    assert (programme["pack"], programme["seats"]) == ("cn-2021-shiyu", [])
    assert programme["pack_sha256"] == nation.programme.pack_version.sha256


def test_one_s_own_seats_are_listed_with_their_body(nation, client):
    (programme,) = nation.login(client, "甲市 signer").get("/api/programmes").json()
    assert programme["seats"] == [
        {"id": nation.seats["甲市 signer"].id, "role": "signer", "body": {"code": "9101", "name": "甲市"}}
    ]
    (programme,) = nation.login(client, "office audit_admin").get("/api/programmes").json()
    assert programme["seats"] == []


def test_regions_carry_the_class_of_the_list_in_force(nation, client):
    found = nation.login(client, "乙市 filler").get("/api/test/regions").json()
    assert (found["total"], found["page"], found["size"]) == (4, 1, 50)
    assert [(row["name"], row["above"]["name"], row["class_code"]) for row in found["items"]] == [
        ("甲市", "演示省", "class-1"),
        ("乙市", "演示省", "class-2"),
        ("丙市", "样例省", "class-2"),
        ("丁区", "示例市", "class-3"),
    ]
    assert found["class_list"] == {
        "number": 1,
        "valid_from": "2026-01-01",
        "document_number": "演示〔2026〕分类1号",
        "sha256": "1" * 64,
    }


def test_a_day_before_any_list_has_no_class(nation, client):
    found = nation.login(client, "乙市 filler").get("/api/test/regions?on=2025-12-31").json()
    assert found["class_list"] is None
    assert {row["class_code"] for row in found["items"]} == {""}


@pytest.mark.parametrize(
    ("query", "names", "status"),
    [
        ("?size=3", ["甲市", "乙市", "丙市"], 200),
        ("?size=3&page=2", ["丁区"], 200),
        ("?page=9", [], 200),
        ("?page=9999999999999999999999", [], 200),
        ("?page=0", None, 422),
        ("?size=201", None, 422),
        ("?on=yesterday", None, 422),
    ],
)
def test_pages(nation, client, query, names, status):
    answer = nation.login(client, "乙市 filler").get(f"/api/test/regions{query}")
    assert answer.status_code == status
    if names is None:
        (reason,) = answer.json()["reasons"]
        assert reason["code"] == "api.invalid"
        assert reason["params"]["field"] in query
    else:
        assert [row["name"] for row in answer.json()["items"]] == names


def test_a_list_costs_the_same_however_long(nation, client):
    nation.login(client, "乙市 filler")
    counts = []
    for size in (1, 4):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/api/test/regions?size={size}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_edition_whole_with_exact_scores(nation, client):
    found = nation.login(client, "乙市 filler").get("/api/test/editions/demo-a").json()
    projects = [project for block in found["blocks"] for project in block["projects"]]
    assert (len(found["blocks"]), len(projects), found["state"]) == (3, 11, "issued")
    item = projects[0]["items"][0]
    assert (item["max_score"], item["demo"], item["evidence_required"]) == ("10.00", True, True)
    assert item["levels"][0] == {"label": "差", "text": "演示差", "from_score": ""}


def test_a_draft_edition_is_there_for_the_centre_only(nation, client):
    GuidelineEdition.objects.create(
        programme=nation.programme, code="next", title="t", state="drafted", state_since="2026-09-01T00:00Z"
    )
    assert nation.login(client, "乙市 filler").get("/api/test/editions/next").status_code == 404
    assert nation.login(client, "centre publisher").get("/api/test/editions/next").status_code == 200
    assert client.get("/api/test/editions/none").status_code == 404


def test_rounds_with_dates_in_utc_and_the_cap(nation, client):
    round_ = open_round(nation)
    (found,) = nation.login(client, "丙市 signer").get("/api/test/rounds").json()
    assert found == {
        "id": str(round_.pk),
        "title": "演示认领轮次",
        "state": "opened",
        "batches": round_.batches,
        "edition": "demo-a",
        "class_list": 1,
        "opens_at": "2026-08-31T02:00:00Z",
        "closes_at": "2026-10-01T02:00:00Z",
        "review_closes_at": "2026-10-08T02:00:00Z",
        "cap_min": 1,
        "cap_max": 2,
    }
