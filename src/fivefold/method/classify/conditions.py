"""Conditions over facts: a closed list of operators with three answers, yes, no and unknown.

A fact that is absent or None is unknown, and so is one of another type than the condition asks for: nothing
is guessed. `all` is no as soon as one part is no, `any` is yes as soon as one part is yes; otherwise an
unknown part makes the whole unknown (Kleene's strong logic).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeAlias

from fivefold.method.reason import Reason, Refused

Value: TypeAlias = str | bool | int | Decimal | date
"""What a fact may be: text, yes/no, a whole number, an exact decimal, a day."""

Facts: TypeAlias = Mapping[str, Value | None]
"""The facts of one region by name; None, like an absent name, means: not known."""


@dataclass(frozen=True)
class Answer:
    """What a condition says of some facts.

    `holds` is True, False or None for unknown. `facts` are those that decide it: as long as they stay, no
    other fact can change the answer. `missing` are the unknown ones that must be known to decide.
    """

    holds: bool | None
    facts: frozenset[str]
    missing: frozenset[str] = frozenset()


class Condition(Protocol):
    """A question about facts."""

    def answer(self, facts: Facts) -> Answer:
        """Answer from the facts; never raises."""
        ...

    def names(self) -> frozenset[str]:
        """Return every fact that the condition mentions."""
        ...


@dataclass(frozen=True)
class _OneFact:
    fact: str

    def names(self) -> frozenset[str]:
        """Return the one fact that the condition mentions."""
        return frozenset({self.fact})

    def _asked(self, facts: Facts, kind: type, holds: Callable[[Value], bool]) -> Answer:
        value = facts.get(self.fact)
        if value is None or type(value) is not kind:
            return Answer(None, self.names(), self.names())
        return Answer(holds(value), self.names())


@dataclass(frozen=True)
class Eq(_OneFact):
    """The fact has this value."""

    value: Value

    def answer(self, facts: Facts) -> Answer:
        """Yes if equal; unknown if the fact is of another type."""
        return self._asked(facts, type(self.value), lambda found: found == self.value)


@dataclass(frozen=True)
class Ne(_OneFact):
    """The fact has another value than this."""

    value: Value

    def answer(self, facts: Facts) -> Answer:
        """Yes if not equal; unknown if the fact is of another type."""
        return self._asked(facts, type(self.value), lambda found: found != self.value)


class NoValuesError(Refused):
    """A condition that lists no value could never be answered."""


@dataclass(frozen=True)
class _OneOf(_OneFact):
    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        """Raise `NoValuesError` without any value."""
        if not self.values:
            raise NoValuesError(Reason.of("classify.rule.no_values", fact=self.fact))


@dataclass(frozen=True)
class In(_OneOf):
    """The fact has one of these values, which are of one type and at least one."""

    def answer(self, facts: Facts) -> Answer:
        """Yes if among them; unknown if the fact is of another type."""
        return self._asked(facts, type(self.values[0]), lambda found: found in self.values)


@dataclass(frozen=True)
class NotIn(_OneOf):
    """The fact has none of these values, which are of one type and at least one."""

    def answer(self, facts: Facts) -> Answer:
        """Yes if not among them; unknown if the fact is of another type."""
        return self._asked(facts, type(self.values[0]), lambda found: found not in self.values)


@dataclass(frozen=True)
class IsTrue(_OneFact):
    """The yes/no fact is yes."""

    def answer(self, facts: Facts) -> Answer:
        """Yes if true; unknown if the fact is no yes/no fact."""
        return self._asked(facts, bool, bool)


@dataclass(frozen=True)
class IsFalse(_OneFact):
    """The yes/no fact is no."""

    def answer(self, facts: Facts) -> Answer:
        """Yes if false; unknown if the fact is no yes/no fact."""
        return self._asked(facts, bool, lambda found: not found)


@dataclass(frozen=True)
class Known(_OneFact):
    """Something is known of the fact. The only condition that is never unknown."""

    def answer(self, facts: Facts) -> Answer:
        """Yes if the fact has a value."""
        return Answer(facts.get(self.fact) is not None, self.names())


@dataclass(frozen=True)
class _Parts:
    parts: tuple[Condition, ...]

    def names(self) -> frozenset[str]:
        """Return every fact that a part mentions."""
        return frozenset[str]().union(*(part.names() for part in self.parts))

    def _settled(self, facts: Facts, *, by: bool) -> Answer:
        """Answer `by` as soon as one part does, unknown if one is, else the opposite."""
        answers = [part.answer(facts) for part in self.parts]
        deciding = next((answer for answer in answers if answer.holds is by), None)
        if deciding is not None:
            return deciding
        everything = frozenset[str]().union(*(answer.facts for answer in answers))
        missing = frozenset[str]().union(*(answer.missing for answer in answers))
        return Answer(None if missing else not by, everything, missing)


@dataclass(frozen=True)
class All(_Parts):
    """Every part holds."""

    def answer(self, facts: Facts) -> Answer:
        """No as soon as one part is no."""
        return self._settled(facts, by=False)


@dataclass(frozen=True)
class Any(_Parts):
    """At least one part holds."""

    def answer(self, facts: Facts) -> Answer:
        """Yes as soon as one part is yes."""
        return self._settled(facts, by=True)


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition

    def names(self) -> frozenset[str]:
        """Return every fact that the part mentions."""
        return self.part.names()

    def answer(self, facts: Facts) -> Answer:
        """Yes for no, no for yes, unknown for unknown."""
        found = self.part.answer(facts)
        return Answer(None if found.holds is None else not found.holds, found.facts, found.missing)
