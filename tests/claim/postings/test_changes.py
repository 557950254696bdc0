"""A correction says old -> new everywhere: in list, documents, check, pages and log."""

import json
import re

import pytest
from django.conf import settings

from claim.objections.test_objections import answered, raised, received
from claim.postings.posted import PUBLISHER, after, issue, post
from fivefold.claim.models import Posting
from fivefold.claim.objections.actions import Answer, objection_answer
from fivefold.claim.objections.correcting import correction_prepare
from fivefold.claim.postings import wording
from fivefold.claim.postings.addresses import page_path
from fivefold.claim.postings.checking import check_file, sentence
from fivefold.claim.postings.queries import by_id, list_of
from fivefold.claim.postings.textcheck import compact, compare_text
from fivefold.documents.reading import docx_text, pdf_text
from fivefold.files.store import read
from fivefold.jobs.queue import run_waiting
from fivefold.ledger.reading import history
from fivefold.lifecycle.origin import origin_of
from fivefold.method.canonical import digest
from fivefold.method.reason import speak
from fivefold.packs.fields import Label
from fivefold.packs.programmes import pack_of
from fivefold.packs.schema.claim import OfficialText

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(nation):
    """A list and its correction with documents: 乙市's unit and project amended, 丁区's entry struck."""
    posting = post(nation)
    project = nation.edition.projects.get(order=9)
    fields = {"lead_unit": "乙市另一演示单位", "project": project.code}
    answered(nation, raised(nation, posting), remedy="amend", fields=fields)
    answered(nation, received(posting), seq=5)
    row = correction_prepare(posting=posting, actor=nation.actor(PUBLISHER), clock=after(posting, days=4))
    new = issue(nation, row, clock=after(posting, days=4))
    assert [job.state for job in run_waiting()] == ["done", "done"]
    return by_id(str(posting.pk)), by_id(str(new.pk))


@pytest.fixture
def said(pair):
    """The two sentences, in Chinese."""
    old = list_of(pair[0])["entries"]
    amended, struck = old[2]["project"]["name"], old[4]["project"]["name"]
    new = list_of(pair[1])["entries"][2]["project"]["name"]
    why = "理由：经核实情况属实"
    fields = f"责任单位由“乙市演示牵头单位”改为“乙市另一演示单位”、认领项目由“{amended}”改为“{new}”"
    return (
        f"第3条（乙市，{amended}）：{fields}，{why}（依据乙市于2026年9月1日提出的异议）",
        f"第5条（丁区，{struck}）：从榜单中撤下，{why}（依据公众于2026年9月1日提出的异议）",
    )


def test_the_published_list_carries_what_was_changed(pair):
    old, new = map(list_of, pair)
    before, now = old["entries"][2], new["entries"][2]
    assert "changes" not in old
    amended, struck = new["changes"]
    assert (amended["seq"], amended["place"], amended["remedy"]) == (3, 3, "amend")
    assert amended["was"] == {name: before[name] for name in ("lead_unit", "project")}
    assert amended["fields"] == {name: now[name] for name in ("lead_unit", "project")}
    assert amended["sources"] == [{"channel": "seat", "body": "乙市", "raised_on": "2026-09-01"}]
    assert (struck["seq"], struck["place"], struck["remedy"]) == (5, None, "strike")
    assert struck["sources"] == [{"channel": "receipt", "body": "", "raised_on": "2026-09-01"}]
    leaf = history(origin_of(pair[1].programme), "posting", str(pair[1].pk))[-2]
    assert leaf.params["fields"]["changes"] == digest(new["changes"])


def test_nothing_of_a_citizen_is_published_but_the_day(pair):
    """Neither the text nor the key of a citizen's objection stands in the list."""
    objection = pair[0].objections.get(body=None)
    text = pair[1].canonical
    assert objection.text not in text
    assert str(objection.pk) not in text


def test_both_documents_say_it_and_the_check_looks_for_it(pair):
    data = list_of(pair[1])
    texts = (docx_text(read(pair[1].docx_file)), "\n".join(pdf_text(read(pair[1].pdf_file))))
    for text in texts:
        assert compare_text(text, data) == ()
        bare = re.sub("演示数据|—[0-9]—", "", compact(text))
        assert "责任单位由“乙市演示牵头单位”改为“乙市另一演示单位”" in bare
        assert "（依据公众于2026年9月1日提出的异议）" in bare
    forged = texts[0].replace("乙市另一演示单位", "乙市又一演示单位", 1)
    codes = [one.code for one in compare_text(forged, data)]
    assert codes == ["claim.postings.text.change"]


def test_the_check_of_a_file_says_what_was_corrected(pair, said):
    bundle = read(pair[1].bundle_file)
    outcome = check_file("list.pdf", read(pair[1].pdf_file), bundle=bundle)
    assert outcome.state == "verified"
    spoken = [sentence(one, "zh") for one in outcome.checked]
    assert f"本榜单更正第1期榜单。{said[0]}、{said[1]}" in spoken
    first = check_file("list.json", read(pair[0].bundle_file))
    assert all(one.code != "claim.postings.check.changes" for one in first.checked)


def test_an_altered_change_is_named(pair):
    data = json.loads(read(pair[1].bundle_file))
    data["posting"]["changes"][0]["was"]["lead_unit"] = "伪造单位"
    outcome = check_file("list.json", json.dumps(data).encode())
    assert outcome.state == "altered"
    assert [sentence(one, "zh") for one in outcome.findings] == ["表头“更正内容”被改动、添加或删去"]


def test_the_log_says_it_on_both_postings_and_on_the_claim(pair, said):
    both = f"更正内容：{said[0]}、{said[1]}"
    old, new = (
        [speak(one.sentence, "zh") for one in history(origin_of(row.programme), "posting", str(row.pk))]
        for row in pair
    )
    assert f"“演示〔2026〕1号”由“演示〔2026〕2号”更正并代替。{both}" in old
    assert f"演示中央办公室张榜公布更正榜单“演示〔2026〕2号”（第2期），代替“演示〔2026〕1号”。{both}" in new
    claim = pair[1].entries.get(seq=3).claim
    last = history(origin_of(pair[1].programme), "claim", str(claim.pk))[-1]
    assert "责任单位由“乙市演示牵头单位”改为“乙市另一演示单位”" in speak(last.sentence, "zh")
    assert "responsible unit changed from “乙市演示牵头单位”" in speak(last.sentence, "en")


def test_a_pack_without_words_for_corrections_still_says_what_changed(pair, said):
    text = OfficialText.model_construct(paragraphs=(Label((("zh", "现公布榜单。"),)),))
    values = wording.values(pair[1], pack_of(pair[1].programme), list_of(pair[1]))
    first, last = wording.blocks(text, values)
    title, number = pair[0].title, pair[0].document_number
    assert first.text == f"本榜单更正《{title}》（{number}）所附榜单：{said[0]}；{said[1]}。"
    assert last.text == "现公布榜单。"
    assert len(wording.blocks(text, {**values, "correction_reason": ""})) == 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_both_lists_say_it(pair, said, nation, client, language):
    nation.login(client, PUBLISHER)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    marked = '<span lang="zh-Hans">乙市演示牵头单位'
    old = "更正前：乙市演示牵头单位" if language == "zh-hans" else f"before the correction: {marked}"
    for row in pair:
        for path in (f"/public/test/{row.number}/", page_path(row)):
            page = client.get(path).content.decode()
            if language == "zh-hans":
                assert all(line in page for line in said)
            else:
                assert (
                    'struck from the list. Reason: <span lang="zh-Hans">经核实情况属实</span> (by a citizen'
                    in page
                )
            assert (old in page) == (row.number == 2)


def prepared(nation, posting):
    return correction_prepare(posting=posting, actor=nation.actor(PUBLISHER), clock=after(posting, days=4))


def test_a_list_that_was_corrected_twice_says_each_change_where_it_belongs(nation, client):
    """The second list replaces the first by the first change, and is replaced for the second one alone."""
    first = post(nation)
    answered(nation, received(first), remedy="amend", fields={"lead_unit": "乙市第一次更正单位"})
    second = issue(nation, prepared(nation, first), clock=after(first, days=4))
    answered(nation, received(second), remedy="amend", fields={"lead_unit": "乙市第二次更正单位"})
    third = issue(nation, prepared(nation, second), clock=after(second, days=4))
    Posting.objects.filter(pk=third.pk).update(
        changes=[]
    )  # what is said of a correction is what the log holds
    one = "责任单位由“乙市演示牵头单位”改为“乙市第一次更正单位”"
    two = "责任单位由“乙市第一次更正单位”改为“乙市第二次更正单位”"
    nation.login(client, PUBLISHER)
    told = {1: ([one], []), 2: ([two], [one]), 3: ([], [two])}
    for row in (first, second, third):
        for path in (f"/public/test/{row.number}/", page_path(row)):
            page = client.get(path).context["page"]
            assert [[said.split("：")[1].split("，")[0] for said in found] for found in shown(page)] == list(
                told[row.number]
            )
    public = client.get("/public/test/2/").content.decode()
    replaced, replaces = public.index("本榜单已由更正榜单代替"), public.index("notice notice-info")
    assert replaced < public.index(two) < replaces < public.index(one)


def shown(page):
    """What was changed of the list since, and what the list itself corrected."""
    return page.changes_since, page.changes


@pytest.mark.parametrize("address", ["public", "signer", "publisher"])
def test_a_correction_in_draft_stands_on_no_page_of_the_list(nation, client, address):
    """The same page says it once the correction is issued."""
    posting = post(nation)
    answered(nation, received(posting), remedy="amend", fields={"lead_unit": "乙市另一演示单位"})
    row = prepared(nation, posting)
    path = "/public/test/1/" if address == "public" else page_path(posting)
    if address != "public":
        nation.login(client, {"signer": "甲市 signer", "publisher": PUBLISHER}[address])
    said = "责任单位由“乙市演示牵头单位”改为“乙市另一演示单位”"
    drafted = client.get(path)
    assert (drafted.status_code, said in drafted.content.decode()) == (200, False)
    issue(nation, row, clock=after(posting, days=4))
    assert said in client.get(path).content.decode()


def test_an_amended_entry_below_a_struck_one_is_named_by_its_old_number_and_marked_at_its_new_one(
    nation, client
):
    posting = post(nation)
    answered(nation, received(posting), seq=1)
    answered(nation, received(posting), seq=3, remedy="amend", fields={"lead_unit": "乙市另一演示单位"})
    new = issue(nation, prepared(nation, posting), clock=after(posting, days=4))
    struck, amended = list_of(new)["changes"]
    assert (struck["seq"], struck["place"]) == (1, None)
    assert (amended["seq"], amended["place"]) == (3, 2)
    html = client.get(f"/public/test/{new.number}/").content.decode()
    rows = re.findall(r'id="entry-(\d+)"(.*?)</tr>', html, re.DOTALL)
    assert [seq for seq, _ in rows] == ["1", "2", "3", "4"]
    assert [seq for seq, row in rows if "更正前：乙市演示牵头单位" in row] == ["2"]


def test_two_amendments_of_one_entry_are_joined_and_a_strike_among_them_wins(nation):
    """Whichever of them was upheld last: the amendment that follows the strike does not bring the entry back."""
    posting = post(nation)
    before = posting.entries.get(seq=3).data
    project = nation.edition.projects.get(order=9)

    def uphold(because, day, **values):
        objection_answer(
            objection=received(posting, days=day),
            actor=nation.actor(PUBLISHER),
            answer=Answer(upheld=True, reason=because, seq=3, **values),
            clock=after(posting, days=3),
        )
        (change,) = prepared(nation, posting).changes
        return change

    uphold("甲。", 0, remedy="amend", fields={"lead_unit": "乙市新单位"})
    joined = uphold("乙。", 1, remedy="amend", fields={"project": project.code})
    assert (joined["remedy"], len(joined["objections"])) == ("amend", 2)
    assert joined["fields"]["lead_unit"] == "乙市新单位"
    assert joined["fields"]["project"]["code"] == project.code
    assert joined["was"] == {name: before[name] for name in ("lead_unit", "project")}
    assert joined["because"] == "甲。；乙。"
    assert uphold("丙。", 2, remedy="strike")["remedy"] == "strike"
    assert uphold("丁。", 3, remedy="amend", fields={"lead_unit": "乙市又一单位"})["remedy"] == "strike"
