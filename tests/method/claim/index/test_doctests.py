"""The examples in the documentation of the index are run."""

import doctest
import importlib
import pkgutil

import pytest

import fivefold.method.claim.index as package

NAMES = [
    package.__name__,
    *(found.name for found in pkgutil.iter_modules(package.__path__, package.__name__ + ".")),
]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder()
    with_examples = [
        name for name in NAMES if any(one.examples for one in finder.find(importlib.import_module(name)))
    ]
    assert len(with_examples) >= 18
