"""Figures: geometry, levels and what stands in words beside every drawing."""

from decimal import Decimal

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from fivefold.web.differences import Part, differences
from fivefold.web.figures.heat import Heat, HeatRow
from fivefold.web.figures.matrix import Glyph, Matrix, MatrixColumn, MatrixRow
from fivefold.web.figures.radar import Axis, Radar
from fivefold.web.figures.scales import bounds, level
from fivefold.web.figures.strip import Share, Strip
from fivefold.web.figures.tiles import Tile, TileMap, places
from fivefold.web.figures.whiskers import Interval, Whiskers

D = Decimal


def test_levels_cover_the_scale():
    assert [level(D(v), D(0), D(100)) for v in (0, 19, 20, 59, 80, 100)] == [1, 1, 2, 3, 5, 5]
    assert level(None, D(0), D(100)) == 0
    assert level(D(500), D(0), D(100)) == 5
    assert level(D(3), D(3), D(3)) == 5
    assert bounds([None, D(4), D(2)]) == (D(2), D(4))
    assert bounds([None]) == (D(0), D(0))


def test_a_matrix_cell_is_shape_and_word():
    board = Matrix(
        "Claims",
        "Region",
        [MatrixColumn("Project 1"), MatrixColumn("Project 2", note="overlap")],
        [MatrixRow("甲市", [Glyph("◆", "advantage", "advantage", "/c/1/"), None], "/r/", total="1")],
        total_label="All",
    )
    assert board.body == (
        '<tr><th scope="row"><a href="/r/">甲市</a></th>'
        '<td><a class="glyph g-advantage" title="advantage" href="/c/1/"><span aria-hidden="true">◆</span>'
        '<span class="visually-hidden">advantage</span></a></td>'
        '<td class="c-over"></td><td class="c-number">1</td></tr>'
    )
    html = render_to_string("web/components/matrix.html", {"matrix": board})
    assert '<span class="note">overlap</span>' in html


def test_heat_shows_the_figure_in_every_cell():
    columns = [MatrixColumn("P1"), MatrixColumn("P2")]
    heat = Heat("Scores", "Region", columns, [HeatRow("<甲>", [D("61.5"), None])], D(40), D(100))
    assert (
        heat.body
        == '<tr><th scope="row">&lt;甲&gt;</th><td class="heat-2">61.5</td><td class="heat-0">—</td></tr>'
    )


def test_tiles_never_overlap():
    spots = places(32, 8)
    assert len(set(spots)) == 32
    assert spots[9] == (1, 1)
    tiles = [Tile(c, r, "甲") for c, r in spots]
    tile_map = TileMap("Map", tiles)
    assert (tile_map.width, tile_map.height) == (484, 196)
    assert {(t.x, t.y) for t in tiles} == {(4 + 48 * c, 4 + 48 * r) for c, r in spots}


def test_radar_is_broken_where_a_figure_is_missing():
    axes = [Axis(f"P{i}", None if i == 2 else D(50), D(40), D(50), D(60)) for i in range(5)]
    radar = Radar("R", axes, D(100), "own", "peers, n = 5")
    assert radar.outline.count("M") == 3
    assert len(radar.dots) == 4
    assert radar.table[2] == ("P2", "—", "40", "50", "60")
    assert radar.spokes[0].anchor == "middle"


def test_whiskers_keep_their_order():
    row = Whiskers("Ranks", "Region", [Interval("甲", D(1), D(3), D(11), "3 (1 to 11)")], D(1), D(11)).rows[0]
    assert (row.low, row.point, row.high) == ("2.00%", "21.20%", "98.00%")


def test_strip_adds_up():
    strip = Strip(
        "甲省", [Share("Posted", "official", 1), Share("Late", "late", 0), Share("Draft", "draft", 3)]
    )
    assert strip.total == 4
    assert [(s.x, s.width, s.title) for s in strip.segments] == [
        ("0.000%", "25.000%", "Posted 1/4"),
        ("25.000%", "75.000%", "Draft 3/4"),
    ]
    assert Strip("乙省", []).segments == []


def test_difference_by_characters_and_numbers():
    assert differences("每季度报告12次", "每半年报告2次") == [
        Part("same", "每"),
        Part("gone", "季度"),
        Part("new", "半年"),
        Part("same", "报告"),
        Part("gone", "12"),
        Part("new", "2"),
        Part("same", "次"),
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_differences_give_both_texts_back(before, after):
    parts = differences(before, after)
    assert "".join(p.text for p in parts if p.kind != "new") == before
    assert "".join(p.text for p in parts if p.kind != "gone") == after
