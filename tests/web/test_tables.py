"""Tables as view models: exact markup, escaping, order links, phones, and what fifty rows cost."""

from decimal import Decimal

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from fivefold.web.paging import Listing
from fivefold.web.parts import EmptyState
from fivefold.web.tables import Cell, Column, Group, Row, Table, cell_html, checkbox, plain


def make(rows, **more):
    columns = [Column("Region", sort="name"), Column("Score", "number")]
    return Table(caption="Regions", columns=columns, rows=rows, **more)


def test_plain_values():
    assert plain(Decimal("1E+2")) == "100"
    assert plain(Decimal("81.50")) == "81.50"
    assert plain(0) == "0"
    assert plain(None) == plain("") == "—"


def test_a_row_of_plain_values():
    assert make([("甲市", Decimal("81.50"))]).body == (
        '<tr><th scope="row" class="c-text">甲市</th><td class="c-number">81.50</td></tr>'
    )


def test_text_is_escaped_and_safe_text_passes():
    body = make([("<b>&", mark_safe("<i>x</i>"))]).body
    assert "&lt;b&gt;&amp;" in body
    assert "<i>x</i>" in body


def test_a_cell_with_everything():
    cell = Cell("甲市", href='/a?b=1&c="', tag="official", note="代填", lang="zh-Hans")
    assert cell_html(cell) == (
        '<a href="/a?b=1&amp;c=&quot;"><span class="tag tag-official"><i aria-hidden="true">■</i>'
        '<span lang="zh-Hans">甲市</span></span></a><span class="note">代填</span>'
    )


def test_group_and_marked_rows():
    body = make([Group("甲省", "3 of 4"), Row(("甲市", None), anchor="r1", kind="late")]).body
    assert body == (
        '<tr class="group"><th scope="rowgroup" colspan="2">甲省 <span class="note">3 of 4</span></th></tr>'
        '<tr id="r1" class="is-late"><th scope="row" class="c-text">甲市</th><td class="c-number">—</td></tr>'
    )


def test_stacked_rows_keep_their_roles_and_labels():
    body = make([("甲市", 1)], layout="stack").body
    assert body == (
        '<tr role="row"><th scope="row" role="rowheader" class="c-text">甲市</th>'
        '<td role="cell" class="c-number" data-label="Score">1</td></tr>'
    )


def test_head_tells_the_order_and_turns_it():
    head = make([], listing=Listing.read(QueryDict("sort=name&q=x&page=3"), sorts={"name"})).head
    assert 'aria-sort="ascending"' in head
    assert 'href="?q=x&amp;sort=-name"' in head
    assert '<th scope="col" class="c-number">Score</th>' in head


def test_a_row_of_the_wrong_length_is_refused():
    try:
        _ = make([("甲市",)]).body
    except ValueError:
        return
    raise AssertionError


def test_checkbox_is_labelled():
    assert checkbox("claim", "7", "Post 甲市", checked=True) == (
        '<input type="checkbox" name="claim" value="7" aria-label="Post 甲市" checked>'
    )


def test_an_empty_list_says_what_comes_next():
    html = render_to_string(
        "web/components/data_table.html", {"table": make([], empty=EmptyState("None.", "Soon."))}
    )
    assert "<table" not in html
    assert "<b>None.</b>" in html
    assert "Soon." in html


def test_the_region_is_labelled_and_reachable_by_keyboard():
    html = render_to_string("web/components/data_table.html", {"table": make([("甲市", 1)], key="k")})
    assert '<div class="region" role="region" tabindex="0" aria-labelledby="k-caption">' in html
    assert '<caption id="k-caption">Regions</caption>' in html
