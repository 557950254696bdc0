"""Hypothesis strategies for values of the canonical JSON profile, and for what lies just outside it."""

import unicodedata

from hypothesis import strategies as st

LARGEST = 2**53 - 1


def texts(max_size=12):
    alphabet = st.characters(exclude_categories=["Cs"])
    return st.text(alphabet, max_size=max_size).map(lambda text: unicodedata.normalize("NFC", text))


def scalars():
    return st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts()


def values():
    return st.recursive(
        scalars(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts(5), inner, max_size=4)
    )


def mappings():
    return st.dictionaries(texts(5), values(), max_size=6)


def rough_values():
    """Values that a hostile file may hold: floats, huge numbers, text that is not normal, lone surrogates."""
    rough = scalars() | st.floats() | st.integers() | st.text(st.characters(), max_size=6)
    return st.recursive(
        rough,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    )
