"""Public pages: read without a log-in, counted without tracking, verified in the browser, objected to by text."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from claim.postings.posted import (
    approve,
    approved_round,
    draft,
    issue,
    post,
    posted_with_documents,
)
from desk.public.freezing import standing
from desk.public.reading import PAGE, text_of
from fivefold.claim.models import Posting
from fivefold.files.store import read
from fivefold.ledger.keys import public_key
from fivefold.method.reason import Reason

pytestmark = pytest.mark.django_db
READER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


def test_the_page_shows_title_date_source_and_readings(nation, client):
    """0.0: title, date, source (re-posted from) and reading count on the public page."""
    post(nation)
    page = text_of(client.get(PAGE, **READER))
    assert "关于公布试点地区<br>任务认领情况的通知" in page
    assert "2026年9月1日 10:00" in page
    assert "演示来源" in page
    assert "浏览量：1次" in page
    assert "演示〔2026〕1号" in page


def test_readings_count_without_cookies_and_keep_nothing_of_readers(nation):
    """0.0: the count works with cookies off and stores no reader data."""
    post(nation)
    for _ in range(3):
        assert set(Client().get(PAGE, **READER).cookies) <= {"csrftoken"}
    with CaptureQueriesContext(connection) as asked:
        Client().get(PAGE, **READER, REMOTE_ADDR="203.0.113.77", HTTP_REFERER="https://example.org/secret")
    written = [q["sql"] for q in asked if not q["sql"].startswith("SELECT")]
    assert Posting.objects.get().reads == 4
    assert len(written) == 1
    assert re.fullmatch(r'UPDATE "claim_posting" SET "reads" = .*', written[0])
    assert "203.0.113" not in written[0]
    assert "Firefox" not in written[0]


@pytest.mark.parametrize(
    "extra",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; ExampleBot/2.1)"},
        {"HTTP_USER_AGENT": "curl/8.5.0"},
        {"HTTP_USER_AGENT": ""},
        {**READER, "HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {**READER, "HTTP_PURPOSE": "prefetch"},
        {**READER, "QUERY_STRING": "page=2"},
    ],
)
def test_machines_loads_ahead_and_further_pages_are_no_readings(nation, client, extra):
    post(nation)
    assert client.get(PAGE, **extra).status_code == 200
    assert Posting.objects.get().reads == 0


def test_a_head_request_is_no_reading(nation, client):
    post(nation)
    assert client.head(PAGE, **READER).status_code == 200
    assert Posting.objects.get().reads == 0


def test_the_list_is_filtered_by_region_province_and_project(nation, client):
    post(nation)
    rows = lambda query: re.findall(r'<tr role="row" id="entry-(\d+)"', text_of(client.get(PAGE + query)))  # noqa: E731
    assert rows("") == ["1", "2", "3", "4", "5"]
    assert rows("?province=91") == ["1", "2", "3"]
    code = nation.edition.projects.get(order=11).code
    assert rows(f"?project={code}") == ["2"]
    assert rows("?q=丙市") == ["4"]
    assert rows("?q=无此地区") == []
    assert rows("?all=1") == ["1", "2", "3", "4", "5"]


def test_index_lists_and_filters_what_everybody_may_read(nation, client):
    post(nation)
    page = text_of(client.get("/public/"))
    assert "演示〔2026〕1号" in page
    assert "演示数据" in page
    assert "演示〔2026〕1号" not in text_of(client.get("/public/?programme=other"))


def test_drafts_and_other_numbers_are_not_there(nation, client):
    draft(nation, approved_round(nation))
    assert client.get(PAGE).status_code == 404
    assert client.get("/public/other/1/").status_code == 404


def test_a_list_kept_within_the_programme_opens_to_its_seats_only(nation, client):
    posting = draft(nation, approved_round(nation))
    Posting.objects.update(audience="programme")
    issue(nation, posting)
    assert client.get(PAGE).status_code == 404
    assert client.get("/public/").status_code == 200
    assert "演示〔2026〕1号" not in text_of(client.get("/public/"))
    assert client.get(PAGE + "object/").status_code == 404
    nation.login(client, "乙市 filler")
    assert client.get(PAGE).status_code == 200
    nation.login(client, "office system_admin")
    assert client.get(PAGE).status_code == 404


def test_downloads_carry_the_stored_bytes_and_their_digests_stand_on_the_page(nation, client):
    posting = posted_with_documents(nation)
    page = text_of(client.get(PAGE))
    for ending, kept in (
        ("json", posting.bundle_file),
        ("docx", posting.docx_file),
        ("pdf", posting.pdf_file),
    ):
        answer = client.get(f"{PAGE}list.{ending}")
        assert answer.content == read(kept)
        assert answer["Content-Disposition"].startswith("attachment")
        assert kept.sha256 in page
    assert (
        "PDF所用字体： “方正小标宋简体”由“Noto Serif SC”代替。 “仿宋_GB2312”由“Noto Serif SC”代替。" in page
    )
    csv = client.get(f"{PAGE}list.csv").content.decode("utf-8-sig").splitlines()
    assert csv[0] == "序号,省级单位,试点地区,类别,试点项目,责任单位,演示数据"
    assert len(csv) == 6
    assert client.get(f"{PAGE}list.exe").status_code == 404


@pytest.mark.parametrize(
    ("language", "word", "stands"),
    [
        ("zh-hans", "该文件已损坏", "榜单本身仍然有效"),
        ("en", "This file is damaged", "The list itself still stands"),
    ],
)
def test_a_damaged_or_missing_document_is_told_and_what_still_stands(
    nation, client, settings, language, word, stands
):
    posting = posted_with_documents(nation)
    client.cookies["language"] = language
    place = {
        ending: Path(settings.MEDIA_ROOT) / kept.sha256[:2] / kept.sha256
        for ending, kept in (
            ("pdf", posting.pdf_file),
            ("docx", posting.docx_file),
            ("json", posting.bundle_file),
        )
    }
    assert client.get(f"{PAGE}list.pdf").status_code == 200
    place["pdf"].write_bytes(b"damaged")
    place["docx"].unlink()
    assert client.get(f"{PAGE}list.json").status_code == 200
    place["json"].unlink()
    for ending in place:
        answer = client.get(f"{PAGE}list.{ending}")
        assert answer.status_code == 503
        assert word in text_of(answer)
        assert stands in text_of(answer)
        assert f'href="{PAGE}"' in text_of(answer)
    general = client.get("/api/test/postings/1")
    assert (general.status_code, general["Content-Type"].split(";")[0]) == (503, "application/json")
    (reason,) = general.json()["reasons"]
    assert reason["code"] == "api.file_damaged"
    assert ("榜单本身仍然有效" in reason["zh"], "still stands" in reason["en"]) == (True, True)


def test_before_the_documents_are_made_the_page_says_so(nation, client):
    post(nation)
    assert "文件正在制发" in text_of(client.get(PAGE))
    assert client.get(f"{PAGE}list.pdf").status_code == 404


def upload(client, name, data):
    return client.post("/public/verify/", {"file": SimpleUploadedFile(name, data), "digest": ""})


def test_verification_in_the_browser_names_the_altered_entry(nation, client):
    """4.13: upload a file; an altered one is told by its entry."""
    posting = posted_with_documents(nation)
    files = {n: read(getattr(posting, f"{n}_file")) for n in ("bundle", "docx", "pdf")}
    for name, ending in (("bundle", "json"), ("docx", "docx"), ("pdf", "pdf")):
        page = text_of(upload(client, f"list.{ending}", files[name]))
        assert "核验通过" in page
        assert "核验不通过" not in page
    forged = files["bundle"].replace("丁区演示".encode(), "丁区伪造".encode())
    assert "第5条被改动：序号5，丁区" in text_of(upload(client, "list.json", forged))
    marked = upload(client, "list.json", b"\xef\xbb\xbf" + files["bundle"]).context["answer"]
    assert (marked.state, marked.posting is None) == ("verified", False)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "word/document.xml":
                content = content.replace("丁区演示".encode(), "丁区伪造".encode())
            target.writestr(member, content)
    page = text_of(upload(client, "list.docx", out.getvalue()))
    assert "核验不通过" in page
    assert "文件中第5条（丁区，" in page


def test_a_document_whose_bundle_is_not_there_yet_is_not_called_verified(nation, client):
    """And no sentence of the page names an option of a command."""
    posting = posted_with_documents(nation)
    pdf = read(posting.pdf_file)
    known = upload(client, "list.pdf", pdf)
    assert known.context["answer"].kind == "done"
    Posting.objects.update(bundle_file=None)
    alone = upload(client, "list.pdf", pdf)
    assert (alone.context["answer"].state, alone.context["answer"].kind) == ("partial", "late")
    assert "文件本身未与存证日志核对" in alone.context["answer"].title
    said = [known, alone, upload(client, "list.docx", read(posting.docx_file))]
    for answer in (page.context["answer"] for page in said):
        lines = [answer.title, *answer.findings, *answer.checked, *answer.not_checked]
        assert not [line for line in lines if "--" in line]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_never_speaks_of_options(language):
    from fivefold.claim.postings.checking import STATES
    from fivefold.desk.public.verifying.wording import on_page
    from fivefold.method.verify import TEXT, Remark

    with translation.override(language):
        spoken = [on_page(Remark(code), language) for code, said in TEXT.items() if "--" in "".join(said)]
        spoken.append(on_page(Reason("claim.postings.check.own_bundle"), language))
    assert len(spoken) == 4
    assert not [line for line in spoken if "--" in line]
    assert len(STATES) == 4


@pytest.mark.parametrize("data", [b"", b"{", b"%PDF-1.4 broken", b"PK\x03\x04broken", b"\x00" * 50])
def test_rubbish_is_answered_and_never_an_error(nation, client, data):
    assert upload(client, "x.pdf", data).status_code in (200, 400)


def test_a_digest_tells_what_it_belongs_to(nation, client):
    posting = posted_with_documents(nation)
    assert "这是所公布榜单的摘要" in text_of(client.get(f"/public/verify/?digest={posting.digest}"))
    pdf = posting.pdf_file.sha256
    assert f"“{posting.pdf_file.name}”" in text_of(client.post("/public/verify/", {"digest": pdf.upper()}))
    assert "没有公布过" in text_of(client.get(f"/public/verify/?digest={'0' * 64}"))
    assert client.get("/public/verify/?digest=xyz").status_code == 400


def test_the_log_is_open(nation, client):
    """Key, checkpoint as plain text, and the proof that the log only grew between two sizes."""
    from fivefold.method import merkle

    post(nation)
    page = text_of(client.get("/public/log/test/"))
    assert public_key() in page.replace("&#x2B;", "+")
    plain = client.get("/public/log/test/checkpoint")
    assert plain["Content-Type"].startswith("text/plain")
    now = merkle.open_note(plain.content.decode(), public_key())
    assert (now.origin, now.size) == ("test.example/test", 11)
    proof = json.loads(client.get("/public/log/test/consistency?old=2").content)["consistency"][0]
    assert (proof["old_size"], proof["new_size"]) == (2, 11)
    assert client.get("/public/log/test/consistency?old=12").status_code == 400
    assert client.get("/public/log/test/consistency?old=5&new=3").status_code == 400
    assert client.get("/public/log/none/").status_code == 404


def _normal(page):
    page = re.sub(r"[0-9a-f]{64}", "DIGEST", page)
    page = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID", page)
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "TOKEN", page)
    return re.sub(r"浏览量：\d+次", "READS", page)


def test_public_pages_show_nothing_that_is_not_public(nation, client):
    """Twin worlds: what is drafted, reviewed or objected inside changes no byte outside."""
    posting = post(nation)
    addresses = (PAGE, "/public/", f"{PAGE}object/", f"{PAGE}list.csv", "/public/verify/")
    with standing(posting.issued_at):
        strip = lambda page: re.sub(r'name="receipt" value="[^"]+"', "RECEIPT", _normal(page))  # noqa: E731
        before = [strip(text_of(client.get(a, **READER))) for a in addresses]
        for place, state in ((5, "drafted"), (6, "approved"), (7, "returned"), (8, "submitted")):
            approve(nation, posting.round, "丙市", place, state=state, lead_unit="不得外泄的单位")
        draft(nation, posting.round)
        after = [strip(text_of(client.get(a, **READER))) for a in addresses]
    assert before == after


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "address",
    ["/public/", PAGE, f"{PAGE}object/", "/public/verify/", "/public/receipt/", "/public/log/test/"],
)
def test_every_page_speaks_both_languages_and_says_that_it_is_fictional(nation, client, language, address):
    post(nation)
    client.cookies["language"] = language
    page = text_of(client.get(address))
    assert ('<html lang="en"' in page) == (language == "en")
    if "verify" not in address and "receipt" not in address:
        assert "演示数据" in page


def test_a_corrected_list_stays_and_points_to_its_correction(nation, client):
    from claim.objections.test_objections import answered, corrected, raised

    posting = post(nation)
    answered(nation, raised(nation, posting))
    corrected(nation, posting)
    old, new = text_of(client.get(PAGE)), text_of(client.get("/public/test/2/"))
    assert "本榜单已由更正榜单代替" in old
    assert 'href="/public/test/2/"' in old
    assert 'href="/public/test/1/"' in new
    assert "第3条（乙市，" in new


def test_the_queries_of_the_page_do_not_grow_with_the_list(nation, client):
    post(nation)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for place in (5, 6, 7, 8, 9):
        approve(nation, Posting.objects.get(number=1).round, "丁区", place)
    issue(nation, draft(nation, Posting.objects.get(number=1).round))
    with CaptureQueriesContext(connection) as more:
        client.get("/public/test/2/")
    assert len(more) == len(few)
