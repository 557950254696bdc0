"""Two variants side by side, and a plan recomputed from its export."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from fivefold.method.claim import coordination
from fivefold.method.claim.coordination import Quota, Region, check, coordinate, exported, side_by_side
from fivefold.method.reason import Reason, placeholders, speak
from method.claim.coordination.questions import best, broken_relaxation, questions
from method.claim.coordination.test_changes import FULL

LOOSE = replace(FULL, quotas=(Quota("p1", "演示省", high=0, penalty=3),))


def test_two_variants_show_who_moves_what_it_costs_and_both_figures():
    """4.8: a province tries two variants side by side."""
    third = Region("演示丙市", "演示省", "2", {"p1": 1})
    wider = replace(LOOSE, regions=(*LOOSE.regions, third))
    found = side_by_side((FULL, coordinate(FULL)), (wider, coordinate(wider)))
    assert [(one.region, one.first, one.second) for one in found.moved] == [
        ("演示丙市", None, ("p1",)),
        ("演示甲市", ("p2",), ("p1",)),
    ]
    assert found.cost == Decimal(-2)
    figures = {one.name.code.removeprefix("coordination.figure."): one for one in found.figures}
    assert {name: (one.first, one.second, one.difference) for name, one in figures.items()} == {
        "value": (145, 147, 2),
        "worth": (145, 156, 11),
        "penalty": (0, 9, 9),
        "claims": (2, 3, 1),
        "asked": (2, 3, 1),
        "kept": (1, 3, 2),
        "changed": (1, 0, -1),
        "covered": (2, 1, -1),
        "fewest": (1, 0, -1),
        "most": (1, 3, 2),
        "short": (0, 0, 0),
        "beyond": (0, 3, 3),
    }
    assert [speak(reason, "zh") for reason in found.reasons] == [
        "两套方案相比：2个地区不同，第二套总值少-2分"
    ]
    assert all(speak(one.name, language) for one in found.figures for language in ("zh", "en"))


@given(questions())
def test_an_export_is_recomputed_without_a_solver(question):
    if best(question) is not None:
        plan = coordinate(question)
        export = json.loads(json.dumps(exported(plan)))
        found = check(question, export)
        assert [reason.code for reason in found] == ["coordination.check.unproven"] * (
            plan.method == "search"
        )
        assert tuple(Reason.from_data(one) for one in export["reasons"]) == plan.reasons


def altered(**more):
    return {**json.loads(json.dumps(exported(coordinate(FULL)))), **more}


@pytest.mark.parametrize(
    ("export", "said"),
    [
        (altered(claims={"演示甲市": ["p2"]}), ["region 演示乙市 stands in only one of question and export"]),
        (altered(claims={"演示甲市": ["p9"], "演示乙市": ["p1"]}), ["there is no project p9"]),
        (
            altered(prices=[["p9", "演示省", "high", 1]]),
            [
                (
                    "a price belongs to a quota that the question does not have (p9, 演示省, high), "
                    "so the optimum cannot be checked"
                )
            ],
        ),
        (altered(value="146"), ["value is given as 146, recomputed as 145"]),
        (
            altered(claims={"演示甲市": ["p2"], "演示乙市": []}),
            [
                "the claims of 演示乙市 break its bounds or locks",
                "value is given as 145, recomputed as 70",
                "worth is given as 145, recomputed as 70",
                "the prices only prove that the total is at most 145, not that 145 is the best",
            ],
        ),
        (
            altered(claims={"演示甲市": ["p1"], "演示乙市": ["p1"]}),
            [
                "the quota is broken: p1 in 演示省",
                "value is given as 145, recomputed as 155",
                "worth is given as 145, recomputed as 155",
            ],
        ),
        (
            altered(prices=[]),
            ["the prices only prove that the total is at most 155, not that 145 is the best"],
        ),
    ],
)
def test_an_altered_export_is_found(export, said):
    assert check(FULL, altered()) == ()
    assert [speak(reason, "en") for reason in check(FULL, export)] == said


def test_where_the_prices_prove_nothing_the_export_says_so():
    question, _ = broken_relaxation(by_class=True)
    doubled = replace(
        question,
        regions=tuple(
            replace(region, scores={name: 4 * score for name, score in region.scores.items()})
            for region in question.regions
        ),
    )
    plan = coordinate(doubled)
    assert (plan.method, plan.value, plan.bound) == ("search", 172, 174)
    (reason,) = check(doubled, exported(plan))
    assert speak(reason, "zh") == "所附价格只证明总值不超过174分，不能证明172分最优"


def test_every_sentence_of_the_coordination_speaks_both_languages():
    folder = Path(coordination.__file__).parent / "catalogue"
    zh, en = (json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("zh_Hans", "en"))
    assert list(zh) == list(en) == sorted(zh)
    for code in zh:
        given = {name: f"<{name}>" for name in placeholders(en[code])}
        assert all(f"<{name}>" in speak(Reason(code, given), "zh") for name in given)


@pytest.mark.parametrize("lock", [{"must": ("p2",)}, {"must_not": ("p1",)}])
def test_an_export_that_breaks_nothing_but_a_lock_is_named(lock):
    near, far = FULL.regions
    locked = replace(FULL, regions=(replace(near, **lock), far), quotas=(Quota("p1", "演示省", high=2),))
    assert coordinate(locked).claims["演示甲市"] == ("p2",)
    found = check(locked, altered(claims={"演示甲市": ["p1"], "演示乙市": ["p1"]}))
    assert "the claims of 演示甲市 break its bounds or locks" in [speak(reason, "en") for reason in found]
