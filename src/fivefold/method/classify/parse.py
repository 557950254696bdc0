"""Rules from data: mappings with one operator each, as packs write them.

{eq: {fact: level, value: prefecture}}      also ne
{in: {fact: kind, values: [盟, 州, 地区]}}    also not_in
{is_true: capital}                          also is_false, known
{all: [..., ...]}   {any: [..., ...]}   {not: ...}
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from fivefold.method.classify.conditions import (
    All,
    Any,
    Condition,
    Eq,
    In,
    IsFalse,
    IsTrue,
    Known,
    Ne,
    Not,
    NotIn,
    Value,
)
from fivefold.method.classify.table import Contradiction, Rule
from fivefold.method.reason import Reason, Refused

_MAX_DEPTH = 16


class RuleError(Refused):
    """A rule that cannot be read. `path` says where, in the shape `when.all[1].eq`; the reason says why."""

    def __init__(self, path: str, code: str, **params: object) -> None:
        super().__init__(Reason(f"classify.rule.{code}", {"path": path, **params}))
        self.path = path


def rule_from_data(data: object) -> Rule:
    """Read `{code, verdict, when}`; the verdict is a class code or `excluded`. Raises `RuleError`.

    >>> rule_from_data({"code": "R1", "verdict": "1", "when": {"is_true": "capital"}})
    Rule(code='R1', verdict='1', when=IsTrue(fact='capital'))
    """
    found = _keys(data, "rule", {"code", "verdict", "when"})
    code, verdict = _text(found["code"], "code"), _text(found["verdict"], "verdict")
    return Rule(code, verdict, condition_from_data(found["when"], "when"))


def contradiction_from_data(data: object) -> Contradiction:
    """Read `{code, when}`: facts that cannot be together. Raises `RuleError`.

    >>> both = {"all": [{"is_true": "capital"}, {"is_true": "district"}]}
    >>> sorted(contradiction_from_data({"code": "C1", "when": both}).when.names())
    ['capital', 'district']
    """
    found = _keys(data, "contradiction", {"code", "when"})
    return Contradiction(_text(found["code"], "code"), condition_from_data(found["when"], "when"))


def condition_from_data(data: object, path: str = "when") -> Condition:
    """Read one condition. Raises `RuleError` for anything outside the closed list of operators.

    >>> condition_from_data({"in": {"fact": "kind", "values": ["盟", "州", "地区"]}})
    In(fact='kind', values=('盟', '州', '地区'))
    """
    return _condition(data, path, 0)


def _condition(data: object, path: str, depth: int) -> Condition:
    if depth > _MAX_DEPTH:
        raise RuleError(path, "deep", limit=_MAX_DEPTH)
    if not isinstance(data, Mapping) or len(data) != 1:
        raise RuleError(path, "one_operator")
    operator, content = next(iter(data.items()))
    inside = f"{path}.{operator}"
    if operator == "not":
        return Not(_condition(content, inside, depth + 1))
    if operator in _OF_PARTS:
        return _OF_PARTS[operator](_parts(content, inside, depth + 1))
    if operator in _OF_FACT:
        return _OF_FACT[operator](_text(content, inside))
    if operator in _OF_VALUE:
        found = _keys(content, inside, {"fact", "value"})
        return _OF_VALUE[operator](_text(found["fact"], f"{inside}.fact"), _value(found["value"], inside))
    if operator in _OF_VALUES:
        found = _keys(content, inside, {"fact", "values"})
        return _OF_VALUES[operator](_text(found["fact"], f"{inside}.fact"), _values(found["values"], inside))
    raise RuleError(path, "operator", operator=str(operator), operators=sorted(OPERATORS))


def _parts(content: object, path: str, depth: int) -> tuple[Condition, ...]:
    if not isinstance(content, (list, tuple)) or not content:
        raise RuleError(path, "parts")
    return tuple(_condition(part, f"{path}[{place}]", depth) for place, part in enumerate(content))


def _keys(data: object, path: str, names: set[str]) -> Mapping[str, object]:
    if not isinstance(data, Mapping) or set(data) != names:
        raise RuleError(path, "keys", keys=sorted(names))
    return data


def _text(value: object, path: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise RuleError(path, "text")
    return value


def _value(value: object, path: str) -> Value:
    if not isinstance(value, (str, bool, int, Decimal, date)):
        raise RuleError(path, "value")
    return value


def _values(values: object, path: str) -> tuple[Value, ...]:
    found = tuple(_value(value, path) for value in values) if isinstance(values, (list, tuple)) else ()
    if len({type(value) for value in found}) != 1:
        raise RuleError(path, "values")
    return found


_OF_FACT: dict[str, Callable[[str], Condition]] = {"is_true": IsTrue, "is_false": IsFalse, "known": Known}
_OF_VALUE: dict[str, Callable[[str, Value], Condition]] = {"eq": Eq, "ne": Ne}
_OF_VALUES: dict[str, Callable[[str, tuple[Value, ...]], Condition]] = {"in": In, "not_in": NotIn}
_OF_PARTS: dict[str, Callable[[tuple[Condition, ...]], Condition]] = {"all": All, "any": Any}
OPERATORS = frozenset({"not", *_OF_FACT, *_OF_VALUE, *_OF_VALUES, *_OF_PARTS})
