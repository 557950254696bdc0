"""Pages of the self-assessment: who sees what, forms without script, autosave, evidence, acts, cost."""

import json
from decimal import Decimal

import pytest

from cast import CLOCK, issued_edition, open_round
from fivefold.claim.assessments.actions import assessment_submit
from fivefold.claim.assessments.editing import assessment_begin
from fivefold.claim.assessments.forms import base_of
from fivefold.claim.assessments.models import Assessment
from fivefold.claim.assessments.queries import full, lines_of
from fivefold.claim.rounds.models import ClaimRound
from fivefold.decompose.models import Item

BASE = "/p/test/assessments/"
pytestmark = pytest.mark.usefixtures("at_now")


def fields(assessment, project="P01", **typed):
    """What a browser without script would post for a project page, with some cells typed over."""
    lines = lines_of(assessment, project)
    data = {"version": str(full(assessment).version), "base": base_of(lines)}
    for line in lines:
        code = line.item.code
        data |= {
            f"score:{code}": "" if line.score is None else str(line.score),
            f"work_status:{code}": line.work_status,
            f"text:{code}": line.text,
            f"not_applicable_reason:{code}": line.not_applicable_reason,
        }
    return data | {name.replace("__", ":").replace("_dash_", "-"): value for name, value in typed.items()}


def test_a_region_begins_and_sees_eleven_projects(nation, round_, client):
    """4.2a: the overview is a list of all eleven, each with its progress."""
    nation.login(client, "甲市 filler")
    page = client.get(BASE).content.decode()
    region = nation.regions["甲市"]
    address = f"{BASE}begin/{round_.pk}/{region.pk}/"
    assert address in page
    assert "乙市" not in page
    assert client.get(address).status_code == 200
    answer = client.post(address)
    made = Assessment.objects.get()
    assert answer["Location"] == f"{BASE}{made.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "没有问题" not in page
    for project in Item.objects.filter(project__edition=nation.edition).values_list(
        "project__title", flat=True
    ):
        assert project in page
    assert page.count(f"/{made.pk}/projects/") == 11
    assert client.post(address)["Location"] == answer["Location"]


def test_who_sees_what(nation, assessment, client):
    """Not visible: 404. Visible but not allowed: read-only page, POST 403."""
    for name, status in (
        ("甲市 signer", 200), ("演示省 reviewer", 200), ("演示省 coordinator", 200), ("centre publisher", 200),
        ("乙市 signer", 404), ("样例省 reviewer", 404), ("centre observer", 404),
    ):  # fmt: skip
        nation.login(client, name)
        assert client.get(f"{BASE}{assessment.pk}/").status_code == status, name
        assert client.get(f"{BASE}{assessment.pk}/projects/P01/").status_code == status, name
        assert client.get(f"{BASE}{assessment.pk}/checks/").status_code == status, name
    nation.login(client, "演示省 reviewer")
    page = client.get(f"{BASE}{assessment.pk}/projects/P01/").content.decode()
    assert 'name="score:P01-1"' not in page
    assert client.post(f"{BASE}{assessment.pk}/projects/P01/", fields(assessment)).status_code == 403
    assert client.post(f"{BASE}{assessment.pk}/projects/P01/save/", {"changed": []}).status_code == 403
    assert client.post(f"{BASE}{assessment.pk}/submit/").status_code == 403


def test_saving_without_script(nation, assessment, client):
    nation.login(client, "甲市 filler")
    address = f"{BASE}{assessment.pk}/projects/P01/"
    data = fields(assessment) | {
        "score:P01-1": "７.５",
        "work_status:P01-1": "done",
        "text:P01-1": "第一行\r\n第二行",
    }
    assert (
        client.post(address, {**data, "then": "next"})["Location"] == f"{BASE}{assessment.pk}/projects/P02/"
    )
    line = lines_of(assessment)[0]
    assert (line.score, line.work_status, line.text) == (Decimal("7.50"), "done", "第一行\n第二行")
    assert client.post(address, fields(assessment))["Location"] == f"{BASE}{assessment.pk}/"
    assert full(assessment).version == 1


def test_what_cannot_be_saved_is_said_at_its_field_and_kept(nation, assessment, client):
    nation.login(client, "甲市 filler")
    data = fields(assessment) | {"score:P01-1": "11", "text:P01-2": "很长的一段话"}
    answer = client.post(f"{BASE}{assessment.pk}/projects/P01/", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="11"' in page
    assert "很长的一段话" in page
    assert "id_score:P01-1_error" in page
    assert full(assessment).version == 0


def test_a_second_tab_loses_nothing(nation, assessment, save, client):
    """4.4: the form of an old tab shows both values; pressing save again keeps the typed one."""
    nation.login(client, "甲市 filler")
    address = f"{BASE}{assessment.pk}/projects/P01/"
    data = fields(assessment) | {"text:P01-1": "我的"}
    save(assessment, {"P01-1": {"text": "别人的"}, "P01-2": {"text": "也是别人的"}}, actor="甲市 signer")
    answer = client.post(address, data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "别人的" in page
    assert "我的" in page
    assert [line.text for line in lines_of(assessment)[:2]] == ["别人的", "也是别人的"]
    assert 'name="version" value="1"' in page
    assert (
        client.post(address, {**data, "version": "1", "base": "{}", "text:P01-2": "也是别人的"}).status_code
        == 302
    )
    assert [line.text for line in lines_of(assessment)[:2]] == ["我的", "也是别人的"]


def test_untouched_fields_of_an_old_tab_are_no_changes(nation, assessment, save, client):
    nation.login(client, "甲市 filler")
    data = fields(assessment) | {"score:P01-2": "5"}
    save(assessment, {"P01-1": {"text": "别人的"}}, actor="甲市 signer")
    assert client.post(f"{BASE}{assessment.pk}/projects/P01/", data).status_code == 302
    assert [(line.text, line.score) for line in lines_of(assessment)[:2]] == [
        ("别人的", None),
        ("", Decimal("5.00")),
    ]


def test_autosave_saves_the_changed_fields(nation, assessment, client):
    """4.4: what the script sends: changed fields with the version seen; errors come back at their fields."""
    nation.login(client, "甲市 filler")
    address = f"{BASE}{assessment.pk}/projects/P01/save/"
    data = {"version": "0", "changed": ["score:P01-1", "text:P01-1", "score:P01-2", "evil", "score:P02-1"]}
    data |= {"score:P01-1": "8", "text:P01-1": "说明", "score:P01-2": "x", "score:P02-1": "9"}
    answer = client.post(address, data)
    assert answer.status_code == 200
    body = json.loads(answer.content)
    assert (body["version"], list(body["errors"]), body["at"]) == ("1", ["score:P01-2"], "10:00")
    lines = {line.item.code: line.score for line in lines_of(assessment)}
    assert (lines["P01-1"], lines["P01-2"], lines["P02-1"]) == (Decimal("8.00"), None, None)


def test_a_score_of_forty_digits_is_refused_at_its_field_by_page_and_autosave(nation, assessment, client):
    nation.login(client, "甲市 filler")
    address = f"{BASE}{assessment.pk}/projects/P01/"
    data = fields(assessment) | {"score:P01-1": "9" * 40, "score:P01-2": "8"}
    assert client.post(address, data).status_code == 422
    sent = {"version": data["version"], "changed": ["score:P01-1"], "score:P01-1": "9" * 40}
    answer = client.post(f"{address}save/", sent)
    assert (answer.status_code, list(answer.json()["errors"])) == (200, ["score:P01-1"])
    assert lines_of(assessment)[0].score is None


def test_autosave_answers_a_conflict_with_both_values(nation, assessment, save, client):
    """4.4: two tabs; 409 names what others saved and overwrites nothing."""
    nation.login(client, "甲市 filler")
    save(assessment, {"P01-1": {"text": "别人的", "score": Decimal(3)}})
    address = f"{BASE}{assessment.pk}/projects/P01/save/"
    answer = client.post(address, {"version": "0", "changed": ["text:P01-1"], "text:P01-1": "我的"})
    assert answer.status_code == 409
    assert json.loads(answer.content) == {
        "version": "1",
        "conflicts": {"text:P01-1": "别人的", "score:P01-1": "3.00"},
        "told": {
            "text:P01-1": "别人的（2026年9月1日 10:00）",
            "score:P01-1": "3.00（2026年9月1日 10:00）",
        },
    }
    assert lines_of(assessment)[0].text == "别人的"


@pytest.mark.parametrize(
    ("hand", "said"), [("甲市 filler", "您本人已在另一页面"), ("甲市 signer", "他人已把这里改为")]
)
def test_a_conflict_on_the_page_says_whose_it_is(nation, assessment, save, client, hand, said):
    save(assessment, {"P01-1": {"text": "先写的"}}, actor=hand)
    nation.login(client, "甲市 filler")
    sent = fields(assessment) | {"version": "0", "text:P01-1": "后写的"}
    answer = client.post(f"{BASE}{assessment.pk}/projects/P01/", sent)
    text = answer.content.decode()
    assert (answer.status_code, said in text, "先写的" in text) == (409, True, True)
    assert ("您本人" in text, "他人已" in text) == ("您本人" in said, "他人已" in said)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", {"work_status:P01-1": "进行中", "text:P01-1": "（空）"}),
        ("en", {"work_status:P01-1": "under way", "text:P01-1": "(empty)"}),
    ],
)
def test_a_conflict_speaks_the_readers_words(nation, assessment, save, client, language, words):
    """No stored code reaches a reader: on the page after autosave and on the page that was sent."""
    nation.login(client, "甲市 filler")
    client.cookies["language"] = language
    save(assessment, {"P01-1": {"text": "一"}})
    save(assessment, {"P01-1": {"work_status": "under_way", "text": ""}}, seen="1")
    address = f"{BASE}{assessment.pk}/projects/P01/"
    sent = {"work_status:P01-1": "done", "text:P01-1": "我的"}
    answer = client.post(f"{address}save/", {"version": "1", "changed": list(sent), **sent})
    assert answer.status_code == 409
    told = json.loads(answer.content)["told"]
    assert {name: told[name].split("（2026")[0].split(" (1 ")[0] for name in words} == words
    page = client.post(address, fields(assessment) | sent | {"version": "1"}).content.decode()
    assert words["work_status:P01-1"] in page
    assert "under_way”" not in page


def test_a_lost_session_saves_nothing_and_says_so(nation, assessment, client):
    answer = client.post(
        f"{BASE}{assessment.pk}/projects/P01/save/", {"version": "0", "changed": ["text:P01-1"]}
    )
    assert answer.status_code == 302


def test_too_late_keeps_what_was_typed(nation, round_, assessment, client):
    nation.login(client, "甲市 filler")
    data = fields(assessment) | {"text:P01-1": "来晚了的话"}
    open_page = client.get(f"{BASE}{assessment.pk}/projects/P01/").content.decode()
    assert [sign for sign in ("修改会自动保存", "data-autosave", "保存并返回") if sign not in open_page] == []
    ClaimRound.objects.filter(pk=round_.pk).update(state="closed")
    answer = client.post(f"{BASE}{assessment.pk}/projects/P01/", data)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "来晚了的话" in page
    assert "此页已不能再保存，本次没有保存任何内容" in page
    assert [sign for sign in ("修改会自动保存", "data-autosave", "保存并返回") if sign in page] == []
    assert 'name="score:P01-1"' not in client.get(f"{BASE}{assessment.pk}/projects/P01/").content.decode()


def test_what_the_page_saves_by_itself_too_late_is_told_why(nation, round_, assessment, client):
    nation.login(client, "甲市 filler")
    sent = {"version": "0", "changed": ["text:P01-1"], "text:P01-1": "来晚了的话"}
    address = f"{BASE}{assessment.pk}/projects/P01/save/"
    assert client.post(address, sent).status_code == 200
    ClaimRound.objects.filter(pk=round_.pk).update(state="closed")
    answer = client.post(address, sent)
    assert answer.status_code == 409
    (reason,) = answer.json()["reasons"]
    assert reason


@pytest.mark.parametrize(("language", "none"), [("zh-hans", "没有问题"), ("en", "No faults.")])
def test_no_faults_are_none_and_not_zero(nation, assessment, complete, client, language, none):
    complete(assessment)
    nation.login(client, "甲市 signer")
    pages = [
        client.get(f"{BASE}{assessment.pk}/{page}", headers={"accept-language": language}).content.decode()
        for page in ("", "checks/")
    ]
    assert all(none in page for page in pages)
    assert [zero for page in pages for zero in ("0 处", "0 条", "0 faults", "0 pieces") if zero in page] == []


def test_the_checks_page_leads_to_the_items(nation, assessment, save, client):
    """4.4: a score without evidence is a named fault with a link to its item."""
    nation.login(client, "甲市 signer")
    save(assessment, {"P01-1": {"score": Decimal(8), "work_status": "done", "text": "x"}})
    client.cookies["language"] = "en"
    page = client.get(f"{BASE}{assessment.pk}/checks/").content.decode()
    assert "has a score but no evidence" in page
    assert f"{BASE}{assessment.pk}/projects/P01/#P01-1" in page
    answer = client.post(f"{BASE}{assessment.pk}/submit/")
    assert answer.status_code == 422
    assert "has a score but no evidence" in answer.content.decode()


def test_handing_in_by_the_browser(nation, assessment, complete, client):
    complete(assessment)
    nation.login(client, "甲市 signer")
    assert "<p>没有问题。</p>" in client.get(f"{BASE}{assessment.pk}/").content.decode()
    assert client.get(f"{BASE}{assessment.pk}/submit/").status_code == 200
    assert client.post(f"{BASE}{assessment.pk}/submit/").status_code == 302
    assert full(assessment).state == "submitted"
    assert client.post(f"{BASE}{assessment.pk}/submit/").status_code == 409
    nation.login(client, "演示省 reviewer")
    page = client.get(f"{BASE}{assessment.pk}/return/").content.decode()
    assert 'value="P01-1"' in page
    answer = client.post(f"{BASE}{assessment.pk}/return/", {"parts": ["P01-1"], "because": ""})
    assert answer.status_code == 200
    assert (
        client.post(f"{BASE}{assessment.pk}/return/", {"parts": ["P01-1"], "because": "不清"}).status_code
        == 302
    )
    nation.login(client, "甲市 filler")
    page = client.get(f"{BASE}{assessment.pk}/projects/P01/").content.decode()
    assert 'name="score:P01-1"' in page
    assert 'name="score:P01-2"' not in page


@pytest.mark.parametrize(
    ("language", "act", "whose"),
    [("zh-hans", "提交", "甲市的填报人、签发人"), ("en", "Hand in", "filler and signer")],
)
def test_only_acts_of_the_own_role_are_shown_and_the_others_are_named(
    nation, assessment, client, language, act, whose
):
    pages = {
        seat: nation.login(client, seat)
        .get(f"{BASE}{assessment.pk}/", headers={"accept-language": language})
        .content.decode()
        for seat in ("甲市 filler", "甲市 signer", "演示省 coordinator", "演示省 reviewer")
    }
    button = f'<button type="button" class="button" disabled>{act}</button>'
    assert [seat for seat, html in pages.items() if button in html] == ["甲市 signer"]
    assert all(whose in html for html in pages.values())


def test_the_list_shows_begun_and_not_begun(nation, round_, assessment, complete, client):
    complete(assessment)
    assessment_submit(assessment=assessment, actor=nation.actor("甲市 signer"), clock=CLOCK)
    nation.login(client, "centre publisher")
    for query, there, absent in (
        ("", ("甲市", "乙市", "丙市", "丁区"), ()),
        ("?state=submitted", ("甲市",), ("乙市", "丙市")),
        ("?state=not_started&class=class-2", ("乙市", "丙市"), ("甲市", "丁区")),
        ("?province=92", ("丙市",), ("甲市", "乙市")),
        ("?q=丁&sort=-name", ("丁区",), ("甲市",)),
        ("?sort=state&page=9", ("甲市",), ()),
    ):
        page = client.get(f"{BASE}{query}").content.decode()
        body = page.split("<tbody", 1)[1].split("</tbody", 1)[0]
        assert all(name in body for name in there), query
        assert not any(name in body for name in absent), query
    nation.login(client, "演示省 reviewer")
    body = client.get(BASE).content.decode().split("<tbody", 1)[1]
    assert "丙市" not in body
    csv = client.get(f"{BASE}csv/?state=submitted").content.decode("utf-8-sig")
    assert [line.split(",")[1] for line in csv.splitlines()[2:]] == ["甲市"]
    assert client.get(f"{BASE}xlsx/").content[:2] == b"PK"


def test_without_a_round_the_page_says_what_comes_next(nation, client):
    nation.login(client, "甲市 filler")
    assert client.get(BASE).status_code == 200


def test_55_items_cost_no_more_queries_than_11(nation, client, django_assert_max_num_queries, save):
    edition = issued_edition(nation.programme, code="demo-five", items=5)
    for round_ in (open_round(nation, edition=edition), open_round(nation)):
        made = assessment_begin(
            round_=round_, region=nation.regions["甲市"], actor=nation.actor("甲市 filler"), clock=CLOCK
        )
        nation.login(client, "甲市 filler")
        for address in ("", "projects/P01/", "checks/", "workbook.xlsx"):
            with django_assert_max_num_queries(26):
                client.get(f"{BASE}{made.pk}/{address}")
        with django_assert_max_num_queries(26):
            client.get(f"{BASE}?round={round_.pk}")
