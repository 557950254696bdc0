"""Order, page and filters of a list are read from its address and never break it."""

import pytest
from django.http import QueryDict

from fivefold.web.paging import FilterBar, FilterField, Listing, Pager


@pytest.mark.parametrize(
    ("query", "sort", "page"),
    [
        ("", "name", 1),
        ("sort=score&page=4", "score", 4),
        ("sort=-score&page=0", "-score", 1),
        ("sort=password&page=-2", "name", 1),
        ("sort=--score&page=1e9", "name", 1),
        ("page=99999999999", "name", 1),
        ("page=２", "name", 2),
    ],
)
def test_reading(query, sort, page):
    listing = Listing.read(QueryDict(query), sorts={"name", "score"}, default="name")
    assert (listing.sort, listing.page) == (sort, page)


def test_links_keep_what_they_do_not_change():
    listing = Listing.read(QueryDict("q=甲&class=2&page=3&sort=name"), sorts={"name"})
    assert listing.link(page="4") == "?q=%E7%94%B2&class=2&sort=name&page=4"
    assert listing.sort_link("name") == "?q=%E7%94%B2&class=2&sort=-name"
    assert listing.value("class") == "2"


@pytest.mark.parametrize(
    ("page", "total", "expected"),
    [
        (1, 0, (1, 1, 0, 0, 0)),
        (1, 50, (1, 1, 1, 0, 50)),
        (2, 51, (2, 2, 51, 50, 51)),
        (99, 416, (9, 9, 401, 400, 416)),
    ],
)
def test_pages(page, total, expected):
    pager = Pager.of(Listing.read(QueryDict(f"page={page}")), total)
    assert (pager.page, pager.pages, pager.first, pager.start, pager.stop) == expected


def test_far_pages_are_gaps():
    pager = Pager.of(Listing.read(QueryDict("page=5")), 416)
    assert [link.number for link in pager.links] == [1, 0, 3, 4, 5, 6, 7, 0, 9]
    assert pager.links[4].url == ""
    assert pager.links[0].url == "?"
    assert (pager.previous, pager.next) == ("?page=4", "?page=6")


def test_filter_bar_knows_whether_it_narrows():
    assert not FilterBar([FilterField("q", "Name")]).active
    assert FilterBar([FilterField("q", "Name", "甲")]).active
