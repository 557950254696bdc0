"""Pages of evidence: versions and digests, titles, days, and files that are refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fivefold.claim.assessments.models import Evidence
from fivefold.claim.assessments.queries import lines_of

BASE = "/p/test/assessments/"
pytestmark = pytest.mark.usefixtures("at_now")


def pdf():
    return SimpleUploadedFile("材料.txt", "演示材料".encode())


def test_evidence_has_versions_and_hashes(nation, assessment, client):
    """4.4: evidence is versioned and hashed; replaced and withdrawn ones stay readable."""
    nation.login(client, "甲市 filler")
    address = f"{BASE}{assessment.pk}/items/P01-1/evidence/"
    values = {"file": pdf(), "title": "会议纪要", "dated_on": "2026-03-01"}
    assert client.post(address, values).status_code == 302
    first = Evidence.objects.get()
    page = client.get(address).content.decode()
    assert first.file.sha256 in page
    again = client.post(address, {**values, "file": pdf()})
    assert again.status_code == 422
    one = f"{BASE}{assessment.pk}/evidence/{first.pk}/"
    new = SimpleUploadedFile("材料.txt", "新材料".encode())
    assert client.post(f"{one}replace/", {"file": new, "dated_on": ""}).status_code == 302
    assert [(e.version, e.replaced) for e in Evidence.objects.order_by("version")] == [(1, True), (2, False)]
    assert client.get(one).content == "演示材料".encode()
    assert client.post(f"{one}withdraw/", {"because": ""}).status_code == 200
    assert client.post(f"{one}withdraw/", {"because": "传错了"}).status_code == 302
    assert lines_of(assessment)[0].live_evidence == []
    assert client.post(f"{one}replace/", {"file": pdf(), "dated_on": ""}).status_code == 422
    nation.login(client, "乙市 filler")
    assert client.get(one).status_code == 404


@pytest.mark.parametrize("title", ["\u200b", "\u200b\u00a0\ufeff", "\u2060 \u200d"])
def test_a_title_in_which_nothing_can_be_seen_is_refused_at_its_field(nation, assessment, client, title):
    nation.login(client, "甲市 filler")
    address = f"{BASE}{assessment.pk}/items/P01-1/evidence/"
    answer = client.post(address, {"file": pdf(), "title": title, "dated_on": ""})
    assert answer.status_code == 422
    assert 'id="id_title_error"' in answer.content.decode()
    assert "名称中没有可见的字。" in answer.content.decode()
    assert (
        client.post(address, {"file": pdf(), "title": f"会议{title}纪要", "dated_on": ""}).status_code == 302
    )
    assert Evidence.objects.count() == 1


def test_hostile_evidence_is_refused(nation, assessment, client):
    nation.login(client, "甲市 filler")
    address = f"{BASE}{assessment.pk}/items/P01-1/evidence/"
    for name, data in (("x.pdf", b"MZ\x90"), ("x.exe", b"MZ"), ("x.pdf", b""), ("机密.txt", b"x")):
        answer = client.post(address, {"file": SimpleUploadedFile(name, data), "title": "x", "dated_on": ""})
        assert answer.status_code == 422, name
    assert not Evidence.objects.exists()
