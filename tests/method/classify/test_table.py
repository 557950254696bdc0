import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.classify import (
    EXCLUDED,
    Classification,
    Rule,
    Verdict,
    classify,
    classify_many,
    condition_from_data,
)
from fivefold.method.reason import Reason, speak
from method.classify.table import CONTRADICTIONS, REGISTER, RULES, facts


def verdict(region):
    return classify(REGISTER[region], RULES, CONTRADICTIONS)


@pytest.mark.parametrize(
    ("region", "region_class", "rule"),
    [
        ("370200 青岛市", "1", "planned"),
        ("410100 郑州市", "1", "capital"),
        ("420100 武汉市", "1", "sub-provincial"),
        ("152200 兴安盟", "2", "prefecture"),
        ("370500 东营市", "2", "prefecture"),
        ("133100 雄安新区", "2", "prefecture"),
        ("659001 石河子市", "2", "prefecture"),
        ("500235 云阳县", "3", "district"),
    ],
)
def test_the_regions_of_the_text_each_with_its_own_reason(region, region_class, rule):
    """2.1c, 2.1d, 2.1e: planned city, capital, league, division city, new area, county of a municipality."""
    found = verdict(region)
    assert (found.outcome, found.region_class, found.rule, found.missing) == (
        "placed",
        region_class,
        rule,
        (),
    )
    assert found.reasons[0] == Reason.of("classify.placed", rule=rule, region_class=region_class)


def test_the_municipality_itself_is_no_region():
    """2.1e: the municipality is a province-level unit."""
    found = verdict("500000 重庆市")
    assert (found.outcome, found.region_class, found.rule) == ("excluded", None, "province")
    assert [speak(reason, "zh") for reason in found.reasons] == [
        "按规则province不属于分类范围",
        "level：province",
    ]


def test_a_verdict_shows_the_rule_and_the_facts_it_used():
    """2.1b: the rule's own facts first, then those by which earlier rules did not apply."""
    found = verdict("410100 郑州市")
    assert dict(found.facts_used) == {
        "capital": True,
        "level": "prefecture",
        "separately_planned": False,
        "sub_provincial": False,
    }
    assert next(iter(found.facts_used)) == "capital"
    assert [speak(reason, "zh") for reason in found.reasons] == [
        "按规则capital归入1",
        "capital：是",
        "level：prefecture",
        "separately_planned：否",
        "sub_provincial：否",
    ]


def test_a_county_that_no_rule_takes_is_a_gap():
    """2.1b: gaps are listed."""
    found = verdict("320581 常熟市")
    assert (found.outcome, found.region_class, found.rule, found.missing) == ("gap", None, None, ())
    assert found.reasons[0] == Reason("classify.gap.no_rule")
    assert found.facts_used["kind"] == "县级市"


def test_an_unknown_fact_is_a_gap_that_names_it():
    """2.1b: never silent, even where a later rule would hold."""
    found = classify({**REGISTER["410100 郑州市"], "separately_planned": None}, RULES)
    assert (found.outcome, found.rule, found.missing) == ("gap", "planned", ("separately_planned",))
    assert speak(found.reasons[0], "zh") == "规则planned需要的事实“separately_planned”不明"
    assert Reason.of("classify.fact", fact="level", value="prefecture") in found.reasons
    assert classify({"level": "prefecture"}, RULES).missing == ("separately_planned",)


def test_an_unknown_fact_that_no_longer_matters_is_no_gap():
    known = {**REGISTER["420100 武汉市"], "capital": None, "kind": None}
    assert classify(known, RULES).region_class == "1"


def test_a_fact_of_the_wrong_type_is_a_gap_that_says_so():
    found = classify({**REGISTER["410100 郑州市"], "sub_provincial": "no", "level": "prefecture"}, RULES)
    assert (found.outcome, found.missing) == ("gap", ("sub_provincial",))
    assert speak(found.reasons[0], "en") == (
        "rule sub-provincial needs the fact “sub_provincial”, whose value is of the wrong type: no"
    )


def test_facts_that_cannot_be_together_are_a_conflict():
    """2.1b: conflicts are listed, all of them, with their facts."""
    impossible = facts("county", "市辖区", capital=True, in_municipality=True)
    found = classify(impossible, RULES, CONTRADICTIONS)
    assert (found.outcome, found.region_class, found.rule) == ("conflict", None, None)
    assert dict(found.facts_used) == {"capital": True, "level": "county"}
    assert found.reasons[0] == Reason.of("classify.conflict", contradiction="capital-district")
    assert classify(impossible, RULES).region_class == "1"


def test_a_date_is_told_as_a_day():
    rule = Rule("r", "1", condition_from_data({"known": "since"}))
    found = classify({"since": date(2020, 5, 1)}, [rule])
    assert speak(found.reasons[1], "en") == "since: 2020-05-01"


def test_a_register_is_classified_as_a_whole():
    """2.1b: every region has exactly one class and a shown rule, or stands in the list of gaps."""
    register = {**REGISTER, "x": facts("county", "市辖区", capital=True), "y": {}}
    found = classify_many(register, iter(RULES), iter(CONTRADICTIONS))
    assert found.counts() == {"1": 3, "2": 4, "3": 1}
    assert list(found.of_outcome("gap")) == ["320581 常熟市", "y"]
    assert list(found.of_outcome("conflict")) == ["x"]
    assert list(found.of_outcome("excluded")) == ["500000 重庆市"]
    assert set(found.of_outcome("placed")) == set(found.classes())
    assert len(found.verdicts) == len(register)
    assert Classification({}).counts() == {}


NAMES = ("level", "kind", "sub_provincial", "separately_planned", "capital", "in_municipality")
VALUES = st.sampled_from(["province", "prefecture", "county", "盟", "兵团师市", True, False, None, 1])
ANY_FACTS = st.dictionaries(st.sampled_from(NAMES), VALUES)


@given(ANY_FACTS, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(some, chance):
    names = list(some)
    chance.shuffle(names)
    assert classify({name: some[name] for name in names}, RULES, CONTRADICTIONS) == classify(
        some, RULES, CONTRADICTIONS
    )


@given(ANY_FACTS)
def test_the_first_rule_that_holds_wins_and_unknown_stops(some):
    found = classify(some, RULES)
    answers = [rule.when.answer(some).holds for rule in RULES]
    decided = next((place for place, holds in enumerate(answers) if holds is not False), None)
    if decided is None:
        assert (found.outcome, found.rule) == ("gap", None)
    elif answers[decided] is None:
        assert (found.outcome, found.rule) == ("gap", RULES[decided].code)
        assert found.missing
    else:
        assert found.rule == RULES[decided].code
        assert found.region_class == (None if RULES[decided].verdict == EXCLUDED else RULES[decided].verdict)


@given(ANY_FACTS, ANY_FACTS)
def test_facts_that_were_not_used_cannot_change_the_verdict(some, others):
    found = classify(some, RULES)
    kept = {name: value for name, value in others.items() if name not in found.facts_used}
    assert classify({**kept, **found.facts_used}, RULES) == found


@given(ANY_FACTS)
def test_every_verdict_can_be_spoken(some):
    for reason in classify(some, RULES, CONTRADICTIONS).reasons:
        assert speak(reason, "zh")
        assert speak(reason, "en")


def test_a_verdict_is_a_frozen_value():
    found = verdict("410100 郑州市")
    with pytest.raises(TypeError):
        found.facts_used["capital"] = False
    with pytest.raises(AttributeError):
        found.outcome = "gap"
    assert Verdict("gap").reasons == ()
    assert json.dumps([reason.to_data() for reason in found.reasons])
