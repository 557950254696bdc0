"""OECD/JRC Handbook on Constructing Composite Indicators (2008), tables 25-38."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from fivefold.method.reason import speak
from fivefold.method.share.ranking import Ballot, agreement, borda, by_scores, condorcet, count, kemeny
from method.share.vectors import value

BOOK = value("oecd_rankings")


def profile(table, without=""):
    return count(
        [
            Ballot.of(*(item for item in order if item not in without), weight=voters)
            for voters, order in BOOK[table]
        ]
    )


def test_tables_25_to_27():
    """21 voters: Borda takes b, Condorcet c; the outranking matrix is printed as table 27."""
    votes = profile("table25_profile")
    assert borda(votes) == BOOK["table25_borda"]
    assert {pair: votes.weight(*pair) for pair in BOOK["table27_outranking"]} == BOOK["table27_outranking"]
    found = condorcet(votes)
    assert (found.winner, found.order) == ("c", tuple(BOOK["table25_condorcet"]))
    assert [speak(reason, "zh") for reason in found.reasons] == ["c在两两比较中胜过其他各项"]
    assert kemeny(votes).order == found.order
    assert kemeny(votes).unique


def test_tables_28_to_30():
    """60 voters in a circle a > b > c > a: no Condorcet order; Borda and Kemeny take b."""
    votes = profile("table28_profile")
    assert borda(votes) == BOOK["table28_borda"]
    found = condorcet(votes)
    assert (found.winner, found.order, found.tiers) == (None, None, (("a", "b", "c"),))
    assert [speak(reason, "en") for reason in found.reasons] == [
        "majorities do not put these in an order (a circle or a tie): a, b, c"
    ]
    scores = {order: agreement(votes, order) for order in BOOK["table28_kemeny_scores"]}
    assert scores == BOOK["table28_kemeny_scores"]
    best = kemeny(votes)
    assert ("".join(best.order), best.score, best.possible, best.unique) == ("bca", 104, 180, True)


def test_tables_31_to_33():
    """Taking the last one away turns Borda's order round: it depends on irrelevant alternatives."""
    assert borda(profile("table31_profile")) == BOOK["table31_borda"]
    assert borda(profile("table31_profile", without="d")) == BOOK["table33_borda_without_d"]


def test_table_34_the_tie_that_no_rule_solves():
    """Three voters in a perfect circle: three orders are equally good, and all three are named."""
    votes = profile("table34_profile")
    best = kemeny(votes, most=6)
    assert {"".join(order) for order in best.orders} == set(BOOK["table34_kemeny_ties"])
    assert (best.score, best.complete, best.unique) == (5, True, False)
    assert [speak(reason, "zh") for reason in best.reasons] == [
        "该排序符合9份两两意见中的5份，没有排序更高",
        "共有3个同样好的排序，仅凭票数不能分出先后",
    ]
    assert speak(kemeny(votes).reasons[1], "zh") == "至少有2个同样好的排序，仅凭票数不能分出先后"
    assert borda(votes) == {"a": 3, "b": 3, "c": 3}


def impact(countries, columns):
    """One ballot per indicator of equal weight, as in equations 32-33 (ties half each way)."""
    ballots = []
    for column in zip(*columns, strict=True):
        scores = dict(zip(countries, column, strict=True))
        ballots.append(by_scores(scores, weight=Fraction(1, len(columns[0]))))
    return count(ballots)


def test_tables_35_to_37():
    """Five countries, eight indicators: the outranking matrix and the six best orders as printed."""
    countries = BOOK["table35_impact"]["countries"]
    rows = [[Decimal(str(number)) for number in row] for row in BOOK["table35_impact"]["X"]]
    votes = impact(countries, rows)
    printed = BOOK["table36_outranking"]
    for row, better in enumerate(countries):
        for column, worse in enumerate(countries):
            if row != column:
                assert votes.weight(better, worse) == Fraction(printed[row][column])
    for *order, score in BOOK["table37"]:
        assert agreement(votes, order) == Fraction(score)
    best = kemeny(votes, most=9)
    assert best.score == Fraction(BOOK["table37"][0][-1])
    assert set(best.orders) == {tuple(row[:5]) for row in BOOK["table37"][:3]}
    assert best.complete


def test_table_38_is_not_the_best_order():
    """The handbook's NCMC column is no optimum on its own data: 182.125 at most, where the exact order scores 184.5.

    Two pairs are printed with one rank each (9, 9 and 15, 15), so the column can be read in four ways.
    """
    raw = BOOK["appendixA2_raw"]
    votes = impact(list(raw), [[Decimal(number) for number in row.values()] for row in raw.values()])
    ranks = BOOK["table38_NCMC"]
    readings = [
        sorted(ranks, key=lambda name: (ranks[name], name in later))
        for later in product(("Australia", "Korea, Rep. of"), ("Austria", "New Zealand"))
    ]
    printed = [agreement(votes, order) for order in readings]
    assert sorted(printed) == [Fraction(score) for score in ("181.625", "181.875", "181.875", "182.125")]
    assert kemeny(votes).score == Fraction("184.5")


@pytest.mark.parametrize("most", [1, 0])
def test_fewer_than_two_orders_are_not_asked_for(most):
    with pytest.raises(Exception, match=r"share\.error\.range"):
        kemeny(profile("table34_profile"), most=most)
