from collections import Counter
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.create.meeting.search import Problem, best_choice


def problem(values, similar, angles, provinces, *, size=3, cap=1, distinct=3):
    whole = [np.array(part, dtype=np.int64) for part in (values, similar, angles, provinces)]
    return Problem(*whole, size, cap, distinct)


def allowed(given_problem, chosen):
    places = list(chosen)
    provinces = Counter(given_problem.provinces[places].tolist())
    return (
        len(set(given_problem.angles[places].tolist())) == len(places)
        and max(provinces.values()) <= given_problem.cap
        and len(provinces) >= given_problem.distinct
    )


def value(given_problem, chosen):
    places = list(chosen)
    return given_problem.values[places].sum() - given_problem.similar[np.ix_(places, places)].sum() // 2


def by_force(given_problem):
    sets = combinations(range(len(given_problem.values)), given_problem.size)
    return max((value(given_problem, one) for one in sets if allowed(given_problem, one)), default=None)


@st.composite
def problems(draw):
    count = draw(st.integers(1, 9))
    size = draw(st.integers(1, 5))
    values = draw(st.lists(st.integers(-20, 50), min_size=count, max_size=count))
    cells = iter(draw(st.lists(st.integers(0, 30), min_size=count * count, max_size=count * count)))
    similar = np.triu(np.array(list(cells)).reshape(count, count), 1)
    angles = draw(st.lists(st.integers(0, 6), min_size=count, max_size=count))
    provinces = draw(st.lists(st.integers(0, 5), min_size=count, max_size=count))
    distinct = draw(st.integers(1, size))
    cap = draw(st.integers(1, 3))
    return problem(values, similar + similar.T, angles, provinces, size=size, cap=cap, distinct=distinct)


@given(problems())
def test_the_best_choice_equals_brute_force(one):
    chosen = best_choice(one)
    best = by_force(one)
    if best is None:
        assert chosen == ()
    else:
        assert allowed(one, chosen)
        assert len(set(chosen)) == one.size
        assert value(one, chosen) == best


def test_forty_candidates_of_few_angles_equal_brute_force():
    chance = np.random.default_rng(25)
    for cap, distinct in ((1, 5), (2, 4), (3, 2)):
        similar = np.triu(chance.integers(0, 300, (24, 24)), 1)
        one = problem(
            chance.integers(0, 1000, 24),
            similar + similar.T,
            chance.integers(0, 6, 24),
            chance.integers(0, 7 if cap == 1 else 4, 24),
            size=5,
            cap=cap,
            distinct=distinct,
        )
        assert value(one, best_choice(one)) == by_force(one)
