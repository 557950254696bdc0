import doctest
import importlib
import pkgutil

import pytest

import fivefold.method.draw as package

MODULES = [found.name for found in pkgutil.iter_modules(package.__path__, package.__name__ + ".")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
