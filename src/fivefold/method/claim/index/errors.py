"""What a person can put right about a table, its weights or its tree. Every one is a `Refused` with its reasons."""

from collections.abc import Iterable, Sequence

from fivefold.method.reason import Reason, Refused

_SHOWN = 10


def listed(names: Iterable[str]) -> tuple[str, ...]:
    """Return the first names of a list, with an ellipsis where there are more."""
    found = tuple(names)
    return found if len(found) <= _SHOWN else (*found[:_SHOWN], "…")


class ScoringError(Refused):
    """A composite index that cannot be computed as asked; the kinds below say why."""


class EmptyClassError(ScoringError):
    """There is no unit, or no indicator, to compare."""

    def __init__(self, what: str) -> None:
        super().__init__(Reason.of(f"index.empty.{what}"))


class DuplicateKeyError(ScoringError):
    """A unit, indicator or node stands twice."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(Reason.of("index.duplicate", keys=listed(keys)))


class NotANumberError(ScoringError):
    """A cell holds text, an infinity or a written NaN; an empty cell is a missing value and no error."""

    def __init__(self, cells: Sequence[tuple[str, str, str]]) -> None:
        reasons = (Reason.of("index.not_a_number", unit=u, indicator=i, text=t) for u, i, t in cells[:_SHOWN])
        super().__init__(*reasons)


class MissingValueError(ScoringError):
    """A step needs every value and some are missing."""

    def __init__(self, step: str, cells: Sequence[tuple[str, str]]) -> None:
        places = listed(f"{unit}/{indicator}" for unit, indicator in cells)
        super().__init__(
            Reason.of("index.missing", step=Reason(f"index.of.{step}"), count=len(cells), places=places)
        )


class ConstantIndicatorError(ScoringError):
    """An indicator has one value for all units, so that no scale can be laid over it."""

    def __init__(self, indicators: Sequence[str]) -> None:
        super().__init__(Reason.of("index.constant", indicators=listed(indicators)))


class NotPositiveError(ScoringError):
    """A value that is not above 0 stands under a geometric or harmonic mean, a logarithm or a ratio."""

    def __init__(self, step: str, where: Sequence[str], code: str = "index.not_positive") -> None:
        super().__init__(Reason.of(code, step=Reason(f"index.of.{step}"), where=listed(where)))


class ScaleError(ScoringError):
    """The bounds of a scale are the wrong way round or the same."""

    def __init__(self, low: float, high: float) -> None:
        super().__init__(Reason.of("index.scale", low=repr(low), high=repr(high)))


class BoundsMissingError(ScoringError):
    """A scale with bounds of its own has none for some indicators."""

    def __init__(self, indicators: Sequence[str]) -> None:
        super().__init__(Reason.of("index.bounds", indicators=listed(indicators)))


class WeightError(ScoringError):
    """Weights are negative, all zero, given for unknown indicators, or a budget is not spent whole."""

    def __init__(self, what: str, **params: object) -> None:
        super().__init__(Reason(f"index.weights.{what}", params))


class SharesError(ScoringError):
    """No weights keep every indicator's share within its bounds (benefit of the doubt)."""

    def __init__(self, unit: str, lower: float, upper: float) -> None:
        super().__init__(Reason.of("index.shares", unit=unit, lower=repr(lower), upper=repr(upper)))


class FrameworkError(ScoringError):
    """The tree of an index has no root or several, a ring, an unknown parent, or leaves that no column fills."""

    def __init__(self, what: str, nodes: Iterable[str]) -> None:
        super().__init__(Reason.of(f"index.framework.{what}", nodes=listed(nodes)))


class DenominatorError(ScoringError):
    """A denominator is zero or unknown."""

    def __init__(self, what: str, names: Sequence[str]) -> None:
        super().__init__(Reason.of(f"index.denominator.{what}", names=listed(names)))


class DrawsError(ScoringError):
    """There are too few draws, or choices, for what is asked."""

    def __init__(self, what: str, needed: int) -> None:
        super().__init__(Reason.of(f"index.draws.{what}", needed=needed))
