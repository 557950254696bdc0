"""The heat map of a round: whose figures stand in it, of which share; filters, pages and workbook (ui rule 4)."""

import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import CLOCK
from fivefold.claim.assessments.actions import assessment_submit
from fivefold.claim.assessments.editing import assessment_begin

BASE = "/p/test/assessments/"
pytestmark = pytest.mark.usefixtures("at_now")


@pytest.fixture
def handed_in(nation, assessment, complete, save):
    """甲市 has handed in 8 of 10 everywhere but for 6.55 in an item of the second project: 14.55 of 20, 72.75 %."""
    complete(assessment)
    save(assessment, {"P02-1": {"score": "6.55"}}, seen="all")
    return assessment_submit(assessment=assessment, actor=nation.actor("甲市 signer"), clock=CLOCK)


def rows(page):
    """The map as text: region to its cells, each with its step of the scale."""
    found = {}
    for line in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page):
        name = re.search(r">([^<>]+)</a>", line)[1]
        found[name] = re.findall(r'<td class="heat-(\d)">([^<]*)</td>', line)
    return found


def test_each_region_stands_with_its_shares_and_a_draft_with_none(
    nation, round_, handed_in, complete, client
):
    drafted = assessment_begin(
        round_=round_, region=nation.regions["乙市"], actor=nation.actor("乙市 filler"), clock=CLOCK
    )
    complete(drafted, actor="乙市 filler", score="3")
    page = nation.login(client, "centre publisher").get(f"{BASE}?view=heat").content.decode()
    found = rows(page)
    assert list(found) == ["甲市", "乙市", "丙市", "丁区"]
    assert found["甲市"] == [("5", "80.0"), ("4", "72.8"), *[("5", "80.0")] * 9]
    assert all(found[name] == [("0", "—")] * 11 for name in ("乙市", "丙市", "丁区"))
    assert "所列4个中已提交1个；其余尚无数据。" in page


def test_a_province_sees_its_own_regions_only(nation, handed_in, client):
    page = nation.login(client, "样例省 coordinator").get(f"{BASE}?view=heat").content.decode()
    assert list(rows(page)) == ["丙市"]
    page = nation.login(client, "演示省 coordinator").get(f"{BASE}?view=heat").content.decode()
    assert list(rows(page)) == ["甲市", "乙市"]


def test_filters_keep_the_map_and_the_map_keeps_them(nation, handed_in, client):
    nation.login(client, "centre publisher")
    page = client.get(f"{BASE}?view=heat&state=submitted").content.decode()
    assert list(rows(page)) == ["甲市"]
    assert '<input type="hidden" name="view" value="heat">' in page
    assert '<a href="?view=heat">' in page
    assert "?view=heat&amp;state=submitted" in page
    assert 'name="view"' not in client.get(f"{BASE}?state=submitted").content.decode()
    empty = client.get(f"{BASE}?view=heat&q=没有").content.decode()
    assert "没有符合条件的地区" in empty
    assert rows(empty) == {}


def test_the_workbook_holds_the_whole_map_as_numbers(nation, handed_in, client):
    nation.login(client, "centre publisher")
    answer = client.get(f"{BASE}xlsx/?view=heat")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    (own,) = [line for line in lines if line[1] == "甲市"]
    assert [float(value) for value in own[5:16]] == [80, 72.8, *[80] * 9]
    (other,) = [line for line in lines if line[1] == "乙市"]
    assert (other[4], other[5:16]) == ("未开始", [None] * 11)
    assert client.get(f"{BASE}xlsx/?view=heat&state=submitted").content[:2] == b"PK"


def test_its_queries_do_not_grow_with_the_regions(nation, handed_in, client):
    nation.login(client, "centre publisher")
    client.get(f"{BASE}?view=heat")
    counts = []
    for query in ("&q=甲", ""):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{BASE}?view=heat{query}")
        counts.append(len(asked))
    assert counts[0] == counts[1]
