"""Every filtered list keeps its filters in the address: shown again after a reload, and in every link of the list."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode

import pytest

from claim.objections.test_objections import raised, received
from claim.postings.posted import PUBLISHER, post
from fivefold.web import paging

LISTS = {
    "regions": ("/p/test/regions/", PUBLISHER, {"q": "市", "province": "91", "class": "class-2"}),
    "class list": ("{class_list}", PUBLISHER, {"q": "市", "class": "class-2"}),
    "guidance": ("/p/test/guidance/", PUBLISHER, {"class": "class-2"}),
    "assessments": ("/p/test/assessments/", PUBLISHER, {"q": "市", "province": "91", "state": "drafted"}),
    "claims": ("/p/test/claims/", PUBLISHER, {"q": "市", "class": "class-2", "state": "posted"}),
    "board": ("/p/test/board/", PUBLISHER, {"class": "class-2", "state": "posted", "by": "regions"}),
    "postings": ("/p/test/postings/", PUBLISHER, {"state": "issued"}),
    "objections": ("/p/test/objections/", PUBLISHER, {"state": "raised"}),
    "log": ("/p/test/log/", PUBLISHER, {"subject": "claim"}),
    "posted lists": ("/public/", "", {"q": "演示", "programme": "test"}),
    "a posted list": ("/public/test/1/", "", {"q": "市", "province": "91"}),
    "people": ("/office/people/", "office system_admin", {"q": "t"}),
    "seats": ("/office/seats/", "office security_admin", {"q": "市", "ended": "1"}),
    "log of people": ("/office/log/", "office audit_admin", {"subject": "person"}),
}

ONE_ROW = {"guidance", "postings", "log of people"}
"""Lists of at most a single row here, with no order to choose: nothing of theirs to follow."""


class Read(HTMLParser):
    """What the filter bar shows as set, and the addresses of the list's own links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shown, self.links, self._choice, self._inside = {}, [], "", False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("class") == "filters"
        elif tag == "select":
            self._choice = given.get("name", "")
        elif tag == "option" and self._inside and "selected" in given:
            self.shown[self._choice] = given["value"]
        elif tag == "input" and self._inside and given.get("type") == "search":
            self.shown[given["name"]] = given["value"]
        elif tag == "a" and ("?" in given.get("href", "")):
            self.links.append((given.get("class", ""), given.get("rel", ""), given["href"]))


@pytest.fixture
def full(nation, monkeypatch):
    """A nation with a posted list and an objection; lists have pages of one row."""
    posting = post(nation)
    raised(nation, posting)
    received(posting)
    of = paging.Pager.of.__func__
    monkeypatch.setattr(
        paging.Pager, "of", classmethod(lambda cls, listing, total, **_size: of(cls, listing, total, size=1))
    )
    return nation


@pytest.mark.parametrize("name", LISTS)
def test_a_list_keeps_its_filters(full, client, name):
    address, who, filters = LISTS[name]
    address = address.format(class_list=f"/p/test/classes/{full.class_list.pk}/")
    if who:
        full.login(client, who)
    page = client.get(f"{address}?{urlencode(filters)}")
    assert page.status_code == 200
    read = Read(page.content.decode())
    assert {key: read.shown.get(key) for key in filters} == filters
    own = [
        href
        for kind, rel, href in read.links
        if kind == "sort" or rel in {"prev", "next"} or ("xlsx" in href.split("?")[0])
    ]
    assert bool(own) is (name not in ONE_ROW)
    for href in own:
        sent = parse_qs(href.partition("?")[2])
        assert {key: sent.get(key) for key in filters} == {key: [value] for key, value in filters.items()}, (
            href
        )
