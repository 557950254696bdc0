"""A fictional nation of the same shape as the real register: demonstrations and benchmarks speak of nobody.

Everything follows from the arguments: names are ordered by SHA-256 of the seed, nothing is random. Each
name begins with 演示, each code with 9 (no code of GB/T 2260 does), each row says 演示数据.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from fivefold.packs.register import AreaRow

LABEL = "演示数据"
PROVINCES = 28
MUNICIPALITIES = 4
# The shape of the real register: 32 of class 1 and 86 of class 3 in 416.
_SHAPE = 416
_CLASS_ONE = 32
_DISTRICTS = 86
SMALLEST = PROVINCES + MUNICIPALITIES + 32

# First characters are those of jade and light, last ones those of landscape: together they name no place.
_FIRST = (
    "珩琮瑾瑜璟翊翎昱旻霁澄翰铭砚笃缙煦晞晗昕曦烨焱炜钰铄筠箫笙荟蓁葳茗藜薇菀蘅泓淙潇澹漪濯岫峤"
    "峣嵘嶂巍彧彤彦衍颐颢飏骁骞鸾鹭麒琅玥玮瑄璇琪昀晔祺禧烜煊翮翙翾璐珞琬琰璨"
)
_LAST = (
    "川原浦渡泽岭津桥湾亭岸坪岗塘溪泉池台陵洲屿谷坡林庄"
    "堤坝渚汀涧瀑麓峰崖岩矶滩泊荡浜堰埠驿垣圃苑阁轩榭廊坊衢陌阡"
)
_KINDS = ("地级市",) * 18 + ("地区", "盟")
_DISTRICT_KINDS = (("区", "市辖区"),) * 7 + (("县", "县"),)


@dataclass(frozen=True)
class _Facts:
    sub_provincial: bool = False
    independent_planning: bool = False
    provincial_capital: bool = False
    under_municipality: bool = False

    def texts(self) -> dict[str, str]:
        flags = {**self.__dict__, "out_of_scope": False}
        return {key: str(int(value)) for key, value in flags.items()}


def capacity() -> int:
    """Return the largest number of regions that the names suffice for."""
    return len(_FIRST) * len(_LAST) - PROVINCES - MUNICIPALITIES


def fictional_areas(regions: int = _SHAPE, seed: str = LABEL) -> tuple[AreaRow, ...]:
    """Make 28 provinces, 4 municipalities and, below them, `regions` regions in the real proportions.

    Columns and facts are those of the pack `cn-2021-shiyu`. Each ordinary province has one capital; the
    other cities of class 1 are under independent planning (and so sub-provincial). Raises ValueError for a
    number of regions below `SMALLEST` or beyond `capacity()`.
    """
    if not SMALLEST <= regions <= capacity():
        raise ValueError(f"between {SMALLEST} and {capacity()} regions, not {regions}")
    names = _names(seed)
    districts = max(MUNICIPALITIES, round(regions * _DISTRICTS / _SHAPE))
    first_class = max(PROVINCES, round(regions * _CLASS_ONE / _SHAPE))
    provinces = [_province(index, next(names)) for index in range(PROVINCES + MUNICIPALITIES)]
    ordinary, municipal = provinces[:PROVINCES], provinces[PROVINCES:]
    cities = list(_cities(ordinary, regions - districts, first_class - PROVINCES, names))
    return (*provinces, *cities, *_municipal(municipal, districts, names))


def _names(seed: str) -> Iterator[str]:
    pairs = [first + last for first in _FIRST for last in _LAST]
    return iter(sorted(pairs, key=lambda pair: hashlib.sha256(f"{seed}/{pair}".encode()).digest()))


def _row(code: str, name: str, level: str, kind: str, parent: str, facts: _Facts) -> AreaRow:
    return AreaRow(code, name, level, kind, parent, None, None, facts.texts(), "自拟", LABEL, LABEL)


def _province(index: int, stem: str) -> AreaRow:
    kind = "省" if index < PROVINCES else "直辖市"
    suffix = "省" if index < PROVINCES else "市"
    return _row(f"9{index + 1:02d}000", f"演示{stem}{suffix}", "province", kind, "", _Facts())


def _cities(provinces: list[AreaRow], count: int, planned: int, names: Iterator[str]) -> Iterator[AreaRow]:
    """Make the prefecture-level units, dealt to the provinces in turn: capitals, planned cities, others."""
    for place in range(count):
        turn, index = divmod(place, len(provinces))
        parent = provinces[index]
        if turn == 0:
            # Ten of the real twenty-seven capitals are sub-provincial: every third here.
            facts = _Facts(provincial_capital=True, sub_provincial=index % 3 == 0)
        elif place < len(provinces) + planned:
            facts = _Facts(independent_planning=True, sub_provincial=True)
        else:
            facts = _Facts()
        kind = _KINDS[place % len(_KINDS)] if facts == _Facts() else "地级市"
        suffix = kind if kind != "地级市" else "市"
        code = f"{parent.code[:3]}{turn + 1:03d}"
        yield _row(code, f"演示{next(names)}{suffix}", "prefecture", kind, parent.code, facts)


def _municipal(municipalities: list[AreaRow], count: int, names: Iterator[str]) -> Iterator[AreaRow]:
    for place in range(count):
        turn, index = divmod(place, len(municipalities))
        parent = municipalities[index]
        suffix, kind = _DISTRICT_KINDS[turn % len(_DISTRICT_KINDS)]
        code = f"{parent.code[:3]}{turn + 1:03d}"
        yield _row(
            code, f"演示{next(names)}{suffix}", "county", kind, parent.code, _Facts(under_municipality=True)
        )
