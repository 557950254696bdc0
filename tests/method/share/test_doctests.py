"""The examples in the documentation of this division are run."""

import doctest
import importlib
import pkgutil

import pytest

import fivefold.method.share

MODULES = [
    found.name for found in pkgutil.walk_packages(fivefold.method.share.__path__, "fivefold.method.share.")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name):
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
