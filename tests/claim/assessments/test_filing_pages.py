"""A province files on a region's behalf: named on form and list, by the browser."""

import pytest

from cast import CLOCK
from fivefold.claim.assessments.actions import assessment_file
from fivefold.claim.assessments.queries import full

BASE = "/p/test/assessments/"
pytestmark = pytest.mark.usefixtures("at_now")


def test_a_filing_is_named_on_form_and_list(nation, assessment, complete, client):
    """Decisions 24: named on form and list; the page says when silence counts."""
    complete(assessment, actor="演示省 coordinator")
    assessment_file(assessment=assessment, actor=nation.actor("演示省 coordinator"), clock=CLOCK)
    client.cookies["language"] = "en"
    nation.login(client, "甲市 signer")
    for address in ("", "projects/P01/"):
        page = client.get(f"{BASE}{assessment.pk}/{address}").content.decode()
        name = '<span lang="zh-Hans">{}</span>'.format
        assert f"Filed by {name('演示省')} on behalf of {name('甲市')}" in page
        assert "counts as confirmed" in page
        # The term is over when the 12th begins: the 11th is the last day.
        assert "disowned before 11 September 2026, 24:00 (Beijing time)" in page
        assert "12 September 2026" not in page
    first = client.get("/").context["bench"].tasks[0]
    assert (str(assessment.pk) in first.url, first.due) == (True, "11 September 2026")
    nation.login(client, "centre publisher")
    assert "演示省" in client.get(BASE).content.decode()
    nation.login(client, "甲市 signer")
    assert client.post(f"{BASE}{assessment.pk}/disown/", {"because": "不符"}).status_code == 302
    assert full(assessment).state == "drafted"


def test_the_province_files_by_the_browser(nation, assessment, complete, client):
    complete(assessment)
    nation.login(client, "演示省 coordinator")
    assert client.post(f"{BASE}{assessment.pk}/file/").status_code == 302
    nation.login(client, "甲市 signer")
    assert client.post(f"{BASE}{assessment.pk}/confirm/").status_code == 302
    assert full(assessment).state == "submitted"
