"""自评 as a composite index: from a table of regions by indicators to scores, places, and how firm they are.

- `table`, `framework`: what goes in; `errors`: what can be wrong with it
- `missing`, `denominators`, `treatment`, `normalise`, `weights`, `aggregate`: the steps, each on its own
- `recipe`: all steps in order, every one done or not done named in the result
- `draws`, `uncertainty`, `sensitivity`: places under other choices and weights, and which choice moves them
- `outrank`, `doubt`, `multicriteria`: ways to compare without one scale, or without one set of weights

Arithmetic is in 64-bit floats; scores agree with COINr 1.1.14 to 1e-12 of their value, and places are taken of
scores rounded to 10 decimals. Budgets, given weights and pairwise majorities are exact.

UNDP's human development index on a fictional region, as an example (technical note 1; goalposts 20-85 years,
0-18 and 0-15 years of school, ln 100 - ln 75,000):

>>> from math import log
>>> one = Table(("演示省甲市",), ("life", "expected", "mean", "income"), [[77.0, 14.4, 9.0, log(15000)]])
>>> posts = (("life", (20, 85)), ("expected", (0, 18)), ("mean", (0, 15)), ("income", (log(100), log(75000))))
>>> indices = normalise(one, Scale("goalposts", each=posts))
>>> tree = Framework((
...     Node("index", None), Node("life", "index"), Node("school", "index"), Node("income", "index"),
...     Node("expected", "school"), Node("mean", "school"),
... ))
>>> hows = {"index": "geometric", "school": "arithmetic"}
>>> float(aggregate(indices, tree, hows).scores[0].round(3))
0.775

Sources: OECD/JRC Handbook on Constructing Composite Indicators (2008); COINr (Becker et al. 2022), whose functions
are reproduced and whose two defects are not; Saltelli et al. (2010), Jansen (1999) for the sensitivity indices.
"""

from pathlib import Path

from fivefold.method.claim.index.aggregate import Aggregated, aggregate
from fivefold.method.claim.index.denominators import Denominated, denominate
from fivefold.method.claim.index.doubt import Doubted, benefit_of_doubt
from fivefold.method.claim.index.draws import Choices, Draws, evaluate, prepare
from fivefold.method.claim.index.framework import Framework, Node
from fivefold.method.claim.index.missing import Imputed, impute, screen
from fivefold.method.claim.index.normalise import Scale, normalise
from fivefold.method.claim.index.outrank import Outranking, outrank
from fivefold.method.claim.index.ranks import places
from fivefold.method.claim.index.recipe import Recipe, Scored, score
from fivefold.method.claim.index.sensitivity import Sensitivity, of_places, sobol
from fivefold.method.claim.index.table import Table
from fivefold.method.claim.index.treatment import Treated, Treatment, treat
from fivefold.method.claim.index.uncertainty import Uncertainty, uncertainty
from fivefold.method.reason import register_catalogue

__all__ = [
    "Aggregated",
    "Choices",
    "Denominated",
    "Doubted",
    "Draws",
    "Framework",
    "Imputed",
    "Node",
    "Outranking",
    "Recipe",
    "Scale",
    "Scored",
    "Sensitivity",
    "Table",
    "Treated",
    "Treatment",
    "Uncertainty",
    "aggregate",
    "benefit_of_doubt",
    "denominate",
    "evaluate",
    "impute",
    "normalise",
    "of_places",
    "outrank",
    "places",
    "prepare",
    "score",
    "screen",
    "sobol",
    "treat",
    "uncertainty",
]

register_catalogue(Path(__file__).parent / "catalogue")
