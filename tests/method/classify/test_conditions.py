from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.classify import (
    In,
    NotIn,
    NoValuesError,
    RuleError,
    condition_from_data,
    contradiction_from_data,
    rule_from_data,
)
from fivefold.method.classify.parse import OPERATORS
from fivefold.method.reason import speak

FACTS = {
    "level": "prefecture",
    "capital": True,
    "planned": False,
    "people": 3,
    "since": date(2020, 1, 1),
    "gap": None,
}


def asked(data, facts=FACTS):
    answer = condition_from_data(data).answer(facts)
    return answer.holds, sorted(answer.facts), sorted(answer.missing)


YES, NO, UNKNOWN = {"is_true": "capital"}, {"is_true": "planned"}, {"is_true": "absent"}


@pytest.mark.parametrize(
    ("data", "holds", "fact"),
    [
        ({"eq": {"fact": "level", "value": "prefecture"}}, True, "level"),
        ({"eq": {"fact": "level", "value": "county"}}, False, "level"),
        ({"eq": {"fact": "people", "value": 3}}, True, "people"),
        ({"eq": {"fact": "since", "value": date(2020, 1, 1)}}, True, "since"),
        ({"ne": {"fact": "level", "value": "county"}}, True, "level"),
        ({"ne": {"fact": "level", "value": "prefecture"}}, False, "level"),
        ({"in": {"fact": "level", "values": ["county", "prefecture"]}}, True, "level"),
        ({"in": {"fact": "level", "values": ["county"]}}, False, "level"),
        ({"not_in": {"fact": "level", "values": ["county"]}}, True, "level"),
        ({"not_in": {"fact": "level", "values": ["prefecture"]}}, False, "level"),
        ({"is_true": "capital"}, True, "capital"),
        ({"is_true": "planned"}, False, "planned"),
        ({"is_false": "capital"}, False, "capital"),
        ({"is_false": "planned"}, True, "planned"),
        ({"known": "planned"}, True, "planned"),
        ({"known": "gap"}, False, "gap"),
        ({"known": "absent"}, False, "absent"),
        ({"not": {"is_true": "planned"}}, True, "planned"),
        ({"not": {"is_true": "capital"}}, False, "capital"),
    ],
)
def test_one_fact(data, holds, fact):
    assert asked(data) == (holds, [fact], [])


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        ({"eq": {"fact": "gap", "value": "x"}}, "gap"),
        ({"eq": {"fact": "people", "value": "3"}}, "people"),
        ({"eq": {"fact": "people", "value": True}}, "people"),
        ({"eq": {"fact": "capital", "value": 1}}, "capital"),
        ({"ne": {"fact": "absent", "value": 1}}, "absent"),
        ({"in": {"fact": "people", "values": [Decimal(3)]}}, "people"),
        ({"not_in": {"fact": "gap", "values": ["x"]}}, "gap"),
        ({"is_true": "people"}, "people"),
        ({"is_false": "gap"}, "gap"),
        ({"not": {"is_false": "gap"}}, "gap"),
    ],
)
def test_an_unknown_fact_or_one_of_another_type_is_unknown(data, fact):
    assert asked(data) == (None, [fact], [fact])


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ({"all": [YES, YES]}, (True, ["capital"], [])),
        ({"all": [YES, NO, UNKNOWN]}, (False, ["planned"], [])),
        ({"all": [UNKNOWN, NO]}, (False, ["planned"], [])),
        ({"all": [YES, UNKNOWN]}, (None, ["absent", "capital"], ["absent"])),
        ({"any": [NO, NO]}, (False, ["planned"], [])),
        ({"any": [NO, UNKNOWN, YES]}, (True, ["capital"], [])),
        ({"any": [NO, UNKNOWN]}, (None, ["absent", "planned"], ["absent"])),
        ({"not": {"any": [NO, UNKNOWN]}}, (None, ["absent", "planned"], ["absent"])),
        ({"not": {"all": [{"any": [NO, YES]}, YES]}}, (False, ["capital"], [])),
    ],
)
def test_parts(data, answer):
    assert asked(data) == answer


def test_a_condition_names_every_fact_it_mentions():
    data = {"all": [YES, {"not": NO}, {"any": [{"known": "x"}, {"in": {"fact": "y", "values": [1]}}]}]}
    assert condition_from_data(data).names() == {"capital", "planned", "x", "y"}


def conditions():
    fact = st.sampled_from("abcd")
    leaf = fact.map(lambda name: {"is_true": name}) | fact.map(lambda name: {"known": name})
    return st.recursive(
        leaf,
        lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
            lambda parts: st.sampled_from([{"all": parts}, {"any": parts}, {"not": parts[0]}])
        ),
        max_leaves=6,
    )


@given(
    conditions(), st.dictionaries(st.sampled_from("abcd"), st.sampled_from([True, False, None])), st.data()
)
def test_an_answer_stands_whatever_is_learnt_of_other_facts(data, facts, chosen):
    """Kleene's logic: only the facts named may change an answer; what is missing must be learnt."""
    answer = condition_from_data(data).answer(facts)
    others = chosen.draw(st.dictionaries(st.sampled_from("abcd"), st.sampled_from([True, False, None])))
    kept = {name: facts.get(name) for name in answer.facts}
    again = condition_from_data(data).answer({**others, **kept})
    assert again.holds == answer.holds
    assert answer.missing <= answer.facts
    assert (answer.holds is None) == bool(answer.missing)
    assert all(facts.get(name) is None for name in answer.missing)


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        ("capital", "when", "one_operator"),
        ({}, "when", "one_operator"),
        ({"is_true": "a", "known": "b"}, "when", "one_operator"),
        ({"is": "a"}, "when", "operator"),
        ({1: "a"}, "when", "operator"),
        ({"is_true": ""}, "when.is_true", "text"),
        ({"is_true": True}, "when.is_true", "text"),
        ({"all": []}, "when.all", "parts"),
        ({"any": {"is_true": "a"}}, "when.any", "parts"),
        ({"all": [YES, {"any": [{"no": 1}]}]}, "when.all[1].any[0]", "operator"),
        ({"not": [YES]}, "when.not", "one_operator"),
        ({"eq": {"fact": "a"}}, "when.eq", "keys"),
        ({"eq": {"fact": "a", "value": 1, "more": 1}}, "when.eq", "keys"),
        ({"eq": ["a", 1]}, "when.eq", "keys"),
        ({"eq": {"fact": " ", "value": 1}}, "when.eq.fact", "text"),
        ({"ne": {"fact": "a", "value": 1.5}}, "when.ne", "value"),
        ({"ne": {"fact": "a", "value": None}}, "when.ne", "value"),
        ({"in": {"fact": "a", "values": []}}, "when.in", "values"),
        ({"in": {"fact": "a", "values": "ab"}}, "when.in", "values"),
        ({"in": {"fact": "a", "values": [1, "a"]}}, "when.in", "values"),
        ({"not_in": {"fact": "a", "values": [1, True]}}, "when.not_in", "values"),
        ({"not_in": {"fact": "a", "values": [None]}}, "when.not_in", "value"),
    ],
)
def test_a_rule_outside_the_closed_list_is_refused_with_its_place(data, path, code):
    with pytest.raises(RuleError) as caught:
        condition_from_data(data)
    assert caught.value.path == path
    assert [reason.code for reason in caught.value.reasons] == [f"classify.rule.{code}"]
    for language in ("zh", "en"):
        assert path in caught.value.spoken(language)[0]


def test_an_unknown_operator_is_answered_with_the_known_ones():
    with pytest.raises(RuleError) as caught:
        condition_from_data({"equals": 1})
    known = "all, any, eq, in, is_false, is_true, known, ne, not, not_in"
    assert sorted(OPERATORS) == known.split(", ")
    assert speak(caught.value.reasons[0], "en") == f"when: there is no operator “equals”; there are {known}"


def test_depth_is_bounded():
    data = YES
    for _ in range(16):
        data = {"not": data}
    assert asked(data) == (True, ["capital"], [])
    with pytest.raises(RuleError, match="deep"):
        condition_from_data({"not": data})
    for operator in ("all", "any"):
        parts = YES
        for _ in range(16):
            parts = {operator: [parts]}
        assert asked(parts) == (True, ["capital"], [])
        with pytest.raises(RuleError, match="deep"):
            condition_from_data({operator: [parts]})
    endless = {}
    endless["not"] = endless
    with pytest.raises(RuleError, match="deep"):
        condition_from_data(endless)


def test_rules_and_contradictions_from_data():
    rule = rule_from_data({"code": "r1", "verdict": "1", "when": YES})
    assert (rule.code, rule.verdict, rule.when.names()) == ("r1", "1", {"capital"})
    found = contradiction_from_data({"code": "c1", "when": NO})
    assert (found.code, found.when.names()) == ("c1", {"planned"})
    for read, data in (
        (rule_from_data, {"code": "r", "verdict": "1"}),
        (rule_from_data, []),
        (rule_from_data, {"code": "r", "verdict": 1, "when": YES}),
        (rule_from_data, {"code": None, "verdict": "1", "when": YES}),
        (contradiction_from_data, {"code": "r", "verdict": "1", "when": YES}),
        (contradiction_from_data, {"code": "", "when": YES}),
    ):
        with pytest.raises(RuleError):
            read(data)


@pytest.mark.parametrize("kind", [In, NotIn])
def test_a_condition_that_lists_no_value_is_refused_when_it_is_made(kind):
    assert kind("level", ("prefecture",)).answer(FACTS).holds is (kind is In)
    with pytest.raises(NoValuesError) as refusal:
        kind("level", ())
    assert refusal.value.spoken("zh") == ("“level”的条件没有列出任何值，至少要有一个",)
