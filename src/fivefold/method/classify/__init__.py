"""地区分类: which class a region belongs to, by written rules tried in order.

Source: part one of the text, "按照行政层级分类". The rules are data of a programme (`condition_from_data`,
`rule_from_data`); `classify` places one region, `classify_many` a register, `facts_as_of` answers as of a
day and as known at a time, `compare` shows what moved between two class lists.
"""

from fivefold.method.classify.compare import ClassListDiff, Move, compare
from fivefold.method.classify.conditions import (
    All,
    Any,
    Condition,
    Eq,
    Facts,
    In,
    IsFalse,
    IsTrue,
    Known,
    Ne,
    Not,
    NotIn,
    NoValuesError,
    Value,
)
from fivefold.method.classify.history import AmbiguousHistory, FactRecord, facts_as_of
from fivefold.method.classify.parse import (
    RuleError,
    condition_from_data,
    contradiction_from_data,
    rule_from_data,
)
from fivefold.method.classify.table import (
    EXCLUDED,
    Classification,
    Contradiction,
    Rule,
    Verdict,
    classify,
    classify_many,
)

__all__ = [
    "EXCLUDED",
    "All",
    "AmbiguousHistory",
    "Any",
    "ClassListDiff",
    "Classification",
    "Condition",
    "Contradiction",
    "Eq",
    "FactRecord",
    "Facts",
    "In",
    "IsFalse",
    "IsTrue",
    "Known",
    "Move",
    "Ne",
    "NoValuesError",
    "Not",
    "NotIn",
    "Rule",
    "RuleError",
    "Value",
    "Verdict",
    "classify",
    "classify_many",
    "compare",
    "condition_from_data",
    "contradiction_from_data",
    "facts_as_of",
    "rule_from_data",
]
