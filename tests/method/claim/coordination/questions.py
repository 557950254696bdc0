"""Questions small enough to try every answer, and the published instances."""

import csv
import itertools
import json
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from fivefold.method.claim.coordination import Question, Quota, Region

VECTORS = Path(__file__).parents[2] / "vectors" / "claims"
PROJECTS = ("p1", "p2", "p3")


def answers(question):
    """Yield every allocation that keeps to bounds, locks and hard quotas, with its value."""
    kept = [_options(region, question) for region in question.regions]
    for sets in itertools.product(*kept):
        claims = {region.code: names for region, names in zip(question.regions, sets, strict=True)}
        worth = value(question, claims)
        if worth is not None:
            yield worth, claims


def best(question):
    return max((worth for worth, _ in answers(question)), default=None)


def value(question, claims):
    total = 0
    for region in question.regions:
        total += sum(region.scores[name] - question.threshold for name in claims[region.code])
    for quota in question.quotas:
        number = sum(
            quota.project in claims[region.code]
            for region in question.regions
            if quota.province in (None, region.province) and quota.region_class in (None, region.region_class)
        )
        over = max(quota.low - number, 0)
        over += max(number - quota.high, 0) if quota.high is not None else 0
        if over and quota.penalty is None:
            return None
        total -= over * (quota.penalty or 0)
    return total


def _options(region, question):
    sizes = range(region.low, region.high + 1)
    sets = [names for size in sizes for names in itertools.combinations(sorted(question.projects), size)]
    return [
        names for names in sets if set(region.must) <= set(names) <= set(region.scores) - set(region.must_not)
    ]


@st.composite
def questions(draw, *, crossing=None, soft=True, regions=4):
    """Small questions; with `crossing` False every quota names a province."""
    codes = [f"r{place}" for place in range(draw(st.integers(1, regions)))]
    found = tuple(draw(_region(code)) for code in codes)
    wide = st.just(None) | st.sampled_from(sorted({region.province for region in found}))
    provinces = st.sampled_from(sorted({region.province for region in found})) if crossing is False else wide
    classes = st.just(None) | st.sampled_from(sorted({region.region_class for region in found}))
    scopes = st.tuples(st.sampled_from(PROJECTS), provinces, classes)
    chosen = draw(st.lists(scopes, max_size=6, unique=True))
    quotas = tuple(draw(_quota(scope, soft=soft)) for scope in chosen)
    return Question(found, PROJECTS, quotas, draw(st.integers(-3, 3)))


@st.composite
def _region(draw, code):
    scores = draw(st.dictionaries(st.sampled_from(PROJECTS), st.integers(-9, 9), min_size=1))
    low = draw(st.integers(0, 1))
    region = Region(
        code,
        draw(st.sampled_from("AB")),
        draw(st.sampled_from("12")),
        scores,
        low=low,
        high=draw(st.integers(low, 2)),
    )
    asked = draw(st.none() | st.lists(st.sampled_from(sorted(scores)), unique=True, max_size=2))
    locks = draw(st.dictionaries(st.sampled_from(sorted(scores)), st.booleans(), max_size=1))
    return replace(
        region,
        asked=None if asked is None else tuple(asked),
        must=tuple(name for name, lock in locks.items() if lock),
        must_not=tuple(name for name, lock in locks.items() if not lock),
    )


@st.composite
def _quota(draw, scope, *, soft):
    low = draw(st.integers(0, 2))
    high = draw(st.none() | st.integers(low, 3))
    penalty = draw(st.none() | st.integers(0, 5)) if soft else None
    return Quota(*scope, low=low, high=high, penalty=penalty)


def published(*, by_class):
    """The synthetic instance of 416 regions, with or without its national class quotas."""
    bounds = json.loads((VECTORS / "claims_R416.json").read_text(encoding="utf-8"))
    projects = tuple(f"s{number}" for number in range(1, 12))
    with (VECTORS / "claims_R416.csv").open(encoding="utf-8") as stream:
        regions = tuple(
            Region(row["region"], row["province"], row["class"], {name: int(row[name]) for name in projects})
            for row in csv.DictReader(stream)
        )
    quotas = [
        Quota(name, str(place), low=low[at], high=high[at])
        for place, (low, high) in enumerate(zip(bounds["prov_lo"], bounds["prov_hi"], strict=True))
        for at, name in enumerate(projects)
    ]
    if by_class:
        quotas += [
            Quota(name, None, str(place), low=low[at], high=high[at])
            for place, (low, high) in enumerate(zip(bounds["class_lo"], bounds["class_hi"], strict=True))
            for at, name in enumerate(projects)
        ]
    return Question(regions, projects, tuple(quotas), bounds["tau"]), bounds


def broken_relaxation(*, by_class):
    """The counterexample: class caps across province caps make an odd cycle of tight rows."""
    data = json.loads((VECTORS / "claims_nontu_counterexample.json").read_text(encoding="utf-8"))
    projects = tuple(f"p{place}" for place in range(4))
    rows = zip(data["province"], data["cls"], data["s"], strict=True)
    regions = tuple(
        Region(f"r{place}", str(province), str(kind), dict(zip(projects, scores, strict=True)))
        for place, (province, kind, scores) in enumerate(rows)
    )
    caps = dict(zip(projects, (1, 1, 1, 4), strict=True))
    quotas = [Quota(name, str(place), high=cap) for name, cap in caps.items() for place in (0, 1)]
    if by_class:
        quotas += [Quota(name, None, str(kind), high=cap) for name, cap in caps.items() for kind in (0, 1)]
    return Question(regions, projects, tuple(quotas)), data


def half_and_half():
    """An odd cycle of seven demands for exactly one: the relaxation halves every claim, whole ones cannot be had."""
    regions = (
        Region("r0", "A", "1", {"p1": 1, "p2": 1}, low=1, high=1),
        Region("r1", "A", "2", {"p2": 1, "p3": 1}, low=1, high=1),
        Region("r2", "B", "2", {"p1": 1, "p3": 1}, low=1, high=1),
        Region("r3", "B", "1", {"p1": 1}, low=0, high=1),
    )
    scopes = (("p2", "A", None), ("p3", None, "2"), ("p1", "B", None), ("p1", None, "1"))
    return Question(regions, PROJECTS, tuple(Quota(*scope, low=1, high=1) for scope in scopes))
