"""Too many tries, and a late act: pages of our own in both languages, with the way on."""

import pytest
from allauth.core.ratelimit import respond_429
from django.urls import reverse
from django.utils import translation

from cast import open_round
from claim_stage import live, submitted


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "请一分钟后再试"), ("en", "Wait one minute")])
def test_the_library_s_limit_answers_with_our_page(client, db, language, words):
    request = client.get("/accounts/login/").wsgi_request
    with translation.override(language):
        answer = respond_429(request)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("host", "shown"), [("http://testserver/p/test/claims/", True), ("https://elsewhere.example/", False)]
)
def test_a_late_act_leads_back_to_where_it_was_asked(nation, client, host, shown):
    claim = submitted(nation, live(open_round(nation)))
    address = reverse("claims:check", args=["test", claim.pk])
    answer = nation.login(client, "甲市 signer").post(address, {"sure": "1"}, headers={"referer": host})
    assert answer.status_code == 409
    assert (f'href="{host}"' in answer.content.decode()) is shown
