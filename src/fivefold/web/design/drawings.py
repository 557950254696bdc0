"""Fictional figures for the page of components (演示数据)."""

from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import pgettext

from fivefold.web.figures.heat import Heat, HeatRow
from fivefold.web.figures.matrix import Glyph, Matrix, MatrixColumn, MatrixRow
from fivefold.web.figures.radar import Axis, Radar
from fivefold.web.figures.scales import level
from fivefold.web.figures.strip import Share, Strip
from fivefold.web.figures.tiles import Tile, TileMap, places
from fivefold.web.figures.whiskers import Interval, Whiskers
from fivefold.web.parts import Link
from fivefold.web.tables import Group

_ = partial(pgettext, "design")

PROJECTS = "一二三四五六七八九十"
MINE = 9
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
PATTERN = "a..b......|.x........|..a....b..|a......o..|...b.l....|.....a...."


def _glyphs() -> dict[str, Glyph]:
    return {
        "a": Glyph("◆", _("advantage, approved"), "advantage", "#"),
        "b": Glyph("▲", _("breakthrough, approved"), "breakthrough", "#"),
        "o": Glyph("■", _("posted"), "official", "#"),
        "x": Glyph("◇", _("submitted"), "plain", "#"),
        "l": Glyph("！", _("late"), "late", "#"),
    }


def _over(name: str) -> str:
    return _("overlap") if name in "一四" else ""


def matrix() -> Matrix:
    """Draw the board of a province: which region claims what."""
    glyphs = _glyphs()
    rows: list[Any] = [Group("演示甲省", _("6 regions"))]
    for stem, line in zip(STEMS, PATTERN.split("|"), strict=False):
        total = sum(mark != "." for mark in line)
        rows.append(MatrixRow(f"演示{stem}市", [glyphs.get(mark) for mark in line], "#", total=str(total)))
    return Matrix(
        caption=_("Claims by region and project"),
        corner=_("Region"),
        columns=[MatrixColumn(f"演示项目{n}", f"项目{n}", "#", _over(n)) for n in PROJECTS],
        rows=rows,
        legend=list(glyphs.values()),
        totals=["2", "1", "1", "2", "0", "2", "0", "2", "0", "0"],
        totals_label=_("Regions"),
        total_label=_("Claims"),
        downloads=[Link("xlsx", "#")],
    )


def heat() -> Heat:
    """Scores of regions by project."""
    rows = [
        HeatRow(
            f"演示{stem}市",
            [Decimal(40 + (7 * i * (k + 3) + 13 * k) % 60) if (i + k) % 9 else None for k in range(8)],
        )
        for i, stem in enumerate(STEMS[:6])
    ]
    return Heat(
        _("Self-assessed scores"),
        _("Region"),
        [MatrixColumn(f"演示项目{n}", f"项目{n}") for n in PROJECTS[:8]],
        rows,
        Decimal(40),
        Decimal(100),
        _("of 100"),
    )


def tiles() -> TileMap:
    """Draw a nation of 32 provinces as equal squares."""
    squares = []
    for index, (column, row) in enumerate(places(32, 8)):
        share = Decimal((index * 37) % 101)
        name = STEMS[index % 22] + ("省" if index < 22 else "区")  # noqa: PLR2004 - 22 stems
        squares.append(
            Tile(
                column,
                row,
                name,
                f"{share}%",
                level(share or None, Decimal(0), Decimal(100)),
                f"演示{name}",
                "#",
                mine=index == MINE,
            )
        )
    return TileMap(
        _("Share of regions that have claimed, by province"),
        squares,
        [_("none"), "≤20%", "≤40%", "≤60%", "≤80%", "≤100%"],
        "#",
        [Link("xlsx", "#")],
        _("Equal squares: no borders are drawn."),
    )


def radar() -> Radar:
    """Eleven projects against the own class."""
    own = [82, 74, 91, 66, 70, 88, None, 77, 59, 85, 80]
    axes = [
        Axis(
            f"演示项目{i + 1}",
            None if score is None else Decimal(score),
            Decimal(60 + i % 4),
            Decimal(71 + i % 5),
            Decimal(80 + i % 6),
            f"项目{i + 1}",
        )
        for i, score in enumerate(own)
    ]
    return Radar(
        _("The eleven projects of 演示甲市"), axes, Decimal(100), "演示甲市", _("second class, n = 301")
    )


def whiskers() -> Whiskers:
    """Rank intervals."""
    rows = [
        ("演示甲市", 3, 9, 18),
        ("演示乙市", 7, 14, 31),
        ("演示丙州", 11, 15, 22),
        ("演示丁市", 20, 41, 66),
    ]
    return Whiskers(
        _("Rank intervals in the second class"),
        _("Region"),
        [
            Interval(
                name,
                Decimal(low),
                Decimal(point),
                Decimal(high),
                _("rank %(point)s, between %(low)s and %(high)s")
                % {"point": point, "low": low, "high": high},
                mine=name == "演示丙州",
            )
            for name, low, point, high in rows
        ],
        Decimal(1),
        Decimal(80),
        _("90 % of 1,000 draws of the weights; the last places are not published."),
    )


def strips() -> list[Strip]:
    """Where the regions of two provinces stand."""
    return [
        Strip(
            "演示甲省",
            [
                Share(_("Posted"), "official", 4, "#"),
                Share(_("Approved"), "done", 5, "#"),
                Share(_("With the province"), "turn", 3, "#"),
                Share(_("Returned"), "returned", 1, "#"),
                Share(_("Draft"), "draft", 2, "#"),
            ],
            "#",
        ),
        Strip("演示乙省", [Share(_("Approved"), "done", 8), Share(_("Draft"), "draft", 1)]),
    ]
