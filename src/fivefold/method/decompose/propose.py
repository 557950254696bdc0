"""Likely successors of each item of the old edition, for a person to confirm. Nothing is ever mapped here.

Candidates are ordered by 2 s - m(old) - m(new) + h / 5: s is the likeness of the items' own words, m the mean
of an item's five best likenesses on the other side, so that an item which resembles everything does not
crowd out others (CSLS, Conneau et al. 2018), and h the likeness of the headings they lie under.
"""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from fivefold.method.decompose.likeness import likeness, plain
from fivefold.method.decompose.tree import Edition, Node
from fivefold.method.reason import Reason, Refused

_HEADING = 0.2
_NEAREST = 5
_STEP = Decimal("0.001")


class TopError(Refused):
    """No candidate was asked for."""


@dataclass(frozen=True)
class Candidate:
    """A likely successor: `likeness` of the words and `heading` of what they lie under, 0 to 1, three decimals.

    `same` says that title and text are the same words.
    """

    code: str
    likeness: Decimal
    heading: Decimal
    same: bool


@dataclass(frozen=True)
class Proposal:
    """An item of the old edition and its candidates, the likeliest first."""

    old: str
    candidates: tuple[Candidate, ...]


def propose(old: Edition, new: Edition, top: int = 5) -> tuple[Proposal, ...]:
    """Return up to `top` candidates for each item of the old edition, by code. Ties go by the new code.

    Raises `TopError` for `top` below 1.

    >>> old = Edition("1", (Node("a", "网格巡查"), Node("b", "应急演练")))
    >>> new = Edition("2", (Node("c", "应急演练"), Node("d", "网格巡查与走访")))
    >>> likeliest = {one.old: one.candidates[0] for one in propose(old, new)}
    >>> [(code, one.code, one.likeness, one.same) for code, one in likeliest.items()]
    [('a', 'd', Decimal('0.619'), False), ('b', 'c', Decimal('1.000'), True)]
    """
    if top < 1:
        raise TopError(Reason.of("decompose.error.top", top=top))
    before = sorted(old.items, key=lambda node: node.code)
    after = sorted(new.items, key=lambda node: node.code)
    words = likeness([_said(node) for node in before], [_said(node) for node in after])
    headings = likeness(
        [old.heading(node.code) for node in before], [new.heading(node.code) for node in after]
    )
    order = np.argsort(-_preference(words, headings).round(12), axis=1, kind="stable")[:, :top]
    return tuple(
        Proposal(
            node.code,
            tuple(
                Candidate(
                    after[place].code,
                    _rounded(words[row, place]),
                    _rounded(headings[row, place]),
                    plain(_said(node)) == plain(_said(after[place])),
                )
                for place in order[row]
            ),
        )
        for row, node in enumerate(before)
    )


def _preference(words: npt.NDArray[np.float64], headings: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    to_new = np.sort(words, axis=1)[:, -_NEAREST:].mean(axis=1, keepdims=True)
    to_old = np.sort(words, axis=0)[-_NEAREST:].mean(axis=0, keepdims=True)
    found: npt.NDArray[np.float64] = 2 * words - to_new - to_old + _HEADING * headings
    return found


def _said(node: Node) -> str:
    return f"{node.title} {node.text}"


def _rounded(share: float) -> Decimal:
    return Decimal(repr(float(share))).quantize(_STEP)
