"""Signs that no text may hold: NUL in fields and addresses, bytes that are no UTF-8."""

import pytest
from django.utils import translation

from fivefold.claim.rounds.forms import ReasonForm
from fivefold.office.people.forms import PersonForm

WORDS = {
    "zh-hans": "文字中含有不可见、也无法保存的字符（NUL）",
    "en": "a sign that cannot be seen or kept (NUL)",
}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    ("form", "field"), [(ReasonForm, "because"), (PersonForm, "name")], ids=["a reason", "a name"]
)
def test_nul_is_told_at_its_field_in_words(language, form, field):
    with translation.override(language):
        assert field not in form({field: "演示"}).errors
        (said,) = form({field: "演\0示"}).errors[field]
    assert WORDS[language] in said


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/public/?q=a", 200),
        ("/public/?q=a%00b", 400),
        ("/public/?%00=a", 400),
        ("/p/test/regions/%E6%BC%94/", 404),
        ("/p/test/regions/a%00b/", 400),
        ("/public/?q=%FF%ED%A0%80", 200),
        ("/p/test/regions/%FF%ED%A0%80/", 404),
    ],
)
def test_an_address_with_nul_cannot_be_read_and_broken_bytes_do_no_harm(nation, client, address, status):
    answer = nation.login(client, "甲市 signer").get(address)
    assert answer.status_code == status
    assert "<h1>" in answer.content.decode()


def test_broken_bytes_in_a_form_are_read_as_such(nation, client):
    """A lone half of a character, and a byte of no character: neither is kept as sent, neither breaks the page."""
    answer = client.post(
        "/accounts/login/", b"login=%ED%A0%80%FF&password=\xff", "application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert "\ufffd" in answer.content.decode()
