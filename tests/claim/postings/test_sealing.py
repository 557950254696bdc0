"""A stored list that is not the one the log sealed is shown to nobody, wherever it is read."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import open_round
from claim.postings.posted import (
    CLOCK,
    PUBLISHER,
    after,
    approve,
    approved_round,
    draft,
    issue,
    post,
    posted_with_documents,
)
from fivefold.claim.models import Posting, PostingEntry
from fivefold.claim.objections.actions import objection_receive
from fivefold.claim.postings.actions import posting_issue
from fivefold.claim.postings.preparing import prepare
from fivefold.claim.postings.queries import entries_of
from fivefold.claim.postings.sealing import ISSUED, require_sealed, seal_broken
from fivefold.ledger.models import Entry
from fivefold.ledger.reading import first_leaves
from fivefold.ledger.record import Recorded, instant
from fivefold.lifecycle.actor import SYSTEM
from fivefold.lifecycle.errors import SealBroken
from fivefold.lifecycle.move import move
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused

pytestmark = pytest.mark.django_db
PUBLIC = ["/public/test/1/", "/public/test/1/list.csv", "/api/test/postings/1"]
TOLD = {"zh-hans": "与存证日志中封存的内容不一致", "en": "does not match what was sealed"}


def forge(*, digest: bool):
    """Change a region's name in the stored list, and the digest beside it too."""
    row = Posting.objects.get()
    row.canonical = row.canonical.replace("甲市", "演示PWN市")
    if digest:
        row.digest = hashlib.sha256(row.canonical.encode()).hexdigest()
    row.save()


def forge_leaf():
    """Change the digest in the leaf as well, and leave the leaf's hash."""
    old = Posting.objects.get().digest
    forge(digest=True)
    leaf = Entry.objects.get(kind="posting.issued")
    leaf.leaf = leaf.leaf.replace(old, Posting.objects.get().digest)
    leaf.save()


FORGERIES = {
    "list": lambda: forge(digest=False),
    "list and digest": lambda: forge(digest=True),
    "list, digest and leaf": forge_leaf,
    "leaf of another kind": lambda: Entry.objects.filter(kind="posting.issued").update(kind="claim.filed"),
    "leaf of another list": lambda: Entry.objects.filter(kind="posting.issued").update(subject_id="other"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
@pytest.mark.parametrize("address", [*PUBLIC, "inside"])
def test_a_list_that_is_not_the_sealed_one_is_not_shown(nation, client, address, forgery):
    posting = post(nation)
    if address == "inside":
        nation.login(client, PUBLISHER)
        address = f"/p/test/postings/{posting.pk}/"
    sound = client.get(address)
    assert (sound.status_code, "甲市" in sound.content.decode()) == (200, True)
    FORGERIES[forgery]()
    found = client.get(address)
    text = str(found.json()) if address.startswith("/api/") else found.content.decode()
    assert found.status_code == 500
    assert TOLD["zh-hans"] in text
    assert not [name for name in ("PWN", "甲市", "丙市") if name in text]


def test_the_notice_is_red_and_in_the_reader_s_language(nation, client):
    post(nation)
    forge(digest=True)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = client.get(PUBLIC[0]).content.decode()
    assert 'class="notice notice-error" role="alert"' in text
    assert TOLD["en"] in text


@pytest.mark.parametrize("table", ["/public/", "/p/test/postings/"])
def test_a_table_of_lists_tells_nothing_of_one_that_is_not_the_sealed_one(nation, client, table):
    """The row leads to the page that says why; the sound list beside it is told as ever."""
    old = post(nation)
    new = post(nation, round_=approved_again(nation))
    nation.login(client, PUBLISHER)
    rows = {row[0].href: row for row in client.get(table).context["table"].rows}
    (sound,) = {row[-1].text for row in rows.values()}
    assert sound != "与存证日志不一致"
    Posting.objects.filter(pk=old.pk).update(notice_until=datetime(2026, 9, 2, tzinfo=UTC))
    page = client.get(table)
    told = {row[1].text if row[1] else None: row for row in page.context["table"].rows}
    assert set(told) == {None, new.document_number}
    title, *_, tag = told[None]
    assert (title.text, tag.text, tag.tag) == (old.document_number, "与存证日志不一致", "refused")
    assert TOLD["zh-hans"] in page.content.decode()
    assert told[new.document_number][-1].text == sound


def approved_again(nation):
    """A second round with one approved claim."""
    round_ = open_round(nation)
    approve(nation, round_, "丙市", 5)
    return round_


@pytest.mark.parametrize("table", ["/public/", "/p/test/postings/"])
def test_the_seals_of_a_table_are_asked_by_the_same_number_of_queries(
    nation, client, table, django_assert_max_num_queries
):
    post(nation)
    second = approved_again(nation)
    nation.login(client, PUBLISHER)
    client.get(table)
    with CaptureQueriesContext(connection) as one:
        client.get(table)
    post(nation, round_=second)
    with django_assert_max_num_queries(len(one)):
        client.get(table)


@pytest.mark.parametrize("state", ["drafted", "discarded"])
def test_a_list_that_was_taken_back_to_a_draft_is_told_inside(nation, client, state):
    post(nation)
    nation.login(client, PUBLISHER)
    Posting.objects.update(state=state)
    (row,) = client.get("/p/test/postings/").context["table"].rows
    assert row[-1].text == "与存证日志不一致"


def test_a_draft_has_no_seal(nation, client):
    draft(nation, approved_round(nation))
    nation.login(client, PUBLISHER)
    (row,) = client.get("/p/test/postings/").context["table"].rows
    assert row[-1].text != "与存证日志不一致"


@pytest.mark.parametrize("ending", ["json", "docx", "pdf"])
def test_kept_files_are_not_sent_beside_a_list_that_was_changed(nation, client, ending):
    posted_with_documents(nation)
    assert client.get(f"/public/test/1/list.{ending}").status_code == 200
    forge(digest=True)
    assert client.get(f"/public/test/1/list.{ending}").status_code == 500


@pytest.mark.parametrize(
    ("column", "said"),
    [("title", "标题"), ("document_number", "发文字号"), ("source", "来源"), ("number", "期号")],
)
def test_a_column_that_is_not_what_was_sealed_is_named(nation, column, said):
    posting = post(nation)
    require_sealed(posting)
    setattr(posting, column, 7 if column == "number" else "另一个")
    with pytest.raises(SealBroken) as broken:
        require_sealed(posting)
    assert broken.value.spoken("zh")[1] == f"被改动的项目：{said}。"


ROW = {
    "notice_until": ({"notice_until": datetime(2026, 1, 1, tzinfo=UTC)}, "公示截止时间"),
    "no notice": ({"notice_until": None}, "公示截止时间"),
    "issued_at": ({"issued_at": datetime(2026, 1, 1, tzinfo=UTC)}, "公布时间"),
    "state": ({"state": "corrected"}, "状态"),
    "acknowledge_until": ({"acknowledge_until": datetime(2027, 1, 1, tzinfo=UTC)}, "签收截止时间"),
    "no date to acknowledge": ({"acknowledge_until": None}, "签收截止时间"),
}


@pytest.mark.parametrize("edit", ROW)
def test_terms_and_state_that_are_not_what_was_sealed_are_named_and_take_no_objection(nation, client, edit):
    """Who closes the notice in the database shuts nobody out unnoticed."""
    posting = post(nation)
    changed, said = ROW[edit]
    values = {"posting": posting, "text": "演示异议", "clock": after(posting, hours=1)}
    objection_receive(**values, code="AAAA-BBBB-CCCC-DDDD")
    assert client.get(PUBLIC[0]).status_code == 200
    Posting.objects.update(**changed)
    with pytest.raises(SealBroken) as broken:
        objection_receive(**values, code="EEEE-FFFF-GGGG-HHHH")
    assert broken.value.spoken("zh")[1] == f"被改动的项目：{said}。"
    found = client.get(PUBLIC[0])
    assert (found.status_code, said in found.content.decode()) == (500, True)


@pytest.mark.parametrize(("posted_for", "edited_to"), [("programme", "public"), ("public", "programme")])
def test_a_list_that_was_turned_to_other_readers_is_not_shown(nation, client, posted_for, edited_to):
    posting = post_for(nation, posted_for)
    nation.login(client, PUBLISHER)
    page = f"/p/test/postings/{posting.pk}/"
    assert client.get(page).status_code == 200
    Posting.objects.update(audience=edited_to)
    with pytest.raises(SealBroken) as broken:
        require_sealed(Posting.objects.get())
    assert broken.value.spoken("zh")[1] == "被改动的项目：公布范围。"
    assert client.get(page).status_code == 500
    client.logout()
    assert client.get(PUBLIC[0]).status_code == (500 if edited_to == "public" else 404)


def post_for(nation, audience):
    """A list posted for these readers."""
    row = draft(nation, approved_round(nation))
    row.audience = audience
    row.save()
    return issue(nation, row)


def test_other_readers_since_the_check_post_nothing(nation):
    row = draft(nation, approved_round(nation))
    seen = prepare(row).fingerprint
    Posting.objects.update(audience="programme")
    with pytest.raises(Refused) as refusal:
        posting_issue(posting=row, actor=nation.actor(PUBLISHER), seen=seen, clock=CLOCK)
    assert [reason.code for reason in refusal.value.reasons] == ["claim.postings.list_changed"]


def test_a_leaf_that_tells_neither_readers_nor_the_date_to_acknowledge_contradicts_nothing(nation):
    """Lists that were posted before leaves told them."""
    posting = post(nation)
    leaf = first_leaves(origin_of(posting.programme), "posting", str(posting.pk), ISSUED)[ISSUED]
    row = Posting.objects.get()
    row.audience, row.acknowledge_until = "programme", None
    assert seal_broken(row, {ISSUED: leaf}) is not None
    older = {name: leaf["params"].pop(name) for name in ("audience", "acknowledge_until")}
    assert older == {"audience": "public", "acknowledge_until": instant(posting.acknowledge_until)}
    assert seal_broken(row, {ISSUED: leaf}) is None


def test_a_list_read_just_before_its_correction_is_no_forgery(nation):
    posting = post(nation)
    old = Posting.objects.get()
    move(posting, "posting.corrected", actor=SYSTEM, clock=CLOCK, caused_by=cause(posting))
    require_sealed(old)
    Posting.objects.update(state="issued")
    with pytest.raises(SealBroken):
        require_sealed(old)


def cause(posting):
    """The leaf of an issue, as what causes the correction of the list before it."""
    return Recorded(posting.issue_entry_id, "", 0, "posting.issued", posting.issued_at)


def bend(line, _):
    line.data["lead_unit"] += "。"
    line.save()


def add(line, spare):
    PostingEntry.objects.create(
        posting=line.posting,
        seq=6,
        claim=spare,
        region=spare.region,
        project=spare.project,
        data=line.data,
        digest=line.digest,
    )


def stored(line):
    return PostingEntry.objects.filter(pk=line.pk)


ROWS = {
    "data": (bend, 5),
    "digest": (lambda line, _: stored(line).update(digest="0" * 64), 5),
    "place": (lambda line, _: stored(line).update(seq=99), 5),
    "claim": (lambda line, spare: stored(line).update(claim=spare), 5),
    "removed": (lambda line, _: line.delete(), 5),
    "added": (add, 6),
}


@pytest.mark.parametrize("change", ROWS)
def test_rows_that_are_not_the_sealed_entries_are_named_and_not_corrected_from(nation, change):
    """A correction is made from the rows: what was edited in the database must not be posted by it."""
    posting = post(nation)
    spare = approve(nation, posting.round, "丙市", 8)
    lines = entries_of(posting)
    assert len(lines) == 5
    forge_row, place = ROWS[change]
    forge_row(lines[4], spare)
    with pytest.raises(SealBroken) as broken:
        entries_of(posting)
    assert broken.value.spoken("zh")[1] == f"被改动、添加或删去的条目：{place}。"
