"""A stored list that is not the one the log sealed is shown to nobody, wherever it is read."""

import hashlib

import pytest
from django.conf import settings

from claim.postings.posted import PUBLISHER, post, posted_with_documents
from fivefold.claim.models import Posting, PostingEntry
from fivefold.claim.postings.queries import entries_of
from fivefold.claim.postings.sealing import require_sealed
from fivefold.ledger.models import Entry
from fivefold.lifecycle.errors import SealBroken

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


def bend(line):
    line.data["lead_unit"] += "。"
    line.save()


ROWS = {
    "data": bend,
    "digest": lambda line: PostingEntry.objects.filter(pk=line.pk).update(digest="0" * 64),
    "place": lambda line: PostingEntry.objects.filter(pk=line.pk).update(seq=99),
    "removed": lambda line: line.delete(),
}


@pytest.mark.parametrize("change", ROWS)
def test_rows_that_are_not_the_sealed_entries_are_named_and_not_corrected_from(nation, change):
    """A correction is made from the rows: what was edited in the database must not be posted by it."""
    posting = post(nation)
    lines = entries_of(posting)
    assert len(lines) == 5
    ROWS[change](lines[4])
    with pytest.raises(SealBroken) as broken:
        entries_of(posting)
    assert broken.value.spoken("zh")[1] == "被改动、添加或删去的条目：5。"
