"""The rules of a pack as rules of `fivefold.method.classify`: texts get the types of their facts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fivefold.method.classify import (
    EXCLUDED,
    Condition,
    Contradiction,
    Rule,
    RuleError,
    condition_from_data,
)
from fivefold.method.reason import Reason
from fivefold.packs.facts import FactValue, FactValueError, typed
from fivefold.packs.schema.classify import ClassifyFile, Fact
from fivefold.packs.yaml_loader import Path

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


@dataclass(frozen=True)
class ConditionFault:
    """What is wrong with a condition, at a path below the rule."""

    path: Path
    reason: Reason


def rules_of(file: ClassifyFile) -> tuple[Rule, ...]:
    """Return the rules in the order in which they are tried: exclusions first, then the classes' rules.

    A rule's verdict is the key of a class or `EXCLUDED`. The file must have passed `load_pack`.
    """
    excluded = [Rule(entry.code, EXCLUDED, _condition(file, entry.when)) for entry in file.exclusions]
    placing = [Rule(entry.code, entry.region_class, _condition(file, entry.when)) for entry in file.rules]
    return (*excluded, *placing)


def contradictions_of(file: ClassifyFile) -> tuple[Contradiction, ...]:
    """Return the facts that cannot be together. The file must have passed `load_pack`."""
    return tuple(Contradiction(entry.code, _condition(file, entry.when)) for entry in file.contradictions)


def condition_faults(file: ClassifyFile, when: Mapping[str, object]) -> list[ConditionFault]:
    """Find all that is wrong with a condition: unknown facts, impossible values, unknown operators, shape."""
    reader = _Reader(file)
    data = reader.typed(when, ("when",))
    if reader.faults:
        return reader.faults
    try:
        condition_from_data(data)
    except RuleError as error:
        return [ConditionFault(_path(error.path), error.reasons[0])]
    return []


def _condition(file: ClassifyFile, when: Mapping[str, object]) -> Condition:
    return condition_from_data(_Reader(file).typed(when, ("when",)))


def _path(written: str) -> Path:
    """`when.all[1].eq` as steps."""
    return tuple(int(index) if index else name for index, name in _STEP.findall(written))


class _Reader:
    """Walks the data of a condition; shapes that it does not know are left to the method's parser."""

    def __init__(self, file: ClassifyFile) -> None:
        self.facts = {fact.key: fact for fact in file.facts}
        self.faults: list[ConditionFault] = []

    def fault(self, path: Path, code: str, **params: object) -> None:
        self.faults.append(ConditionFault(path, Reason(f"pack.{code}", params)))

    def typed(self, data: object, path: Path) -> object:
        if isinstance(data, list):
            return [self.typed(part, (*path, index)) for index, part in enumerate(data)]
        if not isinstance(data, Mapping):
            return data
        return {name: self.operand(name, value, (*path, name)) for name, value in data.items()}

    def operand(self, operator: str, value: object, path: Path) -> object:
        if operator in {"is_true", "is_false", "known"} and isinstance(value, str):
            fact = self.fact(value, path)
            if fact and operator != "known" and fact.kind != "flag":
                self.fault(path, "classify.not_flag", fact=fact.key, operator=operator)
            return value
        if isinstance(value, Mapping) and isinstance(value.get("fact"), str):
            return dict(self.comparison(value, path))
        return self.typed(value, path)

    def comparison(self, data: Mapping[str, object], path: Path) -> Iterator[tuple[str, object]]:
        fact = self.fact(str(data["fact"]), (*path, "fact"))
        for name, given in data.items():
            if fact is None or name not in {"value", "values"}:
                yield name, given
            elif isinstance(given, list):
                yield name, [self.value(fact, text, (*path, name, index)) for index, text in enumerate(given)]
            else:
                yield name, self.value(fact, given, (*path, name))

    def fact(self, key: str, path: Path) -> Fact | None:
        if key not in self.facts:
            self.fault(path, "reference.unknown", what="fact", value=key)
        return self.facts.get(key)

    def value(self, fact: Fact, given: object, path: Path) -> FactValue | object:
        if not isinstance(given, str):
            return given
        try:
            return typed(fact, given)
        except FactValueError as error:
            self.fault(path, "classify.condition_value", fact=fact.key, value=given)
            return error
