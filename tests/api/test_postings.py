"""Posted lists over the interface: everybody sees what is public, verifies it, and sees no draft."""

import pytest

from cast import later
from claim.postings.posted import approved_round, draft, issue, post, posted_with_documents
from fivefold.claim.models import Posting
from fivefold.files.store import read
from fivefold.ledger.keys import public_key
from fivefold.method import merkle
from fivefold.method.verify import verify_bundle

pytestmark = pytest.mark.django_db
LISTS = "/api/test/postings"


def test_an_issued_list_is_open_to_everybody(nation, client):
    made = post(nation)
    (found,) = client.get(LISTS).json()
    assert found == {
        "number": 1,
        "title": made.title,
        "document_number": "演示〔2026〕1号",
        "state": "issued",
        "audience": "public",
        "issued_at": "2026-09-01T02:00:00Z",
        "notice_until": made.notice_until.isoformat().replace("+00:00", "Z"),
        "corrects": None,
        "digest": made.digest,
    }


@pytest.mark.parametrize("who", [None, "甲市 signer", "演示省 reviewer", "centre publisher"])
def test_a_draft_is_on_no_list(nation, client, who):
    draft(nation, approved_round(nation))
    if who:
        nation.login(client, who)
    assert client.get(LISTS).json() == []
    assert client.get(f"{LISTS}/1").status_code == 404


def test_a_list_kept_within_the_programme_is_not_there_for_the_public(nation, client):
    row = draft(nation, approved_round(nation))
    Posting.objects.update(audience="programme")
    issue(nation, row)
    assert client.get(LISTS).json() == []
    assert client.get(f"{LISTS}/1").status_code == 404
    nation.login(client, "丁区 filler")
    assert [row["number"] for row in client.get(LISTS).json()] == [1]
    assert client.get(f"{LISTS}/1").status_code == 200


def test_the_bundle_verifies_before_and_after_its_documents_are_made(nation, client):
    post(nation)
    early = client.get(f"{LISTS}/1").content
    assert verify_bundle(early, key=public_key()).state == "verified"
    assert Posting.objects.get().bundle_file is None


def test_the_kept_bundle_is_sent_to_the_byte(nation, client):
    made = posted_with_documents(nation)
    answer = client.get(f"{LISTS}/1")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.content == read(made.bundle_file)
    assert verify_bundle(answer.content, key=public_key()).state == "verified"


def test_a_checkpoint_is_signed_and_grows_with_the_log(nation, client):
    empty = client.get("/api/test/log/checkpoint").json()
    assert (empty["size"], empty["checkpoint"], empty["at"]) == (0, "", None)
    post(nation, clock=later())
    found = client.get("/api/test/log/checkpoint").json()
    note = merkle.open_note(found["checkpoint"], found["vkey"])
    assert (note.origin, note.size) == (found["origin"], found["size"])
    assert (found["origin"], found["vkey"]) == ("test.example/test", public_key())
    assert found["size"] == 11
