"""The decision table: rules tried in order, the first that holds places the region.

A rule that would depend on an unknown fact, when none before it held, makes a gap that names the fact;
facts that cannot be together make a conflict. Neither is ever silently passed over (row 2.1b).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, TypeAlias

from fivefold.method.classify.conditions import Condition, Facts, Value
from fivefold.method.reason import Reason

EXCLUDED = "excluded"
"""The verdict of a rule on what is no region of the programme."""

Outcome: TypeAlias = Literal["placed", "gap", "conflict", "excluded"]


@dataclass(frozen=True)
class Rule:
    """When the condition holds, the verdict is a class code, or `EXCLUDED` for what is no region."""

    code: str
    verdict: str
    when: Condition


@dataclass(frozen=True)
class Contradiction:
    """Facts that cannot be together, e.g. a district of a municipality that is a provincial capital."""

    code: str
    when: Condition


@dataclass(frozen=True)
class Verdict:
    """Where a region belongs and why.

    `region_class` and `rule` are codes, None unless placed (`rule` also when excluded or for the rule that
    the gap stopped at). `facts_used` decide the outcome: changing any other fact leaves it, or makes a
    conflict. `missing` are the unknown facts of a gap. `reasons` begin with the outcome; the facts follow,
    the rule's own first.
    """

    outcome: Outcome
    region_class: str | None = None
    rule: str | None = None
    facts_used: Mapping[str, Value | None] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()


def classify(facts: Facts, rules: Iterable[Rule], contradictions: Iterable[Contradiction] = ()) -> Verdict:
    """Return the verdict on one region's facts. Pure and total: the order of the facts does not matter.

    >>> from fivefold.method.classify import Eq, IsTrue
    >>> rules = [Rule("R1", "1", IsTrue("capital")), Rule("R2", "2", Eq("level", "prefecture"))]
    >>> found = classify({"capital": False, "level": "prefecture"}, rules)
    >>> found.outcome, found.region_class, found.rule
    ('placed', '2', 'R2')
    >>> classify({"level": "prefecture"}, rules).missing
    ('capital',)
    """
    conflicts = [(found.code, found.when.answer(facts)) for found in contradictions]
    broken = {code: answer.facts for code, answer in conflicts if answer.holds}
    if broken:
        return _conflict(facts, broken)
    tried: list[str] = []
    for rule in rules:
        answer = rule.when.answer(facts)
        names = [*sorted(answer.facts), *tried]
        if answer.holds:
            return _held(rule, facts, names)
        if answer.holds is None:
            return _gap(rule, facts, names, tuple(sorted(answer.missing)))
        tried = list(dict.fromkeys([*tried, *sorted(answer.facts)]))
    return Verdict(
        "gap", None, None, _used(facts, tried), (Reason("classify.gap.no_rule"), *_told(facts, tried))
    )


@dataclass(frozen=True)
class Classification:
    """The verdicts on a register, by region code."""

    verdicts: Mapping[str, Verdict]

    def of_outcome(self, outcome: Outcome) -> dict[str, Verdict]:
        """Return the regions with this outcome, in the register's order."""
        return {code: verdict for code, verdict in self.verdicts.items() if verdict.outcome == outcome}

    def classes(self) -> dict[str, str]:
        """Return region code -> class code of those placed: the class list."""
        placed = ((code, verdict.region_class) for code, verdict in self.verdicts.items())
        return {code: found for code, found in placed if found is not None}

    def counts(self) -> dict[str, int]:
        """Return how many regions each class has."""
        return dict(sorted(Counter(self.classes().values()).items()))


def classify_many(
    register: Mapping[str, Facts], rules: Iterable[Rule], contradictions: Iterable[Contradiction] = ()
) -> Classification:
    """Classify every region of a register, given as region code -> facts.

    >>> from fivefold.method.classify import IsTrue
    >>> found = classify_many({"990101": {"capital": True}, "990102": {}}, [Rule("R1", "1", IsTrue("capital"))])
    >>> found.classes(), list(found.of_outcome("gap"))
    ({'990101': '1'}, ['990102'])
    """
    rules, contradictions = tuple(rules), tuple(contradictions)
    found = {code: classify(facts, rules, contradictions) for code, facts in register.items()}
    return Classification(MappingProxyType(found))


def _held(rule: Rule, facts: Facts, names: list[str]) -> Verdict:
    told = _told(facts, names)
    if rule.verdict == EXCLUDED:
        reason = Reason.of("classify.excluded", rule=rule.code)
        return Verdict("excluded", None, rule.code, _used(facts, names), (reason, *told))
    reason = Reason.of("classify.placed", rule=rule.code, region_class=rule.verdict)
    return Verdict("placed", rule.verdict, rule.code, _used(facts, names), (reason, *told))


def _gap(rule: Rule, facts: Facts, names: list[str], missing: tuple[str, ...]) -> Verdict:
    reasons = []
    for name in missing:
        code = "classify.gap.missing" if facts.get(name) is None else "classify.gap.type"
        reasons.append(Reason.of(code, rule=rule.code, fact=name, value=_said(facts.get(name))))
    told = _told(facts, [name for name in names if name not in missing])
    return Verdict("gap", None, rule.code, _used(facts, names), (*reasons, *told), missing)


def _conflict(facts: Facts, broken: Mapping[str, frozenset[str]]) -> Verdict:
    names = list(dict.fromkeys(name for found in broken.values() for name in sorted(found)))
    reasons = [Reason.of("classify.conflict", contradiction=code) for code in broken]
    return Verdict("conflict", None, None, _used(facts, names), (*reasons, *_told(facts, names)))


def _used(facts: Facts, names: Iterable[str]) -> Mapping[str, Value | None]:
    return MappingProxyType({name: facts.get(name) for name in names})


def _told(facts: Facts, names: Iterable[str]) -> tuple[Reason, ...]:
    return tuple(
        Reason.of("classify.fact", fact=name, value=_said(facts.get(name))) for name in dict.fromkeys(names)
    )


def _said(value: Value | None) -> str | bool | int | Decimal | None:
    return value.isoformat() if isinstance(value, date) else value
