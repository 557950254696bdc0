"""Every item's fate, and the stability."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given

from fivefold.method import decompose
from fivefold.method.decompose import Edition, EditionError, Link, Mapping, MappingError, Node, difference
from fivefold.method.reason import Reason, placeholders, speak
from method.decompose.editions import MAPPING, NEW, OLD, moves


def test_every_kind_of_fate_is_told():
    """4.16: kept, reworded, moved, split, merged, rescored, new, retired."""
    found = difference(OLD, NEW, MAPPING)
    assert {fate.old: (fate.new, fate.kinds) for fate in found.fates} == {
        "a": (("a",), ("kept",)),
        "b": (("b",), ("reworded", "rescored")),
        "c": (("c1", "c2"), ("split",)),
        "d": (("x",), ("moved",)),
        "e": (("ef",), ("merged",)),
        "f": (("ef",), ("merged",)),
        "g": ((), ("retired",)),
    }
    assert found.added == ("n",)
    # old: 1 + 1/2 + 1/2 + 1 + 1/2 + 1/2 + 0; new: 1 + 1/2 + 1 + 1/2 + 1/2 + 1/2 + 0; of 7 + 7 items
    assert (found.stability, found.percent) == (Fraction(4, 7), Decimal("57.1"))
    assert [speak(reason, "zh") for reason in found.reasons] == [
        "稳定度57.1%：保留1、改写1、移位1、拆分1、合并2、改分值1、取消1、新增1"
    ]
    assert speak(found.fates[2].reason, "zh") == "c→c1、c2：拆分"
    assert speak(found.fates[6].reason, "en") == "g: retired"


def test_an_edition_against_itself_is_wholly_stable():
    same = Mapping(tuple(Link(node.code, node.code) for node in OLD.items))
    found = difference(OLD, OLD, same)
    assert (found.stability, found.added) == (1, ())
    assert {fate.kinds for fate in found.fates} == {("kept",)}


@given(moves())
def test_no_item_is_left_without_fate_and_stability_is_a_share(move):
    """4.16: 0 orphans; the list of every item's fate."""
    (old, new), mapping, _ = move
    found = difference(old, new, mapping)
    assert [fate.old for fate in found.fates] == sorted(node.code for node in old.items)
    living = {code for fate in found.fates for code in fate.new}
    assert living | set(found.added) == {node.code for node in new.items}
    assert not living & set(found.added)
    assert 0 <= found.stability <= 1
    backwards = replace(mapping, links=mapping.links[::-1])
    assert (
        difference(replace(old, nodes=old.nodes[::-1]), replace(new, nodes=new.nodes[::-1]), backwards)
        == found
    )


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (Mapping(MAPPING.links), "g的去向尚未确认"),
        (replace(MAPPING, retired=("g", "a")), "a既有对应又列为取消"),
        (replace(MAPPING, retired=("g", "z")), "演示一版没有z"),
        (replace(MAPPING, links=(*MAPPING.links, Link("a", "z"))), "演示二版没有z"),
        (replace(MAPPING, links=(*MAPPING.links, MAPPING.links[2])), "对应关系重复：a→a"),
    ],
)
def test_a_mapping_that_is_not_whole_is_refused(mapping, said):
    with pytest.raises(MappingError) as caught:
        difference(OLD, NEW, mapping)
    assert caught.value.spoken("zh") == (said,)


@pytest.mark.parametrize(
    ("nodes", "said"),
    [
        ((), "x: the guideline holds nothing"),
        ((Node("a", ""), Node("a", "")), "x: the code a is given more than once"),
        ((Node("a", "", parent="p"),), "x: p, in which a lies, does not exist"),
        ((Node("a", "", full=Decimal("NaN")),), "x: the full marks NaN of a are no positive number"),
        ((Node("a", "", full=Decimal(0)),), "x: the full marks 0 of a are no positive number"),
        ((Node("a", "", parent="b"), Node("b", "", parent="a")), "x: a lies within itself"),
        ((Node("c", "", parent="a"), Node("a", "", parent="a")), "x: a lies within itself"),
    ],
)
def test_nodes_that_make_no_tree_are_refused(nodes, said):
    with pytest.raises(EditionError) as caught:
        Edition("x", nodes)
    assert said in caught.value.spoken("en")


def test_every_sentence_speaks_both_languages():
    folder = Path(decompose.__file__).parent
    zh, en = (
        json.loads((folder / "catalogue" / f"{name}.json").read_text("utf-8")) for name in ("zh_Hans", "en")
    )
    assert list(zh) == list(en) == sorted(zh)
    for code in zh:
        given_params = {name: f"<{name}>" for name in placeholders(en[code])}
        assert all(f"<{name}>" in speak(Reason(code, given_params), "zh") for name in given_params)
