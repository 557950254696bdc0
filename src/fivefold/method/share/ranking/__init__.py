"""One order out of many: Borda, Condorcet and the exact Kemeny order.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), tables 25-37; Young & Levenglick (1978)
for Kemeny's rule.

>>> ballots = [Ballot.of("a", "b", "c", weight=23), Ballot.of("b", "c", "a", weight=37)]
>>> preferences = count(ballots)
>>> borda(preferences)["b"], condorcet(preferences).winner, kemeny(preferences).order
(Fraction(97, 1), 'b', ('b', 'c', 'a'))
"""

from fivefold.method.share.ranking.ballots import Ballot, by_scores
from fivefold.method.share.ranking.borda import borda, places
from fivefold.method.share.ranking.condorcet import Condorcet, condorcet
from fivefold.method.share.ranking.kemeny import Kemeny, kemeny
from fivefold.method.share.ranking.preferences import Preferences, agreement, count

__all__ = [
    "Ballot",
    "Condorcet",
    "Kemeny",
    "Preferences",
    "agreement",
    "borda",
    "by_scores",
    "condorcet",
    "count",
    "kemeny",
    "places",
]
