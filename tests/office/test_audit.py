"""The log in sentences: of a programme for its own, of the installation for the audit administrator alone."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import CLOCK, NOW, open_round
from claim.postings.posted import approve, draft, post
from fivefold.authz.permissions import Permission as P
from fivefold.claim.models import Claim
from fivefold.ledger.ids import uuid7
from fivefold.ledger.models import Entry
from fivefold.ledger.record import NewEntry, record
from fivefold.lifecycle.actor import SYSTEM
from fivefold.lifecycle.move import begin, move
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.tables import REGISTRY
from fivefold.office.people.actions import person_create
from fivefold.packs.models import WorkingDays

LOG = reverse("audit:log", args=["test"])
DAMAGE = reverse("audit:damage", args=["test"])


@pytest.fixture
def submitted(nation):
    def submit(order):
        row = Claim(
            round=nation.rounds[0],
            region=nation.regions["甲市"],
            project=nation.edition.projects.get(order=order),
            class_code="c",
        )
        begin(row, actor=nation.actor("甲市 filler"), permission=P.CLAIM_DRAFT, clock=CLOCK)
        return move(row, "claim.submitted", actor=nation.actor("甲市 signer"), clock=CLOCK)

    nation.rounds = [open_round(nation)]
    return submit


def entry_url(entry):
    return reverse("audit:entry", args=["test", entry.id])


def test_the_log_speaks_in_sentences_newest_first(nation, client, submitted):
    first, second = submitted(1), submitted(2)
    page = nation.login(client, "centre publisher").get(LOG)
    rows = page.context["table"].rows
    assert [row.cells[0] for row in rows] == [second.index + 1, first.index + 1] == [2, 1]
    assert [row.cells[2].href for row in rows] == [entry_url(second), entry_url(first)]
    assert "甲市·" in rows[0].cells[2].text
    assert [choice for choice, _ in page.context["table"].filters.fields[0].options] == [
        "",
        "programme",
        *REGISTRY,
        "working_days",
    ]


def test_a_reason_stands_in_a_row_of_the_log_once(nation, client, submitted):
    """In the sentence where the sentence gives it, else as its note."""
    submitted(1)
    claim = Claim.objects.get()
    move(claim, "claim.returned", actor=nation.actor("演示省 reviewer"), clock=CLOCK, because="佐证不清")
    move(claim, "claim.submitted", actor=nation.actor("甲市 signer"), clock=CLOCK, because="已经补充")
    rows = nation.login(client, "centre publisher").get(LOG).context["table"].rows
    again, returned, first = (row.cells[2] for row in rows)
    assert (returned.text.count("佐证不清"), returned.note) == (1, "")
    assert ("已经补充" in again.text, again.note) == (False, "已经补充")
    assert first.note == ""


@pytest.mark.parametrize(("subject", "count"), [("claim", 1), ("region", 0), ("", 1)])
def test_the_log_is_filtered_by_subject(nation, client, submitted, subject, count):
    submitted(1)
    page = nation.login(client, "centre observer").get(LOG, {"subject": subject})
    assert len(page.context["table"].rows) == count


@pytest.mark.parametrize(
    "who", ["甲市 signer", "演示省 reviewer", "office system_admin", "office security_admin"]
)
def test_the_log_is_not_there_for_others(nation, client, who):
    for url in (LOG, DAMAGE):
        assert nation.login(client, who).get(url).status_code == 404


def test_an_entry_shows_who_from_where_and_links_its_subject(nation, client, submitted):
    entry = submitted(1)
    page = nation.login(client, "centre publisher").get(entry_url(entry)).context["page"]
    values = [row.value for row in page.rows]
    assert (values[0], values[2], values[3]) == ("1", "甲市", "甲市signer")
    assert page.rows[5].url.endswith(f"/{Claim.objects.get().pk}/")
    assert page.digest == Entry.objects.get().leaf_hash


READERS = {
    "centre publisher": {"claim", "claim_round", "posting", "draft", "working_days"},
    "centre observer": {"claim_round", "posting", "working_days"},
    "office audit_admin": set(),
}


def leaf_of(nation, subject, subject_id):
    """An entry of the log about a subject."""
    with transaction.atomic():
        told = NewEntry(
            "claim.submitted", subject, str(subject_id), SYSTEM.leaf(), CLOCK.now(), {"subject": "演示"}
        )
        return record(origin_of(nation.programme), told)


@pytest.mark.parametrize("who", READERS)
def test_the_log_links_only_where_its_reader_may_go(nation, client, submitted, who):
    """Every link of every entry's page is there for who sees it; the same subject is plain text for others."""
    submitted(1)
    claim = Claim.objects.get()
    posting = post(nation)
    drafted = draft(nation, approved_again(nation))
    days = WorkingDays.objects.create(
        programme=nation.programme,
        year=2026,
        version=1,
        days_off=[],
        working_weekends=[],
        recorded_at=NOW,
        entry_id=uuid7(),
    )
    about = {
        "claim": ("claim", claim.pk),
        "claim_round": ("claim_round", posting.round_id),
        "posting": ("posting", posting.pk),
        "draft": ("posting", drafted.pk),
        "working_days": ("working_days", days.pk),
        "gone": ("claim", uuid7()),
        "no page": ("nothing", "x"),
    }
    nation.login(client, who)
    linked = set()
    for name, told in about.items():
        page = client.get(entry_url(leaf_of(nation, *told)))
        links = set(re.findall(r'<a [^>]*href="(/p/[^"#]*)', page.content.decode()))
        assert {client.get(link, follow=True).status_code for link in links} <= {200}
        if page.context["page"].rows[5].url:
            linked.add(name)
            assert page.context["page"].rows[5].url in links
    assert linked == READERS[who]
    for place in (LOG, DAMAGE):
        links = set(re.findall(r'<a [^>]*href="(/p/[^"#]*)', client.get(place).content.decode()))
        assert {client.get(link, follow=True).status_code for link in links} <= {200}


def approved_again(nation):
    """A second round with one approved claim."""
    round_ = open_round(nation)
    approve(nation, round_, "丙市", 5)
    return round_


def test_an_entry_of_another_log_is_not_there(nation, client):
    person_create(
        username="li.si", name="李四", email="", actor=nation.actor("office system_admin"), clock=CLOCK
    )
    entry = Entry.objects.get()
    assert nation.login(client, "centre publisher").get(entry_url(entry)).status_code == 404
    nation.login(client, "office audit_admin")
    assert client.get(entry_url(entry)).status_code == 404
    page = client.get(reverse("office:account_entry", args=[entry.pk])).context["page"]
    assert [row.url for row in page.rows] == [""] * 6
    assert [row.cells[2].href for row in client.get(reverse("office:accounts")).context["table"].rows] == [
        reverse("office:account_entry", args=[entry.pk])
    ]


@pytest.mark.parametrize("who", ["centre publisher", "centre observer"])
def test_the_log_of_people_is_closed_to_programmes(nation, client, who):
    """A seat of a programme may read its own log, never that of people and seats."""
    assert nation.login(client, who).get(reverse("office:accounts")).status_code == 404


def test_a_touched_store_is_named(nation, client, submitted):
    submitted(1)
    submitted(2)
    nation.login(client, "centre observer")
    assert (client.get(DAMAGE).context["found"], client.get(DAMAGE).context["size"]) == ([], 2)
    touched = Entry.objects.get(index=1)
    Entry.objects.filter(pk=touched.pk).update(leaf=touched.leaf.replace("signer", "filler"))
    assert client.get(DAMAGE).context["found"] == [2]
    page = client.get(DAMAGE).content.decode()
    assert "从1起编号" in page


def test_a_page_of_the_log_costs_the_same_however_long(nation, client, submitted):
    nation.login(client, "centre publisher")
    counts = []
    for order in (1, 2, 3):
        submitted(order)
        with CaptureQueriesContext(connection) as queries:
            client.get(LOG)
        counts.append(len(queries))
    assert counts[0] == counts[2]
