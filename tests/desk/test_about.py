"""The page about Fivefold, the public key, the links on the front page."""

from email.message import Message
from importlib import metadata

import pytest
from django.conf import settings
from django.urls import reverse

from fivefold.desk.about.parts import _licence, libraries
from fivefold.ledger.keys import public_key
from fivefold.web.release import release


def test_it_names_release_licences_and_the_origin_of_the_text(nation, client):
    page = client.get(reverse("desk:about")).content.decode()
    assert f"版本 {release()}，采用 Apache 许可证 2.0 版" in page
    assert "中央政法委召开市域社会治理现代化试点工作第二次经验交流会" in page
    assert "常熟市域社会治理 · 2021年8月20日" in page
    assert "全文照录，不适用本项目许可证" in page
    assert "OFL-1.1" in page


def test_it_speaks_english_and_needs_no_programme(db, client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(reverse("desk:about")).content.decode()
    assert "Where the rules come from" not in page
    assert "under the Apache Licence 2.0" in page


def test_each_library_is_named_with_the_licence_it_states():
    found = {part.name.lower(): part for part in libraries()}
    assert found["django"].licence == "BSD-3-Clause"
    assert found["django"].version == metadata.version("django")
    assert all(part.licence for part in found.values())
    assert "pytest" not in found


@pytest.mark.parametrize(
    ("stated", "licence"),
    [
        ({"License-Expression": "MIT", "License": "x"}, "MIT"),
        ({"Classifier": "License :: OSI Approved :: BSD License", "License": "x"}, "BSD License"),
        ({"Classifier": "Topic :: Office", "License": "own words"}, "own words"),
        ({}, ""),
    ],
)
def test_a_licence_is_read_wherever_a_package_states_it(stated, licence):
    facts = Message()
    for name, value in stated.items():
        facts[name] = value
    assert _licence(facts) == licence


def test_the_key_is_the_one_on_posted_lists(db, client):
    answer = client.get(reverse("desk:log_key"))
    assert (answer.headers["Content-Type"], answer.content.decode()) == (
        "text/plain; charset=utf-8",
        public_key() + "\n",
    )
    assert client.post(reverse("desk:log_key")).status_code == 405


def test_front_page_and_footer_lead_to_what_is_public(db, client):
    page = client.get("/").content.decode()
    for name in ("public:index", "public:verify", "public:receipt", "desk:about"):
        assert f'href="{reverse(name)}"' in page
