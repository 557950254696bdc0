"""The examples in the documentation of the library are run, every one of them."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import fivefold.method

NAMES = [
    fivefold.method.__name__,
    *(found.name for found in pkgutil.walk_packages(fivefold.method.__path__, "fivefold.method.")),
]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_no_example_is_left_out():
    """What a module writes as an example, its docstrings hold, where it is found and run."""
    finder = doctest.DocTestFinder()
    written, found = {}, {}
    for name in NAMES:
        module = importlib.import_module(name)
        lines = Path(module.__file__).read_text(encoding="utf-8").splitlines()
        written[name] = sum(line.lstrip().startswith(">>> ") for line in lines)
        found[name] = sum(len(one.examples) for one in finder.find(module))
    assert found == written
    assert sum(found.values()) > 300


def test_every_module_is_walked():
    folder = Path(fivefold.method.__file__).parent
    assert len(NAMES) == len(list(folder.rglob("*.py")))
