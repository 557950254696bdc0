"""A national list: 416 regions with 416 or 832 claims are posted and shown in a fixed number of queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import NOW, open_round
from claim.postings.posted import draft, issue
from fivefold.claim.models import Claim, PostingEntry
from fivefold.claim.postings.queries import by_id, list_of
from fivefold.claim.postings.rows import HEADS, table_of
from fivefold.claim.postings.textcheck import compare_text
from fivefold.classify.models import AdminArea, Region
from fivefold.ledger import reading
from fivefold.lifecycle.origin import origin_of
from fivefold.notices.models import Notice
from fivefold.orgs.models import Body
from leaves import tell_moves

REGIONS = 416


def _known_sizes():
    """Let the database know how large its tables are, as one that has been running does."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def regions(nation):
    """412 further fictional regions in 演示省."""
    province = nation.provinces["演示省"]
    bodies = [
        Body(
            programme=nation.programme,
            parent=province,
            code=f"98{n:04d}",
            name=f"演示{n}市",
            level=2,
            path=f"{province.path}98{n:04d}/",
        )
        for n in range(REGIONS - 4)
    ]
    areas = [
        AdminArea(
            programme=nation.programme,
            code=body.code,
            name=body.name,
            level="prefecture",
            parent_code=province.code,
            source="演示数据",
            recorded_at=NOW,
        )
        for body in bodies
    ]
    Body.objects.bulk_create(bodies)
    AdminArea.objects.bulk_create(areas)
    Region.objects.bulk_create(
        Region(
            programme=nation.programme,
            area=area,
            body=body,
            batch=nation.regions["甲市"].batch,
            joined_on=date(2026, 1, 1),
            state="participating",
            state_since=NOW,
        )
        for area, body in zip(areas, bodies, strict=True)
    )
    return list(Region.objects.order_by("body__path"))


def posted(nation, regions, places):
    """A list of every region with the projects at ``places``; the queries its issue took."""
    round_ = open_round(nation)
    projects = {place: nation.edition.projects.get(order=place) for place in places}
    made = Claim.objects.bulk_create(
        Claim(
            round=round_,
            region=region,
            project=projects[place],
            class_code="class-2",
            basis="advantage",
            lead_unit="演示牵头单位",
            state="approved",
            state_since=NOW,
        )
        for region in regions
        for place in places
    )
    tell_moves(made)
    _known_sizes()
    row = draft(nation, round_)
    with CaptureQueriesContext(connection) as asked:
        row = issue(nation, row)
    return row, len(asked)


@pytest.mark.django_db
def test_pages_and_posting_of_the_whole_nation(nation, regions, client):
    """4.13: posting 832 claims takes hardly more queries than 416, and a page of either takes as many."""
    small, few = posted(nation, regions, (1,))
    large, more = posted(nation, regions, (2, 3))
    assert PostingEntry.objects.filter(posting=small).count() == 416
    assert len(list_of(by_id(str(large.pk)))["entries"]) == 832
    assert few < 90
    assert more - few <= 20  # rows are written 500 at a time
    assert reading.size(origin_of(nation.programme)) == 2 * 416 + 1 + 2 * 832 + 1
    assert Notice.objects.filter(code="notice.claim.posted").count() == 2 * (416 + 832)
    for posting in (small, large):
        client.get(f"/public/test/{posting.number}/")
    counts = []
    for posting in (small, large):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/public/test/{posting.number}/").status_code == 200
        with CaptureQueriesContext(connection) as whole:
            page = client.get(f"/public/test/{posting.number}/?all=1").content.decode()
        counts.append((len(asked), len(whole)))
        assert page.count('id="entry-') == len(list_of(by_id(str(posting.pk)))["entries"])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12


def test_the_text_of_a_national_list_is_compared_at_once():
    entries = [
        {
            "seq": n,
            "province": {"name": "演示省"},
            "region": {"name": f"演示{n}市"},
            "class": {"name": "第二类地区"},
            "project": {"name": "演示项目"},
            "lead_unit": "演示牵头单位",
        }
        for n in range(1, 833)
    ]
    data = {"document_number": "演示〔2026〕1号", "title": "演示题", "label": "演示数据", "entries": entries}
    rows = ["".join(row) for row in table_of(entries)]
    text = "\n".join([data["document_number"], data["title"], "".join(HEADS), *rows, "核验：扫描二维码"])
    assert compare_text(text, data) == ()
    altered = compare_text(text.replace("演示77市", "演示七七市"), data)
    assert [(one.code, one.params["seq"]) for one in altered] == [("claim.postings.text.altered", "77")]
