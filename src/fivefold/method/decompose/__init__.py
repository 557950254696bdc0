"""项目分解: the guideline as a tree, what a new edition changes, and how claims, scores and cases move over.

Source: parts two and three of the text ("在总体稳定基础上不断完善"). `propose` names likely successors of each
item, a person confirms a `Mapping`, `difference` says what became of every item and how stable the guideline
stayed, `carry` shows what a mapping does to claims, scores and cases, and `reverse` undoes it exactly.
"""

from pathlib import Path

from fivefold.method.decompose.carry import Carried, ChangedSinceError, Holding, Receipt, carry, reverse
from fivefold.method.decompose.difference import Difference, Fate, difference
from fivefold.method.decompose.mapping import Link, Mapping, MappingError
from fivefold.method.decompose.propose import Candidate, Proposal, TopError, propose
from fivefold.method.decompose.tree import Edition, EditionError, Node
from fivefold.method.reason import register_catalogue

register_catalogue(Path(__file__).parent / "catalogue")

__all__ = [
    "Candidate",
    "Carried",
    "ChangedSinceError",
    "Difference",
    "Edition",
    "EditionError",
    "Fate",
    "Holding",
    "Link",
    "Mapping",
    "MappingError",
    "Node",
    "Proposal",
    "Receipt",
    "TopError",
    "carry",
    "difference",
    "propose",
    "reverse",
]
