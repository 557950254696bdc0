"""13: Chinese names on English pages are marked as Chinese, wherever they stand; Chinese pages stay as they are."""

import re

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from hypothesis import given
from hypothesis import strategies as st

from fivefold.web.middleware import NamesMiddleware
from fivefold.web.names import mark_names

ZH = '<span lang="zh-Hans">'


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("<p>Class of 甲市 on 1 May</p>", f"<p>Class of {ZH}甲市</span> on 1 May</p>"),
        ("<p>演示〔2026〕1号 and 乙市</p>", f"<p>{ZH}演示〔2026〕1号</span> and {ZH}乙市</span></p>"),
        ("<b>3</b>. 甲市、乙市 (2)", f"<b>3</b>. {ZH}甲市、乙市</span> (2)"),
        ("<p>《办法》（试行）</p>", f"<p>{ZH}《办法》（试行）</span></p>"),
        ("<p>P03 甲 &amp; B</p>", f"<p>P03 {ZH}甲</span> &amp; B</p>"),
        ('<i lang="zh-Hans">甲市</i>', '<i lang="zh-Hans">甲市</i>'),
        ('<b title="甲市">A</b>', '<b title="甲市">A</b>'),
        ('<option value="1">甲市 (1)</option>', '<option value="1" lang="zh-Hans">甲市 (1)</option>'),
        ("<title>甲市 · Claim</title>", '<title lang="zh-Hans">甲市 · Claim</title>'),
        ('<textarea name="a">甲市</textarea>', '<textarea name="a" lang="zh-Hans">甲市</textarea>'),
        ('<text x="1">甲市 2</text>', '<text x="1" lang="zh-Hans">甲市 2</text>'),
        ('<text x="1">甲市 km</text>', '<text x="1"><tspan lang="zh-Hans">甲市</tspan> km</text>'),
        ('<script>"甲市"</script>', '<script>"甲市"</script>'),
        ("<p>Nothing, — “quoted” · here</p>", "<p>Nothing, — “quoted” · here</p>"),
    ],
)
def test_each_run_is_marked_where_it_stands(page, marked):
    assert mark_names(page) == marked
    assert mark_names(marked) == marked, "marked once"


@given(st.text(alphabet="甲乙（）〔〕、。1a .&;", max_size=30))
def test_nothing_is_lost_and_nothing_chinese_left(text):
    marked = mark_names(f"<p>{text}</p>")
    assert re.sub(r"</?span[^>]*>", "", marked) == f"<p>{text}</p>"
    assert not re.search("[甲乙]", re.sub(r"<span[^>]*>[^<]*</span>", "", marked))


@pytest.mark.usefixtures("english")
def test_only_whole_pages_are_marked(rf):
    page, table = HttpResponse("<p>甲市</p>"), HttpResponse("<p>甲市</p>", content_type="text/csv")
    stream = StreamingHttpResponse(["<p>甲市</p>"])
    assert NamesMiddleware(lambda request: page)(rf.get("/")).content.decode() == f"<p>{ZH}甲市</span></p>"
    assert NamesMiddleware(lambda request: table)(rf.get("/")).content.decode() == "<p>甲市</p>"
    assert b"".join(NamesMiddleware(lambda request: stream)(rf.get("/"))).decode() == "<p>甲市</p>"


@pytest.mark.usefixtures("chinese")
def test_chinese_pages_stay_as_they_are(rf):
    page = HttpResponse("<p>甲市</p>")
    assert NamesMiddleware(lambda request: page)(rf.get("/")).content.decode() == "<p>甲市</p>"


def test_a_page_s_names_are_marked_in_english_only(nation, client):
    nation.login(client, "centre publisher")
    address = "/p/test/regions/9101/"
    assert f"{ZH}甲市</span>" not in client.get(address).content.decode()
    client.cookies["language"] = "en"
    answer = client.get(address)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'lang="zh-Hans">甲市<' in page
    loose = re.sub(r"<(\w+)[^>]* lang=\"zh[^>]*>[^<]*</\1>|<[^>]*>", "", page)
    assert not re.search("[\u4e00-\u9fff]", loose), loose
