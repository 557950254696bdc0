"""The optimum: published instances, every answer tried, order, ties, and the way of large instances."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.claim.coordination import (
    Impossible,
    Question,
    Quota,
    Region,
    arrays,
    check,
    coordinate,
    crossing,
    exported,
    linear,
)
from fivefold.method.claim.coordination.structure import nested, parts
from fivefold.method.claim.coordination.tabulate import tabulate
from method.claim.coordination.questions import (
    answers,
    best,
    broken_relaxation,
    half_and_half,
    published,
    questions,
    value,
)


@pytest.mark.parametrize(("by_class", "method"), [(False, "flow"), (True, "prices")])
def test_the_published_instance_is_solved_to_its_published_optimum(by_class, method):
    """4.11: claims_R416, 219,696 without and 215,075 with national class quotas, by six other solvers."""
    question, data = published(by_class=by_class)
    plan = coordinate(question)
    wanted = data["opt_with_national_class_quota" if by_class else "opt_without_class_quota"]
    assert (plan.value, plan.bound, plan.method) == (wanted, wanted, method)
    assert value(question, plan.claims) == wanted
    assert {len(names) for names in plan.claims.values()} <= {1, 2}
    assert check(question, exported(plan)) == ()


def test_class_quotas_across_provinces_break_the_relaxation_not_the_answer():
    """4.11: claims_nontu_counterexample, 43.5 relaxed and 43 in whole numbers; 44 without class quotas."""
    laminar, data = broken_relaxation(by_class=False)
    assert nested(tabulate(laminar).instance)
    assert coordinate(laminar).value == data["laminar"]["ip"] == 44
    crossing, _ = broken_relaxation(by_class=True)
    instance = tabulate(crossing).instance
    assert not nested(instance)
    relaxed = linear.relax(instance)
    assert relaxed.chosen is None
    plan = coordinate(crossing)
    assert plan.value == data["with_class"]["ip"] == best(crossing) == 43
    assert plan.bound == 43
    assert plan.method == "prices"


@given(questions())
def test_the_optimum_is_the_best_of_all_answers(question):
    every = best(question)
    if every is None:
        with pytest.raises(Impossible):
            coordinate(question)
    else:
        plan = coordinate(question)
        assert plan.value == every == value(question, plan.claims) == plan.worth - plan.penalty
        assert plan.bound >= plan.value
        assert (plan.bound == plan.value) is (plan.method != "search")


@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(question, random):
    shuffled = replace(
        question,
        regions=tuple(random.sample(question.regions, len(question.regions))),
        projects=tuple(random.sample(question.projects, len(question.projects))),
        quotas=tuple(random.sample(question.quotas, len(question.quotas))),
    )
    assert outcome(shuffled) == outcome(question)


def outcome(question):
    try:
        return coordinate(question)
    except Impossible as refusal:
        return refusal.reasons


@given(questions(crossing=False))
def test_of_equal_values_the_one_that_keeps_more_wishes_is_taken(question):
    every = list(answers(question))
    if every:
        plan, top = coordinate(question), max(worth for worth, _ in every)
        instance = tabulate(question)
        wish = instance.instance.asked

        def kept(claims):
            return int((instance.chosen(claims) & wish).sum())

        assert kept(plan.claims) == max(kept(claims) for worth, claims in every if worth == top)


def test_decimal_scores_are_exact():
    scores = {"p1": Decimal("0.1"), "p2": Decimal("0.2"), "p3": Decimal("80.04")}
    plan = coordinate(Question((Region("r", "A", "1", scores),), tuple(scores), threshold=Decimal("0.05")))
    assert plan.claims == {"r": ("p2", "p3")}
    assert (plan.value, plan.reasons[0].params["value"]) == (Decimal("80.14"), "80.14")


def instance_of(seed, regions=60, provinces=4, projects=4):
    """A made-up instance with tight crossing quotas, to be solved by prices and core."""
    random = np.random.default_rng(seed)
    columns = [(project, place, -1, 1, 6, -1) for project in range(projects) for place in range(provinces)]
    columns += [
        (project, -1, kind, 2, 9 + project, 3 - 4 * (project % 2))
        for project in range(projects)
        for kind in (0, 1)
    ]
    return arrays.Instance(
        random.integers(-40, 60, (regions, projects)),
        np.sort(random.integers(0, provinces, regions)),
        random.integers(0, 2, regions),
        np.zeros(regions, np.int64),
        np.full(regions, 2),
        random.choice(np.array([0, 0, 0, 0, 0, 0, 0, 1, -1], np.int8), (regions, projects))
        * (random.random((regions, 1)) < 0.1).astype(np.int8),
        np.zeros((regions, projects), bool),
        arrays.Quotas(*np.array(columns, np.int64).T),
    )


@pytest.mark.parametrize("small", [20, 60, 150, 1000])
@pytest.mark.parametrize("seed", range(12))
def test_prices_and_core_find_what_branch_and_cut_finds(seed, small):
    instance = instance_of(seed)
    wanted = linear.exact(instance)
    found = crossing.crossing(instance, small)
    assert (found is None) is (wanted is None)
    if found is not None:
        assert arrays.allowed(instance, found.chosen)
        assert arrays.value(instance, found.chosen) == arrays.value(instance, wanted)


def test_parts_are_provinces_classes_or_the_whole():
    regions = tuple(Region(f"r{place}", "AAB"[place], "121"[place], {"p1": 1}) for place in range(3))

    def split(*quotas):
        return [rows.tolist() for rows, _ in parts(tabulate(Question(regions, ("p1",), quotas)).instance)]

    assert split(Quota("p1", "A"), Quota("p1", "B", "1")) == [[0, 1], [2]]
    assert split(Quota("p1", None, "1"), Quota("p1", None, "2")) == [[0, 2], [1]]
    assert split(Quota("p1"), Quota("p1", "A")) == [[0, 1, 2]]


def test_a_class_within_one_province_does_not_cross_it():
    regions = (
        Region("r1", "A", "1", {"p1": 5}),
        Region("r2", "A", "2", {"p1": 5}),
        Region("r3", "B", "3", {"p1": 5}),
    )
    inside = Question(
        regions, ("p1",), (Quota("p1", "A", high=2), Quota("p1", None, "1", high=1), Quota("p1", high=3))
    )
    assert nested(tabulate(inside).instance)
    assert coordinate(inside).method == "flow"
    across = replace(inside, regions=(*regions, Region("r4", "B", "1", {"p1": 5})))
    assert not nested(tabulate(across).instance)


def test_scores_beyond_exact_whole_numbers_are_refused():
    huge = Question((Region("r", "A", "1", {"p1": 2**62 // 3}),), ("p1",))
    with pytest.raises(OverflowError, match="too large"):
        coordinate(huge)


def test_long_numbers_leave_out_the_tie_marks_and_then_the_wishes():
    for size in (40, 52, 57):
        regions = tuple(Region(f"r{place}", "A", "1", {"p1": 2**size, "p2": 2**size}) for place in range(2))
        question = Question(regions, ("p1", "p2"), (Quota("p1", "A", high=1), Quota("p2", "A", high=1)))
        assert coordinate(question).value == 2 * 2**size


@pytest.mark.parametrize("small", [2, 3, 4, 5, 6, 100])
def test_what_only_halves_could_meet_is_impossible(small):
    instance = tabulate(half_and_half()).instance
    assert linear.relax(instance).chosen is None
    assert crossing.crossing(instance, small) is None


@pytest.mark.parametrize("small", [3, 6, 9, 12, 100])
def test_a_gap_that_the_prices_leave_is_searched(small):
    question, _ = broken_relaxation(by_class=True)
    instance = tabulate(question).instance
    larger = replace(instance, worth=instance.worth * 4)
    found = crossing.crossing(larger, small)
    assert (arrays.value(larger, found.chosen), found.proven) == (172, False)


@pytest.mark.parametrize("lock", [(1, 1, 1, 0), (-1, -1, -1, -1)])
def test_a_region_at_odds_with_itself_is_impossible_at_any_size(lock):
    instance = instance_of(3)
    locks = np.zeros_like(instance.lock)
    locks[0] = lock
    low = np.ones_like(instance.low)
    free = replace(instance, lock=np.zeros_like(locks), low=low)
    assert crossing.crossing(free, 20) is not None
    assert crossing.crossing(replace(free, lock=locks), 20) is None


def test_a_province_at_odds_with_itself_is_impossible_at_any_size():
    instance = instance_of(3)
    wide = replace(
        instance.quotas,
        low=np.where(instance.quotas.province == 0, 50, instance.quotas.low),
        high=instance.quotas.high + 60,
    )
    assert crossing.crossing(replace(instance, quotas=wide), 20) is None
