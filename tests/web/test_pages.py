"""Pages of the room: components, errors, sign-in, preferences; in both languages, without a query."""

import re

import pytest
from django.test import RequestFactory

from fivefold.authz.permissions import Permission
from fivefold.authz.words import role_lacks
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.web import errors

pytestmark = pytest.mark.urls("web.frame_urls")
DESIGN = ("/design/", "/design/confirm/", "/design/document/")


def ask(client, path, language):
    client.cookies["language"] = language
    return client.get(path)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", DESIGN)
def test_page_of_components(client, django_assert_num_queries, path, language):
    with django_assert_num_queries(0):
        response = ask(client, path, language)
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}">' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert html.count("<main ") == html.count("<footer ") == html.count("<header>") == 1
    assert '<a class="skip" href="#main">' in html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "演示数据" in html


@pytest.mark.django_db
def test_chinese_page_holds_no_english_sentence(client):
    html = ask(client, "/design/", "zh-hans").content.decode()
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert re.findall(r"\b[A-Z]?[a-z]+ [a-z]+ [a-z]+\b", text) == []


@pytest.mark.django_db
def test_five_divisions_in_their_order_with_two_not_yet_open(client):
    html = ask(client, "/design/", "zh-hans").content.decode()
    nav = html[html.index('<nav class="divisions"') : html.index('<nav class="subnav"')]
    assert re.findall(r"地区分类|项目分解|任务分领|经验分创|责任分担", nav) == [
        "地区分类",
        "项目分解",
        "任务分领",
        "经验分创",
        "责任分担",
    ]
    assert nav.count("尚未开放") == 2
    assert nav.count("<a ") == 3
    assert nav.count('aria-current="true"') == 1


@pytest.mark.django_db
def test_large_text_is_a_class_of_the_page_kept_in_a_cookie(client):
    assert 'class="large-text"' not in client.get("/design/").content.decode()
    response = client.post("/web/large-text/", {"next": "/design/"})
    assert response.headers["Location"] == "/design/"
    assert 'class="large-text"' in client.get("/design/").content.decode()


LACKS = role_lacks(Permission.CLAIM_SUBMIT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("refusal", "status", "title"),
    [
        (
            NotAllowed(Permission.CLAIM_SUBMIT, LACKS),
            403,
            "席位",
        ),
        (WrongState(LACKS), 409, "状态已变化"),
        (Refused(LACKS), 422, "无法按要求办理"),
    ],
)
def test_refusals_are_pages_with_their_reason(client, monkeypatch, refusal, status, title):
    monkeypatch.setattr("fivefold.web.speech.speak_reason", lambda reason: f"because {reason.code}")
    request = ask(client, "/design/", "zh-hans").wsgi_request
    response = errors.refusal_response(request, refusal)
    html = response.content.decode()
    assert response.status_code == status
    assert title in html
    assert "because authz.role_lacks" in html


@pytest.mark.django_db
def test_strangers_and_wrong_addresses_get_the_same_page(client):
    response = ask(client, "/no-such-page/", "zh-hans")
    assert response.status_code == 404
    assert "没有这个页面" in response.content.decode()


@pytest.mark.urls("fivefold.project.urls")
@pytest.mark.django_db
@pytest.mark.parametrize(("language", "title"), [("zh-hans", "无法读取该请求"), ("en", "could not be read")])
def test_a_host_that_is_not_ours_is_refused_on_a_page_before_the_sign_in_is_read(client, language, title):
    client.cookies["language"] = language
    assert client.get("/public/", headers={"host": "testserver"}).status_code == 200
    answer = client.get("/public/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert title in answer.content.decode()
    assert 'class="masthead"' in answer.content.decode()


def test_a_failure_of_ours_needs_nothing_to_be_told():
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "title"), [("zh-hans", "登录"), ("en", "Sign in")])
def test_sign_in_is_in_our_look(client, language, title):
    html = ask(client, "/accounts/login/", language).content.decode()
    assert f"<h1>{title}</h1>" in html
    assert 'class="masthead"' in html
    assert "placeholder" not in html
    assert html.count("<label for=") == 2


@pytest.mark.urls("fivefold.project.urls")
@pytest.mark.django_db
def test_second_factor_pages_are_in_our_look(client, nation):
    nation.login(client, "甲市 signer")
    for path in ("/accounts/2fa/", "/accounts/password/change/", "/accounts/logout/"):
        response = client.get(path)
        assert response.status_code in {200, 302}
        if response.status_code == 200:
            assert 'class="masthead"' in response.content.decode()
