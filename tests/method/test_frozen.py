import dataclasses
import importlib
import inspect
import pkgutil

import fivefold.method


def modules():
    for found in pkgutil.walk_packages(fivefold.method.__path__, "fivefold.method."):
        yield importlib.import_module(found.name)


def test_facts_rules_and_decisions_are_frozen():
    kinds = {
        kind
        for module in modules()
        for _, kind in inspect.getmembers(module, dataclasses.is_dataclass)
        if kind.__module__ == module.__name__
    }
    assert len(kinds) > 30
    assert [kind for kind in kinds if not kind.__dataclass_params__.frozen] == []
