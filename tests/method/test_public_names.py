"""Whoever meets a public name of the library finds what it means; and of a function, how it is called."""

import ast
import doctest
import importlib
import inspect
import itertools
import pkgutil
import re
from pathlib import Path

import pytest

import fivefold.method

PACKAGES = {
    "claim", "claim.coordination", "claim.index", "classify", "create.evaluation", "create.goals", "create.help",
    "create.meeting", "create.originality", "decompose", "draw", "merkle", "share.calibration", "share.ranking",
    "verify",
}  # fmt: skip
PLAIN = {
    "canonical", "create.errors", "create.ladder", "posting", "reason", "share.conflicts", "share.deadlines",
    "share.duties", "share.errors", "share.escalation", "share.influence", "share.marks", "share.orderings",
    "share.pairs", "share.panel", "share.stability", "share.tree", "share.workdays",
}  # fmt: skip
"""Modules that are imported by their own names: all is public there that they define without an underscore."""


def _module(name):
    return importlib.import_module(f"fivefold.method.{name}")


def _defined(module):
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(value) or inspect.isroutine(value))
        and value.__module__ == module.__name__
    ]


def _public():
    for name in sorted(PACKAGES | PLAIN):
        module = _module(name)
        yield from ((module, public) for public in (module.__all__ if name in PACKAGES else _defined(module)))


def _is_function(value):
    return inspect.isroutine(inspect.unwrap(value))


PUBLIC = {f"{module.__name__}.{name}": (module, name) for module, name in _public()}
FUNCTIONS = [key for key, (module, name) in PUBLIC.items() if _is_function(getattr(module, name))]
OBJECTS = [
    key
    for key, (module, name) in PUBLIC.items()
    if inspect.isclass(getattr(module, name)) or _is_function(getattr(module, name))
]


def _calls(text, name):
    examples = doctest.DocTestParser().get_examples(inspect.cleandoc(text or ""))
    return any(re.search(rf"\b{name}\(", example.source) for example in examples)


def _said_below(text, name):
    """Return whether the file sets the name and says what it is in a text right below."""
    lines = ast.parse(text).body
    return any(
        isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
        for line, below in itertools.pairwise(lines)
        if isinstance(line, ast.Assign | ast.AnnAssign)
        for target in getattr(line, "targets", [getattr(line, "target", None)])
        if name in {part.id for part in ast.walk(target) if isinstance(part, ast.Name)}
    )


def test_every_division_that_names_its_public_parts_is_looked_at():
    walked = pkgutil.walk_packages(fivefold.method.__path__, "fivefold.method.")
    naming = {found.name for found in walked if hasattr(importlib.import_module(found.name), "__all__")}
    assert naming == {f"fivefold.method.{name}" for name in PACKAGES}
    assert len(FUNCTIONS) > 120


@pytest.mark.parametrize("key", OBJECTS)
def test_a_public_name_says_what_it_means(key):
    module, name = PUBLIC[key]
    said = getattr(module, name).__doc__
    assert said
    assert not said.startswith(f"{name}(")  # what a dataclass without a docstring of its own gets


@pytest.mark.parametrize("key", sorted(set(PUBLIC) - set(OBJECTS)))
def test_a_public_constant_or_type_says_what_it_means(key):
    """It has no docstring to ask for: the text stands below it in the file."""
    module, name = PUBLIC[key]
    file = Path(module.__file__)
    texts = [
        path.read_text("utf-8") for path in (file.parent.glob("*.py") if file.stem == "__init__" else [file])
    ]
    assert [_said_below(text, name) for text in texts].count(True) == 1


@pytest.mark.parametrize("key", FUNCTIONS)
def test_a_public_function_shows_how_it_is_called(key):
    module, name = PUBLIC[key]
    home = importlib.import_module(getattr(module, name).__module__)
    assert any(_calls(text, name) for text in (getattr(module, name).__doc__, home.__doc__))


def test_the_search_finds_a_function_without_an_example():
    assert _calls("Add.\n\n    >>> add(1, 2)\n    3\n    ", "add")
    assert not _calls("Add.\n\n    >>> readd(1, 2)\n    3\n    ", "add")
    assert not _calls("Add: add(1, 2).", "add")
    assert not _calls(None, "add")


def test_the_search_finds_a_constant_without_a_text():
    assert _said_below('MOST: int = 5\n"""At most."""\n', "MOST")
    assert _said_below('LEAST, MOST = 1, 5\n"""Bounds."""\n', "MOST")
    assert not _said_below('MOST = 5\nLEAST = 1\n"""At least."""\n', "MOST")
    assert not _said_below('"""A module."""\nMOST = 5\n', "MOST")
