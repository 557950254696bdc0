"""Difference of two texts, character by character for Chinese and word by word for the rest."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

TOKENS = re.compile(r"[0-9]+(?:[.][0-9]+)?|[A-Za-z]+|\s+|.", re.DOTALL)


class Part(NamedTuple):
    """A stretch that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(before: str, after: str) -> list[Part]:
    """Stretches that lead from one text to the other; put together they give both texts back."""
    return [part for part in _parts(TOKENS.findall(before), TOKENS.findall(after)) if part.text]


def _parts(old: list[str], new: list[str]) -> Iterator[Part]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part("same", "".join(old[i1:i2]))
        else:
            yield Part("gone", "".join(old[i1:i2]))
            yield Part("new", "".join(new[j1:j2]))
