"""Pages of claims over HTTP: who sees what, wrong states, double press, nothing typed is lost."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cast import open_round
from claim_stage import VALUES, approved, drafted, filed, project, submitted, whole
from fivefold.claim.claims.models import Claim, LocalNote
from fivefold.claim.rounds.models import ClaimRound
from fivefold.ledger.reading import history
from fivefold.lifecycle.origin import origin_of

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def round_(nation):
    """A round that is open at the real now, because pages read the clock."""
    now = timezone.now()
    row = open_round(nation)
    ClaimRound.objects.filter(pk=row.pk).update(
        opens_at=now - timedelta(days=400),
        closes_at=now + timedelta(days=30),
        review_closes_at=now + timedelta(days=37),
    )
    row.refresh_from_db()
    return row


def at(name, claim):
    return reverse(f"claims:{name}", kwargs={"slug": "test", "claim_id": claim.pk})


def get(client, nation, seat, url, status=200):
    response = nation.login(client, seat).get(url)
    assert response.status_code == status, (seat, url, response.status_code)
    return response.content.decode()


def leaves(nation, claim):
    return [entry.kind for entry in history(origin_of(nation.programme), "claim", str(claim.pk))]


PAGES = ("page", "edit", "check", "file")


@pytest.mark.parametrize(
    "seat", ["乙市 filler", "丙市 signer", "样例省 coordinator", "样例省 reviewer", "centre observer"]
)
def test_strangers_are_told_404(client, nation, round_, seat):
    claim = whole(nation, round_)
    for name in PAGES:
        get(client, nation, seat, at(name, claim), 404)
    plan = reverse("claims:plan", args=["test", round_.pk, nation.regions["甲市"].pk])
    get(client, nation, seat, plan, 404)
    response = nation.login(client, seat).post(
        at("autosave", claim), {"changed": "means", "means": "x", "version": "1"}
    )
    assert response.status_code == 404


def test_claims_of_another_programme_are_404(client, nation, round_):
    claim = whole(nation, round_)
    url = at("page", claim).replace("/p/test/", "/p/none/")
    get(client, nation, "甲市 filler", url, 404)


@pytest.mark.parametrize("seat", ["演示省 coordinator", "演示省 reviewer", "centre publisher"])
def test_those_above_see_the_claim_and_cannot_edit_it(client, nation, round_, seat):
    claim = whole(nation, round_)
    assert VALUES["expected_output"] in get(client, nation, seat, at("page", claim))
    get(client, nation, seat, at("edit", claim), 403)


def test_the_plan_has_all_projects_with_claimed_ones_in_depth(client, nation, round_):
    """4.2a: all eleven stay in the plan; the page has no way to leave one out, claimed ones are done in depth."""
    drafted(nation, round_, order=3)
    plan = reverse("claims:plan", args=["test", round_.pk, nation.regions["甲市"].pk])
    text = get(client, nation, "甲市 filler", plan)
    assert text.count("全面建、重点创<") == 1
    assert text.count("全面建<") == 10
    for order in range(1, 12):
        assert project(nation, order).title in text
    assert "意向" in text
    assert "不适用" not in text


def test_a_region_finds_its_own_plan_and_a_province_the_list(client, nation, round_):
    drafted(nation, round_)
    index = reverse("claims:index", args=["test"])
    response = nation.login(client, "甲市 filler").get(index)
    assert response.status_code == 302
    assert str(nation.regions["甲市"].pk) in response["Location"]
    text = get(client, nation, "演示省 coordinator", index)
    assert "甲市" in text
    assert "甲市" not in get(client, nation, "样例省 coordinator", index)


def test_the_third_claim_is_refused_on_the_page_with_its_reason(client, nation, round_):
    """4.5b: the third claim is refused in the page."""
    drafted(nation, round_, order=1)
    drafted(nation, round_, order=2)
    begin = reverse("claims:begin", args=["test", round_.pk, nation.regions["甲市"].pk])
    response = nation.login(client, "甲市 filler").post(
        begin, {"project": project(nation, 3).code, "sure": "1"}
    )
    assert response.status_code == 422
    assert "3" in response.content.decode()
    assert Claim.objects.count() == 2
    plan = reverse("claims:plan", args=["test", round_.pk, nation.regions["甲市"].pk])
    assert "begin" not in get(client, nation, "甲市 filler", plan)


def test_a_claim_is_begun_filled_in_and_submitted_over_http(client, nation, round_):
    """4.6, 6.6: plan and decision file are filled in on the page before the signer submits."""
    nation.login(client, "甲市 signer")
    begin = reverse("claims:begin", args=["test", round_.pk, nation.regions["甲市"].pk])
    assert client.get(begin, {"project": project(nation, 1).code}).status_code == 200
    client.post(begin, {"project": project(nation, 1).code})
    claim = Claim.objects.get()
    assert client.get(at("edit", claim)).status_code == 200
    lacking = client.get(at("check", claim)).content.decode()
    assert "意向" in lacking
    assert client.post(at("check", claim), {"sure": "1"}).status_code == 422
    sent = {**VALUES, "decision_on": "2026-08-01", "version": "0", "check": "1"}
    sent |= {"m0_due_on": "2026-12-31", "m0_text": "演示：出台规程", "m0_measure": "文本"}
    sent["decision_file"] = SimpleUploadedFile("演示决定.png", PNG, "image/png")
    response = client.post(at("edit", claim), sent)
    assert (response.status_code, response["Location"]) == (302, at("check", claim))
    assert client.post(at("check", claim), {"sure": "1"}).status_code == 302
    claim.refresh_from_db()
    assert (claim.state, claim.decision_file.name) == ("submitted", "演示决定.png")
    assert client.get(at("file", claim)).content == PNG
    assert client.post(at("check", claim), {"sure": "1"}).status_code == 409
    assert leaves(nation, claim) == ["claim.submitted"]


def test_a_refused_save_keeps_what_was_typed_and_saves_the_rest(client, nation, round_):
    claim = drafted(nation, round_)
    nation.login(client, "甲市 filler")
    sent = {"version": "0", "means": "演示：专班", "decision_on": "32.13.2026"}
    response = client.post(at("edit", claim), sent)
    text = response.content.decode()
    assert response.status_code == 422
    assert "演示：专班" in text
    assert "32.13.2026" in text
    claim.refresh_from_db()
    assert (claim.means, claim.version) == ("演示：专班", 1)


def test_a_conflict_on_the_form_shows_both_texts(client, nation, round_):
    claim = drafted(nation, round_)
    nation.login(client, "甲市 filler")
    client.post(at("edit", claim), {"version": "0", "means": "第一个标签页"})
    response = client.post(
        at("edit", claim), {"version": "0", "means": "第二个标签页", "lead_unit": "演示办公室"}
    )
    text = response.content.decode()
    assert response.status_code == 409
    assert "第一个标签页" in text
    assert "第二个标签页" in text
    claim.refresh_from_db()
    assert (claim.means, claim.lead_unit) == ("第一个标签页", "演示办公室")


def test_a_form_saved_too_late_shows_what_was_typed_and_promises_nothing(client, nation, round_):
    claim = drafted(nation, round_)
    nation.login(client, "甲市 filler")
    kept = client.get(at("edit", claim)).content.decode()
    Claim.objects.filter(pk=claim.pk).update(state="submitted")
    answer = client.post(at("edit", claim), {"version": "0", "means": "来晚了的话"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "来晚了的话" in page
    assert "此页已不能再保存，本次没有保存任何内容" in page
    for sign in ("修改会自动保存", "data-autosave", 'name="save"', 'name="rows"'):
        assert (sign in kept, sign in page) == (True, False), sign
    claim.refresh_from_db()
    assert claim.means == ""


@pytest.mark.parametrize("version", ["0", "2", "9" * 25, "9" * 5000, "x"])
def test_a_version_that_is_not_there_has_seen_nothing(client, nation, round_, version):
    claim = drafted(nation, round_)
    nation.login(client, "甲市 filler")
    client.post(at("edit", claim), {"version": "0", "means": "甲"})
    assert client.post(at("edit", claim), {"version": version, "means": "乙"}).status_code == 409
    claim.refresh_from_db()
    assert claim.means == "甲"
    client.post(at("edit", claim), {"version": "1", "means": "乙"})
    claim.refresh_from_db()
    assert claim.means == "乙"


@pytest.mark.parametrize("digits", [4, 25, 5000])
def test_a_milestone_row_that_no_form_shows_is_passed_over(client, nation, round_, digits):
    claim = drafted(nation, round_)
    nation.login(client, "甲市 filler")
    sent = urlencode({"version": "0", "m0_text": "演示", f"m{'9' * digits}_text": "远处"})
    answer = client.post(at("edit", claim), sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert [row.text for row in claim.milestones.all()] == ["演示"]


def test_a_file_that_is_none_is_refused_at_its_field_and_the_text_is_kept(client, nation, round_):
    claim = drafted(nation, round_)
    nation.login(client, "甲市 filler")
    sent = {
        "version": "0",
        "means": "演示",
        "decision_file": SimpleUploadedFile("决定.pdf", b"MZ\x90\x00 not a pdf"),
    }
    response = client.post(at("edit", claim), sent)
    assert response.status_code == 422
    claim.refresh_from_db()
    assert (claim.decision_file, claim.means) == (None, "演示")


def test_rows_are_added_and_removed_without_script(client, nation, round_):
    claim = drafted(nation, round_)
    nation.login(client, "甲市 filler")
    sent = {"version": "0", "rows": "more"}
    for place in range(3):
        sent |= {f"m{place}_text": f"演示{place}", f"m{place}_due_on": f"2026-12-0{place + 1}"}
    response = client.post(at("edit", claim), sent)
    assert "rows=4" in response["Location"]
    assert "m3_text" in client.get(response["Location"]).content.decode()
    client.post(at("edit", claim), {**sent, "version": "1", "rows": "", "m1_gone": "on"})
    assert [row.text for row in claim.milestones.all()] == ["演示0", "演示2"]


def autosave(client, claim, version, **fields):
    response = client.post(at("autosave", claim), {"version": version, "changed": list(fields), **fields})
    return response.status_code, json.loads(response.content)


def test_autosave_answers_with_the_new_version(client, nation, round_):
    claim = drafted(nation, round_)
    nation.login(client, "甲市 filler")
    status, said = autosave(client, claim, "0", means="演示")
    assert (status, said["version"], said["errors"]) == (200, "1", {})
    status, said = autosave(client, claim, "1", m2_text="演示节点")
    assert (status, said["version"]) == (200, "2")
    status, said = autosave(client, claim, "2", m2_due_on="2026-12-31")
    assert [(row.order, row.text, str(row.due_on)) for row in claim.milestones.all()] == [
        (3, "演示节点", "2026-12-31")
    ]


def test_autosave_names_faults_by_field_and_saves_the_rest(client, nation, round_):
    claim = drafted(nation, round_)
    nation.login(client, "甲市 filler")
    status, said = autosave(client, claim, "0", means="演示", decision_on="never")
    assert (status, said["version"], list(said["errors"])) == (200, "1", ["decision_on"])


def test_autosave_conflict_shows_theirs_and_loses_nothing(client, nation, round_):
    claim = drafted(nation, round_)
    nation.login(client, "甲市 filler")
    autosave(client, claim, "0", means="甲")
    status, said = autosave(client, claim, "0", means="乙")
    assert (status, said) == (
        409,
        {"version": "1", "conflicts": {"means": "甲"}, "told": {"means": "甲"}},
    )
    status, said = autosave(client, claim, "1", means="乙")
    assert (status, said["version"]) == (200, "2")


def test_autosave_of_a_sent_claim_is_refused_in_words(client, nation, round_):
    claim = submitted(nation, round_)
    nation.login(client, "甲市 filler")
    status, said = autosave(client, claim, "1", means="改")
    assert status == 409
    assert "甲市" in said["reasons"][0]


def test_the_page_tells_state_turn_and_who_filed(client, nation, round_):
    claim = filed(nation, round_)
    text = get(client, nation, "甲市 signer", at("page", claim))
    assert "待确认" in text
    assert "演示省" in text
    response = nation.login(client, "甲市 signer").post(
        at("answer", claim), {"then": "disown", "because": ""}
    )
    assert response.status_code == 422
    client.post(at("answer", claim), {"because": ""})
    claim.refresh_from_db()
    assert claim.state == "submitted"


def test_withdrawing_needs_a_reason_and_the_right_seat(client, nation, round_):
    claim = submitted(nation, round_)
    assert (
        nation.login(client, "甲市 filler").post(at("withdraw", claim), {"because": "x"}).status_code == 403
    )
    nation.login(client, "甲市 signer")
    assert client.get(at("withdraw", claim)).status_code == 200
    assert client.post(at("withdraw", claim), {"because": " "}).status_code == 422
    assert client.post(at("withdraw", claim), {"because": "演示"}).status_code == 302
    assert client.post(at("withdraw", claim), {"because": "演示"}).status_code == 409


def test_the_review_page_stands_beside_the_figures_and_takes_verdicts(client, nation, round_):
    """4.9: approve, return with reasons and named parts, suggest another; the history is kept."""
    claim = submitted(nation, round_)
    text = get(client, nation, "演示省 reviewer", at("review", claim))
    assert VALUES["means"] in text
    nation.login(client, "演示省 reviewer")
    none_named = {"verdict": "return", "return-because": "演示理由", "return-step": "0"}
    response = client.post(at("review", claim), none_named)
    assert response.status_code == 422
    assert "演示理由" in response.content.decode()
    client.post(at("review", claim), {**none_named, "return-parts": ["plan_means"]})
    claim.refresh_from_db()
    assert (claim.state, claim.returned_parts) == ("returned", ["plan_means"])
    edit = get(client, nation, "甲市 filler", at("edit", claim))
    assert 'name="means"' in edit
    assert 'name="aim_nation"' not in edit
    assert "演示理由" in get(client, nation, "甲市 filler", at("page", claim))
    # The filler puts it right and the signer hands it in: it is the turn of both.
    assert "甲市·填报人、签发人" in get(client, nation, "甲市 signer", at("page", claim))
    nation.login(client, "甲市 signer").post(at("check", claim), {"sure": "1"})
    nation.login(client, "演示省 reviewer").post(
        at("review", claim), {"verdict": "approve", "approve-step": "0"}
    )
    claim.refresh_from_db()
    assert claim.state == "approved"
    assert leaves(nation, claim) == ["claim.submitted", "claim.returned", "claim.submitted", "claim.approved"]


def test_who_may_not_review_sees_the_reason_and_gets_403(client, nation, round_):
    claim = submitted(nation, round_)
    text = get(client, nation, "演示省 coordinator", at("review", claim))
    assert "disabled" in text
    response = client.post(at("review", claim), {"verdict": "approve", "approve-step": "0"})
    assert response.status_code == 403
    claim.refresh_from_db()
    assert claim.state == "submitted"


def test_notes_are_for_province_and_centre_only(client, nation, round_):
    """4.9: the province may add local-knowledge notes; the region never sees them, nor that there are any."""
    claim = submitted(nation, round_)
    nation.login(client, "演示省 coordinator").post(at("note", claim), {"text": "演示：基层力量薄弱"})
    assert LocalNote.objects.get().text == "演示：基层力量薄弱"
    for seat in ("演示省 reviewer", "centre publisher"):
        assert "演示：基层力量薄弱" in get(client, nation, seat, at("page", claim))
    for seat in ("甲市 filler", "甲市 signer"):
        text = get(client, nation, seat, at("page", claim))
        assert "基层力量薄弱" not in text
        assert "本地情况" not in text
    assert (
        nation.login(client, "样例省 coordinator").post(at("note", claim), {"text": "x"}).status_code == 404
    )


def test_several_approvals_each_get_their_own_leaf(client, nation, round_):
    first, second = submitted(nation, round_, "甲市", 1), submitted(nation, round_, "乙市", 1)
    bulk = reverse("claims:bulk", args=["test", round_.pk])
    assert "甲市" in get(client, nation, "演示省 reviewer", bulk)
    ids = [str(first.pk), str(second.pk)]
    sure = client.post(bulk, {"claim": ids}).content.decode()
    assert Claim.objects.filter(state="approved").count() == 0
    assert "乙市" in sure
    Claim.objects.get(pk=second.pk)
    nation.login(client, "演示省 reviewer")
    done = client.post(bulk, {"claim": ids, "sure": "1"}).content.decode()
    assert Claim.objects.filter(state="approved").count() == 2
    assert leaves(nation, first) == leaves(nation, second) == ["claim.submitted", "claim.approved"]
    assert done.count("tag-done") >= 2
    again = client.post(bulk, {"claim": ids, "sure": "1"}).content.decode()
    assert again.count("tag-refused") >= 2


def test_foreign_claims_cannot_be_ticked(client, nation, round_):
    foreign = submitted(nation, round_, "丙市", 1)
    bulk = reverse("claims:bulk", args=["test", round_.pk])
    nation.login(client, "演示省 reviewer").post(bulk, {"claim": [str(foreign.pk), "junk"], "sure": "1"})
    foreign.refresh_from_db()
    assert foreign.state == "submitted"


def test_english_pages_are_english(client, nation, round_):
    claim = approved(nation, round_)
    client.cookies["language"] = "en"
    text = get(client, nation, "甲市 signer", at("page", claim))
    assert "approved" in text
    assert 'lang="zh-Hans"' in text
